/** Why an intent was not recorded. Nothing has changed. */
export type Refusal = {
  /** `noun.reason`, public and permanent. */
  readonly refused: string;
  /** A sentence that a secretary understands. */
  readonly sentence: string;
  readonly remedy: string;
  /** The rule it rests on, with its source. */
  readonly rule: string | null;
  /** What would have to be overridden for it to be recorded all the same; none where nothing helps. */
  readonly overridable: readonly string[];
  readonly entries: readonly string[];
  /** Where in what was sent, such as `data.words`; left out where it is nowhere in particular. */
  readonly place?: string;
};

export const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'refused' in value;

export type RefusalBook = Readonly<Record<string, { readonly says: string; readonly remedy: string }>>;

/** All refusals of one stream with their sentences: the catalogue lists them from here. */
export const refusing =
  <const B extends RefusalBook>(book: B) =>
  (code: keyof B & string, detail = '', entries: readonly string[] = []): Refusal => ({
    refused: code,
    sentence: detail ? `${book[code]!.says} ${detail}` : book[code]!.says,
    remedy: book[code]!.remedy,
    rule: null,
    overridable: [],
    entries,
  });
