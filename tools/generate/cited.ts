/** What a rule rests on, with a link to where it is described. The page that shows it lies in docs/catalogue. */
export const cited = (source: string): string =>
  source
    .replace(/\binvariants? \d+(?:, \d+)*/g, (named) => named.replace(/\d+/g, (n) => `[${n}](../invariants.md#invariant-${n})`))
    .replace(
      /^how a room behaves: (.+)$/,
      (named, heading: string) => `[${named}](../how-a-room-behaves.md#${heading.replaceAll(' ', '-')})`,
    );
