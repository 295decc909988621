import type { Fact } from '#kernel/entry.js';
import { isStretch, type Said } from '#kernel/said.js';
import { isCorrection } from '#kernel/stands.js';
import type { Catalogue } from '#kernel/event.js';
import { textsIn } from '#kernel/looking.js';
import { meetingEvents } from '#domain/meeting/events.js';
import { inWords, readSaid } from '#documents/reader.js';
import type { Room } from '../room/room.svelte.js';

/** A desk's own entries are all of its meeting. */
const catalogue: Catalogue = meetingEvents;

/** As much of a meeting as its entries are read with. */
export type Reads = Pick<Room, 'personName' | 'minutes' | 'open' | 'opened'>;
/** Entries that the minutes say better than their own words do: a vote has its result there. */
const asMinuted = new Set([
  'VoteRecorded',
  'OptionVoteRecorded',
  'MotionMoved',
  'AmendmentMoved',
  'MinutesTaken',
  'MinutesApproved',
  'ActionReported',
]);

/** An entry on one line: what was done, to or by whom, and its words. */
export const entryWords = ({ type, data, entry }: Fact, room: Reads): { readonly say: string; readonly words: string } => {
  const spec = catalogue[type]!;
  const line = asMinuted.has(type) ? minuted(entry.id, room) : null;
  if (line !== null) return { say: spec.say, words: line };
  const person = typeof data.person === 'string' ? room.personName(data.person) : null;
  const said = (data.words ?? data.heading ?? null) as Said | null;
  const [first] = textsIn(spec.shape, data);
  const words = said !== null ? wordsOf(said, room) : first === undefined ? null : inWords(room.open(first));
  const item = typeof data.item === 'string' && type === 'ItemTaken' ? itemIn(data.item, room) : null;
  return { say: spec.say, words: [...new Set([person, words, item].filter((one) => one !== null))].join(': ') };
};

const minuted = (entry: string, { opened }: Reads): string | null => {
  const lines = [...opened.opening, ...opened.items.flatMap((item) => item.lines), ...opened.closing];
  const line = [...lines, ...lines.flatMap(({ bullets }) => bullets)].find(({ entries }) => entries.includes(entry));
  if (line === undefined) return null;
  const own = line.bullets.filter(({ entries }) => entries.includes(entry)).map(({ text }) => text);
  return [line.text, ...own].join(' · ');
};
const wordsOf = (said: Said, room: Reads): string =>
  isStretch(said) ? readSaid(said, room.minutes.held, room.open) : inWords(room.open(said));
const itemIn = (id: string, room: Reads): string | null => room.opened.items.find(({ item }) => item === id)?.heading ?? null;

/** What a clerk's entries are not: the agenda, and what goes with another entry. */
const besides = new Set(['ItemListed', 'MeetingScheduled', 'Overridden', 'NotCarried', 'MeetingFileRead', 'ReaderRemarked']);

/** Each entry under the item that it names, else under the one that was in hand when it was recorded. */
export const underItem = (facts: readonly Fact[], item: string | null): readonly Fact[] => {
  const items = new Map<string, string | null>();
  let current: string | null = null;
  return facts.filter(({ data, type }) => {
    if (type === 'ItemTaken') current = data.item as string;
    const named = [data.item, data.division, data.discussion, data.motion, data.decision, data.group, data.list].find(
      (id) => typeof id === 'string',
    ) as string | undefined;
    const under = typeof data.item === 'string' ? data.item : (items.get(named ?? '') ?? current);
    for (const [key, value] of Object.entries(data)) if (key.endsWith('Id') && typeof value === 'string') items.set(value, under);
    return under === item && !besides.has(type);
  });
};

/** What was recorded, each entry as it now stands, those that were struck out in their places as they were. */
export const withStruck = (recorded: readonly Fact[], standing: readonly Fact[]): readonly Fact[] => {
  const stand = new Map(standing.map((fact) => [fact.entry.id, fact]));
  return recorded.filter(({ type }) => !isCorrection(type)).map((fact) => stand.get(fact.entry.id) ?? fact);
};
