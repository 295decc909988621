import { askedBy } from '#kernel/event.js';
import { refusing } from '#kernel/refusal.js';
import {
  BadShape,
  correcting,
  fields,
  fromClient,
  fromLog,
  id,
  isId,
  list,
  maybe,
  oneOf,
  code as aCode,
  words,
  type Shape,
  type Source,
} from '#kernel/shape.js';
import { streamRefusals, type Override } from '#kernel/stream.js';
import { instant, occurred as occurredShape, type Occurred } from '#kernel/times.js';
import { catalogues, kindOf, type Kind } from '#domain/catalogues.js';
import { commandHash, newSalt } from '#event-store/digests.js';
import type { EventStore, SealedText } from '#event-store/port.js';
import { Refused, type Command } from './command.js';
import { factOf } from './facts.js';
import { refuse } from './refusals.js';
import { digestsIn, seal } from './seal.js';

const overriding: Shape<Override> = fields({
  rules: list(aCode),
  by: maybe(id('person')),
  authority: oneOf('announced by the chair', 'ruling', 'standing orders', 'resolution'),
  reason: words,
});

/** A command whose texts are sealed: every attempt carries the same digests. */
export type Sealed = {
  readonly command: Command;
  readonly kind: Kind;
  readonly occurred: Occurred | null;
  /** The intent as its shape has read it: what a command id stands for. */
  readonly body: unknown;
  readonly hash: string;
  readonly data: unknown;
  readonly override: Override | null;
  readonly texts: ReadonlyMap<string, SealedText>;
};

/** What the book itself adds to an intent; the command id stands for what was sent. */
export type Complete = (verb: string, data: unknown) => Promise<unknown>;

/** Reads and seals a command, once. @throws Refused where it has not the shape of its verb. @throws StoreUnavailable */
export const takeIn = async (store: EventStore, command: Command, trusted: boolean, complete?: Complete): Promise<Sealed> => {
  const kind = kindOf(command.stream);
  if (!kind || (kind !== 'log' && !isId(command.stream.slice(kind.length + 1))))
    throw new Refused(refuse('stream.unknown', `It was ${command.stream}.`));
  if (!isId(command.id)) throw new Refused(refuse('command.id-wrong'));
  const [, spec] = askedBy(catalogues[kind], command.verb) ?? [];
  if (!spec) throw new Refused(refusing(streamRefusals)('verb.unknown', unknownVerb(kind, command.verb)));
  const source = trusted ? { ...fromLog, words: true } : await sourceFor(store, command);
  const read = reading(() => ({
    data: spec.asks.read(command.data, '', source) as unknown,
    occurred: maybe(occurredShape).read(command.occurred, 'occurred', fromClient),
    override: maybe(overriding).read(command.override, 'override', source),
    // Minutes print it where nobody says when it was: there are days and hours that no clock shows.
    enteredAt: maybe(instant).read(command.enteredAt, 'enteredAt', fromClient),
  }));
  const body = { verb: command.verb, data: read.data, recorded: command.recorded, occurred: read.occurred, override: read.override };
  const salt = newSalt();
  const hash = commandHash(salt, body);
  const data = seal(spec.asks, (await complete?.(command.verb, read.data)) ?? read.data);
  const override = seal(maybe(overriding), read.override);
  const texts = [{ digest: hash, salt, text: null }, ...data.texts, ...override.texts];
  return {
    command,
    kind,
    occurred: read.occurred,
    body,
    hash,
    data: data.value,
    override: override.value,
    texts: new Map(texts.map((text) => [text.digest, text])),
  };
};

/** A replacement may cite the sealed texts that its entry, or that entry's corrections, cite; nothing else may cite a digest. */
const sourceFor = async (store: EventStore, command: Command): Promise<Source> => {
  const data = command.data as { entry?: unknown; of?: unknown } | null;
  if (command.verb !== 'PutRight' && command.verb !== 'AgreeCorrection') return fromClient;
  const stream = command.verb === 'PutRight' ? command.stream : `meeting-${String(data?.of)}`;
  const facts = (await store.read(stream)).events.map(factOf);
  const about = facts.filter((fact) => fact.entry.id === data?.entry || fact.data.entry === data?.entry);
  return correcting(new Set(about.flatMap(digestsIn)));
};

/** @throws Refused where what is read has not its shape: the place, and what it is to be */
export const reading = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadShape) throw new Refused({ ...refuse('data.wrong', `${error.message}.`), place: error.at });
    throw error;
  }
};

const unknownVerb = (kind: Kind, verb: string) =>
  `${verb} is not among those of a ${kind}: ${Object.values(catalogues[kind])
    .map((spec) => spec.by)
    .join(', ')}.`;
