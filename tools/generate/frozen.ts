import { createHash } from 'node:crypto';
import { isKernelType } from '#kernel/stands.js';
import type { EventSpec } from '#kernel/event.js';
import { eventId } from '#kernel/ids.js';
import { sealed, type Text } from '#kernel/text.js';
import { catalogues } from '#domain/catalogues.js';
import { textDigest } from '#event-store/digests.js';
import type { Envelope, SealedText } from '#event-store/port.js';
import { derivedId } from '#shell/derived-id.js';

/** What is published of one version of one type of entry: how it looks in the log for ever, and what its data may be. */
export type Frozen = {
  readonly type: string;
  readonly v: number;
  /** JSON Schema of the data as a client may send them. */
  readonly schema: unknown;
  readonly envelope: Envelope;
  readonly texts: readonly SealedText[];
};

export const frozenEvents = (): ReadonlyMap<string, Frozen> =>
  new Map(
    Object.entries(catalogues).flatMap(([kind, catalogue]) =>
      Object.entries(catalogue as Record<string, EventSpec>).map(
        ([type, spec]) => [frozenPath(kind, type, spec.v), freeze(kind, type, spec, Object.keys(catalogue))] as const,
      ),
    ),
  );

export const frozenPath = (kind: string, type: string, v: number) => `test/events/${kind}/${type}.v${v}.json`;

export const freeze = (kind: string, type: string, spec: EventSpec, types: readonly string[]): Frozen => {
  const { data, texts } = asLogged(spec);
  const stream = kind === 'log' ? 'log' : `${kind}-${idOf(kind)}`;
  return { type, v: spec.v, schema: schemaOf(types, spec), envelope: envelopeOf(stream, type, spec.v, data), texts };
};

/** The schema without the list of all types of the stream, which grows with every new type and says nothing of this one. */
export const schemaOf = (types: readonly string[], spec: Pick<EventSpec, 'shape'>): unknown =>
  JSON.parse(
    JSON.stringify(spec.shape.json, (key, value) =>
      key === 'enum' && (value as string[]).join() === own(types).join() ? 'every type of this kind of stream' : value,
    ),
  );

const own = (types: readonly string[]) => types.filter((type) => !isKernelType(type));

/** The example with a UUID for each noun and a digest for each text, as the log holds it. */
const asLogged = (spec: EventSpec) => {
  const texts: SealedText[] = [];
  const text = (words: Text) => {
    const one = sealedAlike(words as unknown as string);
    texts.push(one);
    return sealed(one.digest);
  };
  const toId = (_noun: string, id: string) => idOf(id);
  return { data: spec.shape.map(spec.example, { text, creates: toId, names: toId, refers: toId }) as unknown, texts };
};

const idOf = (noun: string) => derivedId('example', noun);
/** An example's salt is made from its words, so that the file is the same whenever it is made. A real one is random. */
const sealedAlike = (words: string): SealedText => {
  const salt = createHash('sha256').update(words).digest().subarray(0, 16).toString('base64url');
  return { digest: textDigest(salt, words), salt, text: words };
};

const envelopeOf = (stream: string, type: string, v: number, data: unknown): Envelope => ({
  e: 1,
  id: eventId(stream, idOf(`${type} command`), 0),
  stream,
  revision: 1,
  type,
  v,
  command: idOf(`${type} command`),
  commandHash: createHash('sha256').update(type).digest('base64url'),
  causation: null,
  correlation: null,
  actor: idOf('clerk'),
  recordedAt: '2026-01-20T14:32:00.000Z',
  enteredAt: null,
  occurred: null,
  recorded: 'live',
  nonce: createHash('sha256').update(`${type} nonce`).digest().subarray(0, 16).toString('base64url'),
  data,
});
