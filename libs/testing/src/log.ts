import { createHash } from 'node:crypto';
import { canonical } from '#kernel/canonical.js';
import type { Catalogue, EventSpec } from '#kernel/event.js';
import type { HowRecorded } from '#kernel/entry.js';
import { isId, type Shape } from '#kernel/shape.js';
import { occurred as occurredShape, type Occurred } from '#kernel/times.js';
import { catalogues, kindOf, type Kind } from '#domain/catalogues.js';
import { commandHash, newNonce, newSalt } from '#event-store/digests.js';
import type { Envelope, EventStore, Position, SealedText } from '#event-store/port.js';
import { seal } from '#shell/seal.js';

/**
 * The catalogue's example of a type, with some of its data otherwise; `as` names the entry, else it is e1, e2 … of its stream.
 * Entries of one `command` were recorded together.
 */
export type Appended =
  | string
  | readonly [
      type: string,
      data?: object,
      entry?: {
        as?: string;
        recorded?: HowRecorded;
        occurred?: Occurred | null;
        recordedAt?: string;
        causation?: string;
        command?: string;
      },
    ];

/** The UUID that a noun of an example stands for; a UUID stands for itself. */
export const idOf = (noun: string): string => {
  if (isId(noun)) return noun;
  const hex = createHash('sha256').update(noun).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
/** Of an entry of a stream: `entryOf('meeting-january', 'e2')`. */
export const entryOf = (stream: string, noun: string): string => (isId(noun) ? noun : idOf(`${stream} ${noun}`));
/** `meeting-january` as the log calls it. */
export const streamOf = (stream: string): string => {
  const kind = kindIn(stream);
  return kind === 'log' ? stream : `${kind}-${idOf(stream.slice(kind.length + 1))}`;
};

/** Appends the catalogue's examples to a store, their texts sealed and their nouns made ids: a log for specs, without any decision. */
export const logIn = (store: EventStore, { from = '2026-01-20T14:00:00.000Z' }: { readonly from?: string } = {}) => {
  const digests = new Map<string, string[]>();
  let appended = 0;
  const later = () => new Date(Date.parse(from) + appended++ * 1000).toISOString();

  const append = async (stream: string, ...facts: readonly Appended[]): Promise<Position> => {
    const name = streamOf(stream);
    let position = await store.head();
    let { revision } = await store.read(name);
    for (const fact of facts) {
      const { envelope, texts } = enveloped(stream, name, revision + 1, fact, later());
      for (const { digest, text } of texts) digests.set(text!, [...(digests.get(text!) ?? []), digest]);
      ({ position, revision } = await store.append(name, revision, [new TextEncoder().encode(canonical(envelope))], texts));
    }
    return position;
  };
  return {
    append,
    /** The digests under which these words were sealed: the same words, each time anew. */
    digestsOf: (words: string): readonly string[] => digests.get(words) ?? [],
  };
};

const enveloped = (
  stream: string,
  name: string,
  revision: number,
  fact: Appended,
  now: string,
): { readonly envelope: Envelope; readonly texts: readonly SealedText[] } => {
  const [
    type,
    data = {},
    { as = `e${revision + 1}`, recorded = 'live', occurred = null, recordedAt = now, causation = null, command } = {},
  ] = typeof fact === 'string' ? [fact] : fact;
  const spec = specOf(kindOf(name)!, type);
  const ids = <T>(shape: Shape<unknown>, value: T): T => withIds(stream, shape, value);
  const { value, texts } = seal(spec.shape, ids(spec.shape, { ...(spec.example as object), ...data }));
  const envelope: Envelope = {
    e: 1,
    id: entryOf(stream, as),
    stream: name,
    revision,
    type,
    v: spec.v,
    command: idOf(command ?? `command ${stream} ${revision}`),
    commandHash: commandHash(newSalt(), {}),
    causation,
    correlation: null,
    actor: idOf('clerk'),
    recordedAt,
    enteredAt: null,
    occurred: occurred && ids(occurredShape, occurred),
    recorded,
    nonce: newNonce(),
    data: value,
  };
  return { envelope, texts };
};

const withIds = <T>(stream: string, shape: Shape<unknown>, value: T): T => {
  const here = (noun: string, id: string) => (noun === 'entry' ? entryOf(stream, id) : idOf(id));
  return shape.map(value, { creates: (_, id) => idOf(id), names: here, refers: (_, id) => idOf(id) }) as T;
};

const kindIn = (stream: string): Kind => {
  const kind = kindOf(stream);
  if (!kind) throw new Error(`no kind of stream is called as ${stream} begins`);
  return kind;
};
const specOf = (kind: Kind, type: string): EventSpec => {
  const spec = (catalogues[kind] as Catalogue)[type];
  if (!spec) throw new Error(`no event ${type} in ${kind}`);
  return spec;
};
