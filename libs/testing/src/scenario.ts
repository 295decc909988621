import { expect } from '@jest/globals';
import type { Context, Decider, DeciderOf } from '#kernel/decider.js';
import type { Fact, HowRecorded } from '#kernel/entry.js';
import { isRefusal } from '#kernel/refusal.js';
import { advance, decideOn, findingsIn, streamOf, type Override, type Stream } from '#kernel/stream.js';
import type { Occurred } from '#kernel/times.js';

/** A fact that is given: the catalogue's example of its type, with some of its data otherwise; `as` names the entry (else e1, e2 …). */
export type Given =
  string | readonly [type: string, data?: object, entry?: { as?: string; recorded?: HowRecorded; occurred?: Occurred | null }];
type Options = {
  readonly occurred?: Occurred | null;
  readonly override?: Override;
  readonly actor?: string;
  readonly command?: string;
  readonly as?: string;
};

/** Given facts, when a verb, then exactly these facts, or this refusal, or these findings. Ids are nouns here. */
export const scenarios = <S>(decider: DeciderOf<S>, origin: Fact | null = null) => ({
  given: (...facts: readonly Given[]) =>
    new Scenario(
      decider,
      streamOf(
        decider,
        facts.map((fact, n) => givenFact(decider, fact, n)),
        origin,
      ),
      'live',
      [],
    ),
});

const givenFact = (decider: Decider, given: Given, n: number): Fact => {
  const [type, data = {}, { as, recorded = 'live', occurred = null } = {}] = typeof given === 'string' ? [given] : given;
  const spec = decider.events[type];
  if (!spec) throw new Error(`no event ${type} in ${decider.kind}`);
  const entry = {
    id: as ?? `e${n + 1}`,
    stream: decider.kind,
    revision: n,
    command: commandId(n),
    actor: 'clerk',
    recorded,
    recordedAt: at(n),
    enteredAt: null,
    occurred,
  };
  return { type, data: { ...(spec.example as object), ...data }, entry };
};
const commandId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(6, '0')}000000`;
const at = (n: number) => `2026-01-20T14:${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}.000Z`;

class Scenario<S> {
  constructor(
    private readonly decider: DeciderOf<S>,
    private readonly stream: Stream<S>,
    private readonly how: HowRecorded,
    private readonly decided: readonly Fact[],
    readonly refusal: unknown = null,
  ) {}

  get printed() {
    return new Scenario(this.decider, this.stream, 'printed', this.decided, this.refusal);
  }
  get afterwards() {
    return new Scenario(this.decider, this.stream, 'afterwards', this.decided, this.refusal);
  }
  get live() {
    return new Scenario(this.decider, this.stream, 'live', this.decided, this.refusal);
  }
  /** What the stream is after what was given and decided. */
  get state() {
    this.mustNotBeRefused();
    return this.stream.state;
  }
  get recorded() {
    return this.stream.recorded;
  }
  get standingIds() {
    return this.stream.standingIds;
  }

  when(verb: string, data: object, { occurred = null, override, actor = 'clerk', command, as }: Options = {}) {
    this.mustNotBeRefused();
    const n = this.stream.recorded.length;
    const context: Context = {
      command: command ?? commandId(n),
      actor,
      now: at(n),
      recorded: this.how,
      occurred,
      continues: this.stream.origin,
    };
    const decision = decideOn(this.decider, this.stream, { verb, data, override: override ?? null }, context);
    if (isRefusal(decision)) return new Scenario(this.decider, this.stream, this.how, [], decision);
    const facts = as
      ? decision.map((fact, i) => (i === decision.length - 1 ? { ...fact, entry: { ...fact.entry, id: as } } : fact))
      : decision;
    return new Scenario(this.decider, advance(this.decider, this.stream, facts), this.how, facts);
  }

  /** Exactly these facts, in this order, with all their data. */
  records(...expected: readonly (readonly [type: string, data: object])[]) {
    this.mustNotBeRefused();
    expect(this.decided.map(({ type, data }) => [type, data])).toEqual(expected);
    return this;
  }
  refused(code: string) {
    expect(isRefusal(this.refusal) ? this.refusal.refused : `recorded ${this.decided.map(({ type }) => type).join(', ')}`).toBe(code);
    return this;
  }
  /** Exactly the codes of all findings on the stream as it stands. */
  findings(...codes: readonly string[]) {
    this.mustNotBeRefused();
    expect(findingsIn(this.decider, this.stream.recorded, this.stream.origin).findings.map(({ code }) => code)).toEqual(codes);
    return this;
  }
  notStated(...codes: readonly string[]) {
    this.mustNotBeRefused();
    expect(findingsIn(this.decider, this.stream.recorded, this.stream.origin).notStated.map(({ code }) => code)).toEqual(codes);
    return this;
  }
  private mustNotBeRefused() {
    if (this.refusal) throw new Error(`refused: ${JSON.stringify(this.refusal)}`);
  }
}
