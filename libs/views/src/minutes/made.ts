/**
 * The ids that an entry made, by their names: `decisionId` is one that it made, `decision` one that it names. The catalogue
 * holds to that (its spec asks every event), so that printing minutes needs no catalogue, on a phone least of all.
 */
export const madeIn = (data: unknown): readonly string[] => {
  const made: string[] = [];
  gather(data, made);
  return made;
};

// Asked of every entry of a log.
const gather = (data: unknown, made: string[]): void => {
  if (typeof data !== 'object' || data === null) return;
  if (Array.isArray(data)) return data.forEach((one) => gather(one, made));
  for (const key in data) {
    const value = (data as Record<string, unknown>)[key];
    if (typeof value !== 'string') gather(value, made);
    else if (key.endsWith('Id')) made.push(value);
  }
};
