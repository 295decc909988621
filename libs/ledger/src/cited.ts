/** Every digest of a text that stands in these data, each once, in their order. */
export const citedIn = (data: unknown): readonly string[] => {
  const found = new Set<string>();
  collect(data, found);
  return [...found];
};

const collect = (value: unknown, found: Set<string>): void => {
  if (typeof value !== 'object' || value === null) return;
  const digest = (value as { $t?: unknown }).$t;
  if (typeof digest === 'string' && Object.keys(value).length === 1) found.add(digest);
  else for (const one of Object.values(value)) collect(one, found);
};
