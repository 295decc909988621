import type { Fact } from '#kernel/entry.js';
import { isCorrection, stands } from '#kernel/stands.js';
import { kindOf } from '#domain/catalogues.js';
import { policies as allPolicies } from '#domain/policies/policies.js';
import { carriable, causesOf, correctionOf, targetsOf, versionsOf, type Carried, type Policy } from '#domain/policies/policy.js';
import type { EventStore, Recorded } from '#event-store/port.js';
import { isClosedHere } from './closed-log.js';
import { Refused, type Command } from './command.js';
import { derivedId } from './derived-id.js';
import { factOf, knownSpec } from './facts.js';
import type { WritePath } from './write-path.js';

/** Carries facts from stream to stream. Command ids are made from (event, policy, target, n): carried again, nothing changes. */
export class PolicyRunner {
  private begun: ReadonlyMap<string, number> | null = null;

  constructor(
    private readonly store: EventStore,
    private readonly write: WritePath,
    private readonly policies: readonly Policy[] = allPolicies,
  ) {}

  async each(recorded: Recorded): Promise<void> {
    if (recorded.envelope.stream === 'log') this.begun = null;
    // What this version does not know may be for a policy of the version that wrote it: nobody goes past it.
    knownSpec(recorded);
    const { stream, type } = recorded.envelope;
    const kind = kindOf(stream);
    const concerned = this.policies.filter(({ from, on }) => from === kind && (on.includes(type) || isCorrection(type)));
    if (concerned.length === 0) return;
    const fact = factOf(recorded);
    for (const policy of concerned) {
      const from = (await this.beginnings()).get(policy.name);
      if (from === undefined || recorded.position < from) continue;
      if (policy.on.includes(fact.type)) await this.carryAll(policy, fact, policy.carry(fact));
      if (isCorrection(fact.type)) await this.correct(policy, fact);
    }
  }

  private async correct(policy: Policy, correction: Fact): Promise<void> {
    const facts = (await this.store.read(correction.entry.stream)).events.map(factOf);
    const upToNow = facts.filter(({ entry }) => entry.revision <= correction.entry.revision);
    const corrected: string = correction.data.entry;
    const versions = versionsOf(upToNow, corrected).filter(carriable(policy));
    const now = stands(upToNow).find(({ entry }) => entry.id === corrected) ?? null;
    const causes = causesOf(upToNow, corrected);
    for (const stream of targetsOf(policy, versions)) {
      const target = (await this.store.read(stream)).events;
      const carried = target.filter(({ envelope }) => envelope.causation !== null && causes.has(envelope.causation)).map(factOf);
      const answers = correctionOf(policy, { stream, now, correction, carried, target: target.map(factOf) });
      for (const answer of answers) await this.carryOne(policy, correction, answer, answer.n);
    }
  }

  private async carryAll(policy: Policy, fact: Fact, carried: readonly Carried[]): Promise<void> {
    for (const [n, one] of carried.entries()) await this.carryOne(policy, fact, one, n);
  }

  /** Never refused: what the target cannot follow is recorded there under the same command id. */
  private async carryOne(policy: Policy, fact: Fact, { stream, verb, data, occurred, continues }: Carried, n: number): Promise<void> {
    const { type, entry } = fact;
    const command: Command = {
      stream,
      id: derivedId(entry.id, policy.name, stream, n),
      verb,
      data,
      occurred,
      actor: entry.actor,
      recorded: entry.recorded,
      causation: entry.id,
      correlation: entry.command,
      continues,
    };
    try {
      await this.write.carry(command);
    } catch (error) {
      // What is left to carry is carried where the log goes on, under the same ids.
      if (isClosedHere(error)) return;
      if (!(error instanceof Refused)) throw error;
      const because = error.refusal.refused;
      if (because === 'command.id-reused' || because === 'command.erased') return;
      await this.write.carry({ ...command, verb: 'RecordNotCarried', data: { event: entry.id, type, because } });
    }
  }

  private async beginnings(): Promise<ReadonlyMap<string, number>> {
    if (this.begun) return this.begun;
    const facts = (await this.store.read('log')).events.map(factOf);
    this.begun = new Map(facts.filter(({ type }) => type === 'PolicyBegun').map(({ data }) => [data.policy, data.from]));
    return this.begun;
  }
}
