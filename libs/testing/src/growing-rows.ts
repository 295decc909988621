import type { Fact } from '#kernel/entry.js';
import type { Stretch } from '#kernel/said.js';
import type { Kind } from '#domain/catalogues.js';
import type { Recorded } from '#event-store/port.js';
import type { History } from '#registers/history.js';
import type { RowsOf, Tables } from '#registers/projection.js';
import { StreamSoFar } from '#registers/stream-facts.js';

/** Opens what is no digest: the words of examples, and stretches of stretches. */
const words = {
  of: (said: string | Stretch | null, holding: (entry: string) => unknown): string | null => {
    const read = (one: string | Stretch | null | undefined, depth: number): string | null => {
      if (typeof one === 'string') return one;
      if (one === null || one === undefined || depth > 8) return null;
      return read(holding(one.in) as string | Stretch | null, depth + 1)?.slice(one.from, one.to) ?? null;
    };
    return read(said, 0);
  },
} as never;

/** An empty stream, as registers take it in. */
export const streamOf = (kind: Kind) => new StreamSoFar(`${kind}-any`, kind, words);
export const add = (to: StreamSoFar, fact: Fact, position: number) => {
  const { revision } = fact.entry;
  to.add({ position, envelope: { revision, causation: null, correlation: null }, bytes: new Uint8Array() } as unknown as Recorded, fact);
};
export const upTo = (kind: Kind, facts: readonly Fact[]) => {
  const whole = streamOf(kind);
  facts.forEach((fact, n) => add(whole, fact, n));
  return whole;
};
export type Rows = RowsOf<Tables>;
/** Two rows with one key are an error of the record, which the history reports: the last one stands for both here. */
const partsOf = (rows: Rows[string]) => (rows && 'parts' in rows ? rows.parts : [rows ?? []]);
export const inTheirOrder = (rows: Rows) =>
  Object.entries(rows).map(([table, its]) => [
    table,
    partsOf(its)
      .flat()
      .map((row) => JSON.stringify(row))
      .toSorted(),
  ]);

/** Why rows cannot be written, where two of them have one key; null where they can. @throws whatever else goes wrong */
export const wrongIn = (work: () => void): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith('two rows of')) return error;
    throw error;
  }
};
/** What a history would write, whatever the order. */
export const inOrder = (history: History) =>
  history.changes().map(({ table, closed, added }) => [table, [...closed, ...added].map((one) => JSON.stringify(one)).toSorted()]);
