import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { canonical } from '#kernel/canonical.js';
import { isId } from '#kernel/shape.js';
import { idOf, kindOf, specOf } from '#domain/catalogues.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import type { Envelope, EventStore, SealedText } from '#event-store/port.js';
import { planOf } from '#meeting-file/plan.js';
import { WritePath } from '#shell/write-path.js';
import { stencilOf, type Copying, type Stencil, type Words } from './stencil.js';

const seed = new URL('../../../test/golden/em-iep-2010-01-20/meeting.yaml', import.meta.url);
const printedOn = '2010-01-20';
const actor = '00000000-0000-8000-8000-000000000001';

export type Many = {
  readonly boards: number;
  readonly meetingsEach: number;
  /** Of each meeting's own stream; the printed meeting has 144, what is more repeats what was said there. */
  readonly entriesEach?: number;
  readonly onProgress?: (events: number) => void;
};

/** What was written: the streams of each board, and how many events in all. */
export type Written = { readonly events: number; readonly boards: readonly string[]; readonly meetings: readonly string[] };

/**
 * Writes copies of the meeting of January 2010 straight into a store: each board with its people, each meeting with ids, salts and
 * a date of its own, its entries as they were once decided. Nothing is decided again; the same arguments give the same bytes.
 */
export const writeManyMeetings = async (
  store: EventStore,
  { boards, meetingsEach, entriesEach = 200, onProgress }: Many,
): Promise<Written> => {
  const once = await decidedOnce(entriesEach);
  const under = new Set<Promise<void>>();
  const written = { events: 0, boards: [] as string[], meetings: [] as string[] };
  /** Asked in their order and not waited for one by one, so that many share a sync. */
  const append = async (stencils: readonly Stencil[], copy: Copying, from = 0, date = printedOn) => {
    const texts: SealedText[] = [];
    const recordedAt = timeOf(written.events);
    const envelopes = stencils.map((stencil, place) => stencil.print(copy, { revision: from + place, date, recordedAt }, texts));
    written.events += envelopes.length;
    const done: Promise<void> = store.append(stencils[0]!.stream(copy), from - 1, envelopes, texts).then(() => void under.delete(done));
    under.add(done);
    if (under.size >= together) await Promise.race(under);
    onProgress?.(written.events);
  };
  for (let board = 0; board < boards; board++) {
    const ofBoard = copying(`board ${board}`);
    written.boards.push(once.board[0]!.stream(ofBoard));
    await append(once.board, ofBoard);
    for (const person of once.people) await append(person, ofBoard);
    for (let n = 0; n < meetingsEach; n++) {
      const ofMeeting = copying(`board ${board} meeting ${n}`, ofBoard, once.ofBoard);
      written.meetings.push(once.meeting[0]!.stream(ofMeeting));
      await append([once.sitting], ofMeeting, once.board.length + n, dateOf(n));
      await append(once.meeting, ofMeeting, 0, dateOf(n));
    }
  }
  await Promise.all(under);
  return written;
};

/** As many as keep the writer busy, and few enough for what waits to be small. */
const together = 32;

