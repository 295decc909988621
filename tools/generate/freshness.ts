/** What is made from the code, by path; and what lies on the disk. */
export type Made = ReadonlyMap<string, string>;
export type Disk = { readonly read: (path: string) => string | null; readonly pages: readonly string[] };

/** Pages of what is no more. */
export const leftOver = (made: Made, { pages }: Disk): readonly string[] => pages.filter((path) => !made.has(path));

/** One sentence for each file that is not what the code would make today, with the command that mends it. */
export const complaints = (made: Made, frozen: Iterable<string>, disk: Disk): readonly string[] => {
  const stale = [...made].filter(([path, content]) => disk.read(path) !== content).map(([path]) => path);
  const unfrozen = [...frozen].filter((path) => disk.read(path) === null);
  return [
    ...[...stale, ...leftOver(made, disk)].map((path) => `${path} is stale. Run \`npm run generate\` and commit what it writes.`),
    ...unfrozen.map((path) => `${path} is missing. Run \`npm run generate -- --freeze\` and commit what it writes.`),
  ];
};
