/** What a rule rests on, as a clerk reads it: `rule 75 of this book` is the invariant that the documentation holds under 75. */
export const ruleInWords = (source: string): string =>
  source.replace(
    /\binvariant(s?) (\d+(?:(?:, | and )\d+)*)/g,
    (_, several: string, numbers: string) => `rule${several} ${numbers} of this book`,
  );
