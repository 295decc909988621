import { isCorrection } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import { askedBy, type Catalogue } from '#kernel/event.js';
import { fromClient } from '#kernel/shape.js';
import { isRefusal, type Refusal } from '#kernel/refusal.js';
import { advance, decideOn, streamOf, type Stream } from '#kernel/stream.js';
import { catalogues, kindOf, type Kind } from '#domain/catalogues.js';
import { deciders } from '#domain/deciders.js';
import type { BoardKnown, Book, MeetingKnown, PersonKnown } from './book.js';
import type { PlannedCommand } from './planned.js';

export class WasRefused extends Error {
  constructor(
    readonly command: PlannedCommand,
    readonly refusal: Refusal,
  ) {
    super(`line ${command.line}, ${command.verb}: ${refusal.refused} ${refusal.sentence}`);
  }
}

/** A log in memory whose texts are open, decided on by the real deciders: to try a plan before anything is kept. */
export class MemoryBook implements Book {
  private readonly streams = new Map<string, Stream>();
  private readonly answered = new Map<string, string>();

  /** Sends commands in order; one that was sent before is answered as before. @throws WasRefused */
  send(commands: readonly PlannedCommand[]) {
    for (const command of commands) this.record(command);
  }
  facts(stream: string): readonly Fact[] {
    return this.streams.get(stream)?.standing ?? [];
  }
  recorded(stream: string): readonly Fact[] {
    return this.streams.get(stream)?.recorded ?? [];
  }
  get size(): number {
    return [...this.streams.values()].reduce((sum, stream) => sum + stream.length, 0);
  }

  private record(command: PlannedCommand) {
    const body = JSON.stringify([command.verb, command.data, command.recorded, command.occurred]);
    const key = `${command.stream} ${command.id}`;
    const before = this.answered.get(key);
    if (before !== undefined && before !== body)
      throw new Error(`the id of line ${command.line}, ${command.verb}, is reused for another body`);
    if (before !== undefined) return;
    const kind = kindOf(command.stream)!;
    const stream = this.streams.get(command.stream) ?? streamOf(deciders[kind], []);
    const facts = decided(kind, stream, command);
    this.streams.set(command.stream, advance(deciders[kind], stream, facts));
    this.answered.set(key, body);
  }

  boards(): readonly BoardKnown[] {
    return this.idsOf('board').map((boardId) => boardIn(boardId, this.facts(`board-${boardId}`)));
  }
  people(): readonly PersonKnown[] {
    return this.idsOf('person').map((personId) => personIn(personId, this.facts(`person-${personId}`)));
  }
  meeting(meetingId: string): MeetingKnown | null {
    const recorded = this.recorded(`meeting-${meetingId}`);
    return recorded.length === 0 ? null : meetingIn(recorded, this.facts(`meeting-${meetingId}`));
  }
  private idsOf(kind: Kind): readonly string[] {
    return [...this.streams.keys()].filter((name) => kindOf(name) === kind).map((name) => name.slice(kind.length + 1));
  }
}

const decided = (kind: Kind, stream: Stream, command: PlannedCommand): readonly Fact[] => {
  const { verb, id, recorded, occurred } = command;
  const [, spec] = askedBy(catalogues[kind] as Catalogue, verb)!;
  const data = spec.asks.read(command.data, '', fromClient) as unknown;
  const context = { command: id, actor: 'clerk', now: '2026-01-20T14:00:00.000Z', recorded, occurred, continues: null };
  const answer = decideOn(deciders[kind], stream, { verb, data }, context, command.stream);
  if (isRefusal(answer)) throw new WasRefused(command, answer);
  return answer;
};

const dataOf = (facts: readonly Fact[], type: string) => facts.filter((fact) => fact.type === type).map(({ data }) => data);

const boardIn = (boardId: string, facts: readonly Fact[]): BoardKnown => ({
  boardId,
  name: dataOf(facts, 'BoardEstablished')[0].name,
  also: dataOf(facts, 'BoardAliased').map(({ name }) => name),
  organisations: dataOf(facts, 'OrganisationNamed').map(({ organisationId, name }) => ({ organisationId, name })),
  sittings: dataOf(facts, 'SittingNamed').map(({ meeting, date, label }) => ({ meetingId: meeting, date, label })),
});

const personIn = (personId: string, facts: readonly Fact[]): PersonKnown => ({
  personId,
  name: dataOf(facts, 'PersonIntroduced')[0].name,
  spellings: dataOf(facts, 'SpellingAdded').map(({ spelling, kind, scope }) => ({ spelling, kind, scope })),
  organisations: dataOf(facts, 'OrganisationRepresented').map(({ organisation }) => organisation),
});

const meetingIn = (recorded: readonly Fact[], standing: readonly Fact[]): MeetingKnown => ({
  boardId: dataOf(standing, 'MeetingScheduled')[0]?.board ?? '',
  files: dataOf(recorded, 'MeetingFileRead').map(({ run, file, reason }) => ({ run, file, reason })),
  corrections: recorded
    .filter(({ type }) => isCorrection(type))
    .map(({ type, data, entry }) => ({ id: entry.id, entry: data.entry, struck: type === 'StruckOut' })),
  actions: dataOf(standing, 'ActionRaised').map(({ actionId, label }) => ({ actionId, label })),
  votes: standing.flatMap(({ data, entry }) => ('entitled' in data ? [{ entry: entry.id, entitled: data.entitled }] : [])),
});
