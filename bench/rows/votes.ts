import { randomUUID } from 'node:crypto';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { localOperator } from '#shell/minute-book.js';
import { WritePath } from '#shell/write-path.js';
import { told } from '../child.js';
import type { Target } from '../loads/commands.js';
import type { Burst } from '../loads/votes.js';
import type { Row } from '../row.js';
import { served } from '../served.js';

/** As many as one list of those entitled holds. */
const mostPeople = 200;

/** A meeting, and so many votes by name in each round: of everybody in the room, on as many questions as that takes. */
const assembly = async (dir: string, each: number, rounds: number) => {
  const people = Math.min(each, mostPeople);
  const store = await SqliteStore.open(dir);
  const write = new WritePath(store, () => new Date().toISOString());
  const meeting = randomUUID();
  const record = (verb: string, data: object) =>
    write.handle({ stream: `meeting-${meeting}`, id: randomUUID(), verb, data, actor: localOperator, recorded: 'live' });
  await record('ScheduleMeeting', { board: randomUUID(), date: '2026-01-20', zone: 'Europe/London' });
  const item = randomUUID();
  await record('ListItem', { itemId: item, heading: 'Whether the quay be repaired' });
  await record('OpenMeeting', { zone: 'Europe/London' });
  const room = Array.from({ length: people }, () => randomUUID());
  await Promise.all(room.map((person) => record('RecordAttendance', { person, role: 'voting member', known: 'stated' })));
  const votes: Target[][] = Array.from({ length: rounds }, () => []);
  for (let n = 0; n < rounds * (each / people); n++) {
    const divisionId = randomUUID();
    await record('RecordVote', { divisionId, item, words: 'That the quay be repaired', method: 'recorded vote', for: people, against: 0 });
    const one = (person: string) => JSON.stringify({ verb: 'RecordNamedVote', data: { division: divisionId, person, vote: 'for' } });
    votes[n % rounds]!.push(...room.map((person) => ({ path: `/api/meetings/${meeting}/entries`, body: one(person) })));
  }
  const { revision } = await store.read(`meeting-${meeting}`);
  await store.close();
  return { stream: `meeting-${meeting}`, revision, votes };
};

const voting: Row['measure'] = async ({ size, place }) => {
  const dir = place.folder();
  const { stream, revision, votes } = await assembly(dir, size.votes, size.rounds);
  const server = await served({ dir, store: true });
  const rounds: Burst[] = [];
  for (const targets of votes) {
    rounds.push(await told<Burst>('loads/votes.ts', { address: server.said.address, targets }));
    await server.ask('settle');
  }
  await server.stop();
  const store = await SqliteStore.open(dir, { readOnly: true });
  const lost = revision + votes.length * size.votes - (await store.read(stream)).revision;
  await store.close();
  const path = `${size.votes} votes in one second on one meeting`;
  const alone = { against: null, limit: null };
  return [
    { path: `${path}: the slowest answer`, must: { most: 2_000 }, unit: 'ms', ours: rounds.map(({ slowest }) => slowest), ...alone },
    { path: `${path}: refused`, must: { most: 0 }, unit: 'votes', ours: rounds.map(({ refused }) => refused), ...alone },
    { path: `${path}: lost`, must: { most: 0 }, unit: 'votes', ours: [lost], ...alone },
  ];
};

export const voteRows: readonly Row[] = [{ name: 'votes', measure: voting }];
