import { canonical } from '#kernel/canonical.js';
import type { Fact } from '#kernel/entry.js';
import { advance, type Stream } from '#kernel/stream.js';
import { specOf } from '#domain/catalogues.js';
import { newNonce } from '#event-store/digests.js';
import type { Appended, Envelope, Recorded, SealedText } from '#event-store/port.js';
import { Refused } from './command.js';
import { factOf } from './facts.js';
import type { Held } from './held-streams.js';
import { refuse } from './refusals.js';
import { digestsIn } from './seal.js';
import { reading, type Sealed } from './take-in.js';

const mostBytes = 65_535;

/** A command that was decided and is not in the log yet. */
export type Ahead = {
  readonly sealed: Sealed;
  readonly events: readonly Pick<Recorded, 'envelope' | 'bytes'>[];
  readonly texts: readonly SealedText[];
};

/** A stream with the commands of one turn that go before, as if they were in the log. */
export class Drafted {
  private readonly byId = new Map<string, Ahead>();
  private size = 0;

  constructor(
    readonly held: Held,
    private now: Stream = held.stream,
  ) {}

  get stream(): Stream {
    return this.now;
  }
  get ahead(): readonly Ahead[] {
    return [...this.byId.values()];
  }
  /** Of envelopes and texts, in bytes and characters. */
  get length(): number {
    return this.size;
  }

  aheadWith(command: string): Ahead | undefined {
    return this.byId.get(command);
  }

  /** @throws Refused where an entry is larger than the log takes, or than its shape: more may be present than one list holds */
  add(sealed: Sealed, facts: readonly Fact[]): Ahead {
    const events = facts.map((fact) => {
      const envelope = envelopeOf(fact, sealed);
      return { envelope, bytes: Buffer.from(canonical(envelope), 'utf8') };
    });
    if (events.some(({ bytes }) => bytes.length > mostBytes))
      throw new Refused(refuse('entry.too-large', `It may have ${mostBytes} bytes.`));
    const cited = new Set(facts.flatMap(digestsIn));
    const texts = [...sealed.texts.values()].filter(({ digest }) => cited.has(digest) || digest === sealed.hash);
    const ahead = { sealed, events, texts };
    this.now = advance(
      this.held.decider,
      this.now,
      reading(() => events.map(({ envelope, bytes }) => factOf({ envelope, bytes, position: -1 }))),
    );
    this.byId.set(sealed.command.id, ahead);
    for (const { bytes } of events) this.size += bytes.length;
    for (const { text } of texts) this.size += text?.length ?? 0;
    return ahead;
  }

  /** The events of each command, in the places that they were given. */
  recorded({ position }: Appended): readonly (readonly Recorded[])[] {
    const { ahead } = this;
    let next = position + 1 - ahead.reduce((sum, { events }) => sum + events.length, 0);
    return ahead.map(({ events }) => events.map((event) => ({ ...event, position: next++ })));
  }
}

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