/** Ids and salts of one copy, made from its name: those of the board are the same in all of its meetings. */
const copying = (name: string, board?: Copying, ofBoard?: ReadonlySet<string>): Copying => {
  const ids = new Map<string, string>([[actor, actor]]);
  const hash = (what: string) => createHash('sha256').update(`${name} ${what}`);
  const made = (original: string): string => {
    const hex = hash(original).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
  return {
    id: (original) => {
      if (board && ofBoard?.has(original)) return board.id(original);
      const known = ids.get(original) ?? made(original);
      ids.set(original, known);
      return known;
    },
    salt: (original) => hash(original).digest().subarray(0, 16).toString('base64url'),
  };
};

type Once = {
  readonly board: readonly Stencil[];
  readonly sitting: Stencil;
  readonly people: readonly (readonly Stencil[])[];
  readonly meeting: readonly Stencil[];
  /** The ids that the board and its people brought into being. */
  readonly ofBoard: ReadonlySet<string>;
};

const decidedOnce = async (entries: number): Promise<Once> => {
  const store = await recordedOnce();
  const streams = Map.groupBy(await all(store), ({ stream }) => stream);
  const texts = await wordsOf(store, [...streams.values()].flat());
  const print = (envelope: Envelope) => stencilOf(envelope, texts, printedOn);
  const of = (kind: string) => [...streams].filter(([stream]) => kindOf(stream) === kind).map(([, envelopes]) => envelopes);
  const [board] = of('board') as [Envelope[]];
  const isSitting = ({ type }: Envelope) => type === 'SittingNamed';
  const ofBoard = [...board.filter((one) => !isSitting(one)), ...of('person').flat()];
  return {
    board: board.filter((one) => !isSitting(one)).map(print),
    sitting: print(board.find(isSitting)!),
    people: of('person').map((person) => person.map(print)),
    meeting: lengthened(of('meeting')[0]!, entries).map(print),
    ofBoard: new Set(ofBoard.flatMap((one) => [idOf(one.stream), ...createdIn(one)])),
  };
};

const recordedOnce = async (): Promise<MemoryStore> => {
  const nothing = { boards: () => [], people: () => [], organisations: () => [], meeting: () => null };
  const newMeetingId = '20100120-0000-4000-8000-000000000001';
  const plan = planOf({ file: 'meeting.yaml', source: readFileSync(seed, 'utf8'), book: nothing, newMeetingId, amend: null });
  if ('errors' in plan) throw new Error(JSON.stringify(plan.errors));
  const store = new MemoryStore();
  const write = new WritePath(store, () => '2026-01-01T00:00:00.000Z');
  for (const { line: _, ...command } of plan.commands) await write.handle({ ...command, actor });
  return store;
};

const all = async (store: EventStore): Promise<readonly Envelope[]> => {
  const stop = new AbortController();
  const found: Envelope[] = [];
  const head = await store.head();
  for await (const { envelope, position } of store.all(-1, { signal: stop.signal })) {
    found.push(envelope);
    if (position === head) stop.abort();
  }
  return found;
};

/** The texts in the order in which they are cited: their digests are others each time. */
const wordsOf = async (store: EventStore, envelopes: readonly Envelope[]): Promise<ReadonlyMap<string, Words>> => {
  const cited = envelopes.flatMap((envelope) => [...canonical(envelope).matchAll(/"\$t":"([^"]+)"/g)].map(([, digest]) => digest!));
  const digests = [...new Set(cited)];
  const held = await store.texts.get(digests);
  return new Map(digests.map((digest, nth) => [digest, { nth, text: (held.get(digest) as { text: string }).text }]));
};

const said = new Set(['PointMade', 'NoteRecorded', 'AdviceGiven', 'DiscussionRecorded', 'ReaderRemarked']);

/** The meeting with what was said in it again and again, as entries of their own. */
const lengthened = (meeting: readonly Envelope[], entries: number): readonly Envelope[] => {
  const again = meeting.filter(({ type }) => said.has(type));
  const more = Array.from({ length: Math.max(0, entries - meeting.length) }, (_, n): Envelope => {
    const one = again[n % again.length]!;
    const created = new Set([one.id, one.command, ...createdIn(one)]);
    const anew = (id: string) => (created.has(id) ? idFrom(`${id} again ${n}`) : id);
    return JSON.parse(canonical(one).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, anew)) as Envelope;
  });
  return [...meeting, ...more].slice(0, entries);
};
const idFrom = (name: string): string => copying('again').id(name);

const createdIn = ({ stream, type, data }: Envelope): readonly string[] => {
  const created: string[] = [];
  specOf(stream, type)!.shape.map(data, { creates: (_: string, id: string) => (created.push(id), id) });
  return created.filter(isId);
};

const dayMs = 86_400_000;
/** One meeting a month or so. */
const dateOf = (n: number): string => new Date(Date.parse(`${printedOn}T00:00:00.000Z`) + n * 28 * dayMs).toISOString().slice(0, 10);
const timeOf = (event: number): string => new Date(Date.parse('2026-01-01T00:00:00.000Z') + event * 10).toISOString();
