/**
 * The ids that an entry made, by their names: `decisionId` is one that it made, `decision` one that it names. The catalogue
 * holds to that (its spec asks every event), so that printing minutes needs no catalogue, on a phone least of all.
 */
export const madeIn = (data: unknown): readonly string[] => {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => (typeof value === 'string' && key.endsWith('Id') ? [value] : madeIn(value)));
};
