import type { Recorded } from '#event-store/port.js';
import type { KeyFact } from '#ledger/key-history.js';

/** An entry of the stream `log`, as the history of its keys reads it. */
export const keyFact = ({ position, envelope }: Recorded): KeyFact => ({
  position,
  type: envelope.type,
  v: envelope.v,
  data: envelope.data,
});

/** What an entry of the type `TextsErased` erases; nothing where it is not as it should be. */
export const digestsIn = ({ envelope }: Recorded): readonly string[] => listedIn(envelope);
export const listedIn = ({ data }: Pick<Recorded['envelope'], 'data'>): readonly string[] => {
  const digests = (data as { readonly digests?: unknown } | null)?.digests;
  return Array.isArray(digests) ? digests.filter((one): one is string => typeof one === 'string') : [];
};
