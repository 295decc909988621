import type { Fact } from '#kernel/entry.js';
import { digestOf, isSealed, type Opened, type Text } from '#kernel/text.js';
import type { Open } from '#documents/reader.js';
import type { ShownEntry } from '#shell/shown.js';

/** An entry as the server shows it is an entry as the domain reads it: its words stand where the log has digests. */
export const factOf = ({
  type,
  data,
  id,
  stream,
  revision,
  command,
  actor,
  recorded,
  recordedAt,
  enteredAt,
  occurred,
}: ShownEntry): Fact => ({
  type,
  data,
  entry: { id, stream, revision, command, actor, recorded, recordedAt, enteredAt, occurred },
});

/** Opens what the server has opened; what is erased or withheld stays so. A digest is one that a correction cites. */
export const openerOf = (entries: readonly ShownEntry[]): Open => {
  let byDigest: ReadonlyMap<string, unknown> | null = null;
  return (text) => {
    if (!isSealed(text)) return openedOf(text);
    byDigest ??= new Map(entries.flatMap(({ texts, data }) => texts.map(({ at, digest }) => [digest, valueAt(data, at)] as const)));
    return openedOf(byDigest.get(digestOf(text as unknown as Text)));
  };
};

const openedOf = (value: unknown): Opened => {
  if (typeof value === 'string') return { words: value };
  return typeof value === 'object' && value !== null && 'erased' in value ? 'erased' : 'withheld';
};

/** `replacement.data.points[2].words` */
export const valueAt = (data: unknown, place: string): unknown =>
  place
    .split(/\.|\[|\]\.?/)
    .filter((step) => step !== '')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | null | undefined)?.[step], data);
