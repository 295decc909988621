import { canonical } from '#kernel/canonical.js';
import type { Fact } from '#kernel/entry.js';
import { askedBy } from '#kernel/event.js';
import { isRefusal, refusing } from '#kernel/refusal.js';
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
import { decideOn, streamRefusals, type Override } from '#kernel/stream.js';
import { occurred as occurredShape, type Occurred } from '#kernel/times.js';
import { catalogues, kindOf, specOf, type Kind } from '#domain/catalogues.js';
import { commandHash, newNonce, newSalt } from '#event-store/digests.js';
import { TextWasErased, WrongRevision, type Envelope, type EventStore, type Recorded, type SealedText } from '#event-store/port.js';
import type { Clock } from './clock.js';
import { Refused, type Command, type Reply } from './command.js';
import { factOf } from './facts.js';
import { continues, originOf } from './gather.js';
import { HeldStreams, revisionOf, type Held } from './held-streams.js';
import { Mailbox } from './mailbox.js';
import { refuse } from './refusals.js';
import { digestsIn, seal } from './seal.js';
import { otherThanTheySay } from './taken.js';

const mostBytes = 65_535;
const tries = 100;
const overriding: Shape<Override> = fields({
  rules: list(aCode),
  by: maybe(id('person')),
  authority: oneOf('announced by the chair', 'ruling', 'standing orders', 'resolution'),
  reason: words,
});

/** A command whose texts are sealed: every attempt carries the same digests. */
type Sealed = {
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

/** What else has a say in what is written. */
export type Hooks = {
  /** @throws StoreUnavailable where nothing more may be written */
  readonly mayWrite?: () => void;
  /** What the book itself adds to an intent; the command id stands for what was sent. */
  readonly complete?: (verb: string, data: unknown) => Promise<unknown>;
};

/** The only way into the log. */
export class WritePath {
  private readonly mailbox = new Mailbox();
  private readonly streams: HeldStreams;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly hooks: Hooks = {},
  ) {
    this.streams = new HeldStreams(store);
  }

  /** @throws Refused where a rule stands against it: nothing has changed. @throws StoreUnavailable */
  handle(command: Command): Promise<Reply> {
    return this.handleFrom(command, false);
  }

  /** A policy may cite digests: it carries texts on without opening them. */
  carry(command: Command): Promise<Reply> {
    return this.handleFrom(command, true);
  }

  private async handleFrom(command: Command, trusted: boolean): Promise<Reply> {
    const sealed = await this.take(command, trusted);
    return this.mailbox.take(command.stream, () => this.inTurn(sealed));
  }

  private async inTurn(sealed: Sealed): Promise<Reply> {
    const { command } = sealed;
    for (let attempt = 0; attempt < tries; attempt++) {
      const fresh = attempt > 0;
      if (fresh) this.streams.forget(command.stream);
      const held = await this.held(sealed);
      const first = await this.firstReply(held, sealed);
      if (first) return first;
      try {
        return await this.decide(held, sealed);
      } catch (error) {
        if (error instanceof WrongRevision) continue;
        if (error instanceof TextWasErased) throw new Refused(refuse('text.erased'));
        // Another process may have appended what this one has not seen: nobody is refused on an old state.
        if (error instanceof Refused && !fresh) continue;
        throw error;
      }
    }
    throw new Refused(refuse('stream.moved', `It moved ${tries} times while this was being decided.`));
  }

  private held({ command, kind }: Sealed): Promise<Held> {
    // The entry that it continues may have been put right since.
    if (continues(kind)) this.streams.forget(command.stream);
    return this.streams.get(command.stream, kind, originOf(this.store, command.stream, kind, command.continues ?? null));
  }

  private async decide(held: Held, sealed: Sealed): Promise<Reply> {
    const { command } = sealed;
    this.hooks.mayWrite?.();
    const seen = command.ifMatch ?? null;
    if (seen !== null && seen !== revisionOf(held))
      throw new Refused(refuse('stream.moved', `It is at revision ${revisionOf(held)}, not ${seen}.`));
    const now = this.clock();
    const { stream } = held;
    const context = {
      command: command.id,
      actor: command.actor,
      now,
      recorded: command.recorded,
      occurred: sealed.occurred,
      continues: stream.origin,
    };
    const decision = decideOn(
      held.decider,
      stream,
      { verb: command.verb, data: sealed.data, override: sealed.override },
      context,
      command.stream,
    );
    if (isRefusal(decision)) throw new Refused(decision);
    const other = await otherThanTheySay(this.store, decision, stream.state);
    if (other) throw new Refused(other);
    return this.append(held, decision, sealed);
  }

  private async append(held: Held, facts: readonly Fact[], sealed: Sealed): Promise<Reply> {
    const { command } = sealed;
    const envelopes = facts.map((fact) => envelopeOf(fact, sealed));
    const bytes = envelopes.map((envelope) => Buffer.from(canonical(envelope), 'utf8'));
    if (bytes.some((one) => one.length > mostBytes)) throw new Refused(refuse('entry.too-large', `It may have ${mostBytes} bytes.`));
    const cited = new Set(facts.flatMap(digestsIn));
    const texts = [...sealed.texts.values()].filter(({ digest }) => cited.has(digest) || digest === sealed.hash);
    const { position } = await this.store.append(command.stream, revisionOf(held), bytes, texts);
    const events = envelopes.map((envelope, n): Recorded => ({
      envelope,
      bytes: bytes[n]!,
      position: position - envelopes.length + 1 + n,
    }));
    this.streams.grow(command.stream, held, events);
    return replyOf(command.stream, events, false);
  }

  /** The same id with the same body returns the first reply; with another body it is refused. */
  private async firstReply(held: Held, { command, body }: Sealed): Promise<Reply | null> {
    const done = held.done.get(command.id);
    if (!done) return null;
    const salt = (await this.store.texts.get([done.hash])).get(done.hash);
    if (salt === 'erased' || salt === undefined) throw new Refused(refuse('command.erased'));
    if (commandHash(salt.salt, body) !== done.hash) throw new Refused(refuse('command.id-reused'));
    return replyOf(command.stream, done.events, true);
  }

  private async take(command: Command, trusted: boolean): Promise<Sealed> {
    const kind = kindOf(command.stream);
    if (!kind || (kind !== 'log' && !isId(command.stream.slice(kind.length + 1))))
      throw new Refused(refuse('stream.unknown', command.stream));
    if (!isId(command.id)) throw new Refused(refuse('command.id-wrong'));
    const [, spec] = askedBy(catalogues[kind], command.verb) ?? [];
    if (!spec) throw new Refused(refusing(streamRefusals)('verb.unknown', unknownVerb(kind, command.verb)));
    const source = trusted ? { ...fromLog, words: true } : await this.sourceFor(command);
    const read = reading(() => ({
      data: spec.asks.read(command.data, '', source) as unknown,
      occurred: maybe(occurredShape).read(command.occurred, 'occurred', fromClient),
      override: maybe(overriding).read(command.override, 'override', source),
    }));
    const body = { verb: command.verb, data: read.data, recorded: command.recorded, occurred: read.occurred, override: read.override };
    const salt = newSalt();
    const hash = commandHash(salt, body);
    const data = seal(spec.asks, (await this.hooks.complete?.(command.verb, read.data)) ?? read.data);
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
  }

  /** A replacement may cite the sealed texts that its entry, or that entry's corrections, cite; nothing else may cite a digest. */
  private async sourceFor(command: Command): Promise<Source> {
    const data = command.data as { entry?: unknown; of?: unknown } | null;
    if (command.verb !== 'PutRight' && command.verb !== 'AgreeCorrection') return fromClient;
    const stream = command.verb === 'PutRight' ? command.stream : `meeting-${String(data?.of)}`;
    const facts = (await this.store.read(stream)).events.map(factOf);
    const about = facts.filter((fact) => fact.entry.id === data?.entry || fact.data.entry === data?.entry);
    return correcting(new Set(about.flatMap(digestsIn)));
  }
}

const reading = <T>(read: () => T): T => {
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

const envelopeOf = ({ type, data, entry }: Fact, { command, hash }: Sealed): Envelope => ({
  e: 1,
  id: entry.id,
  stream: entry.stream,
  revision: entry.revision,
  type,
  v: specOf(entry.stream, type)!.v,
  command: command.id,
  commandHash: hash,
  causation: command.causation ?? null,
  correlation: command.correlation ?? null,
  actor: command.actor,
  recordedAt: entry.recordedAt,
  enteredAt: command.enteredAt ?? null,
  occurred: entry.occurred,
  recorded: entry.recorded,
  nonce: newNonce(),
  data,
});

const replyOf = (stream: string, events: readonly Recorded[], again: boolean): Reply => {
  const last = events.at(-1)!;
  return {
    stream,
    revision: last.envelope.revision,
    position: last.position,
    events: events.map(({ envelope }) => ({ id: envelope.id, type: envelope.type, revision: envelope.revision })),
    again,
  };
};
