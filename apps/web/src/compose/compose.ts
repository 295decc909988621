import { askedBy, type EventSpec } from '#kernel/event.js';
import type { Fact } from '#kernel/entry.js';
import { isStretch, type Said, type Stretch } from '#kernel/said.js';
import { meetingEvents } from '#domain/meeting/events.js';
import { readSaid } from '#documents/reader.js';
import type { ShownEntry } from '#shell/shown.js';
import { zoneHere } from '../frame/zone.js';
import type { Held } from '../room/held.js';
import type { Asked, Room } from '../room/room.svelte.js';
import { valueAt } from '../room/shown.js';
import { blank, fieldsOf, membersOf, type Values } from './form.js';
import { firstOf } from './offers.js';
import type { Typed } from './people.js';
import { stretchOf } from './suggest.js';
import { curatedOf } from './verbs.js';

export const specOfVerb = (verb: string): EventSpec => askedBy(meetingEvents, verb)![1];
export const typeOfVerb = (verb: string): string => askedBy(meetingEvents, verb)![0];

/** What a form of this verb holds when it opens. */
export const opening = (verb: string, room: Room, initial: Values): Values => {
  const spec = specOfVerb(verb);
  const named = fieldsOf(spec).flatMap(({ name, is, optional }) => {
    const first = firstOf(is, optional, room);
    return first === null ? [] : [[name, first] as const];
  });
  return { ...blank(membersOf(spec.asks)), ...Object.fromEntries(named), ...ofThis(verb, room), ...initial };
};

/** What the room itself says: its zone, and the motion that has not been voted on. */
const ofThis = (verb: string, { state, held, item, desk }: Room): Values => {
  if (verb === 'OpenMeeting') return { zone: desk.meeting.zone ?? zoneHere() };
  if (['RecordWithdrawal', 'DeclareInterest', 'RaiseAction', 'NameSubject', 'RecordApology'].includes(verb)) return { item };
  if (verb !== 'RecordVote') return {};
  const voted = new Set(state.divisions.map(({ motion }) => motion));
  const moved = held.standing.filter(({ type, data }) => (type === 'MotionMoved' || type === 'AmendmentMoved') && data.item === item);
  return { motion: moved.findLast(({ data }) => !voted.has(data.motionId))?.data.motionId ?? null };
};

/** An entry as a form may change it: its data as it stands, and what it follows. */
export type Standing = { readonly fact: Fact; readonly follows: string | null; readonly shown: ShownEntry | null };
export const standingOf = (
  entry: string,
  room: Pick<Room, 'standing' | 'entries'> & { readonly held: Pick<Held, 'recorded'> },
): Standing | null => {
  const fact = room.standing(entry);
  if (fact === null) return null;
  const corrections = room.held.recorded.filter(({ type, data }) => (type === 'PutRight' || type === 'StruckOut') && data.entry === entry);
  const follows = corrections.at(-1)?.entry.id ?? null;
  return { fact, follows, shown: room.entries.find(({ id }) => id === (follows ?? entry)) ?? null };
};

/** Words that stay as they are are cited, not copied: erased once, they are gone from both. */
export const citing = (data: Values, { shown, follows }: Standing): Values => {
  if (shown === null) return data;
  const before = follows === null ? '' : 'replacement.data.';
  const cited = structuredClone(data) as Record<string, unknown>;
  for (const { at, digest } of shown.texts) {
    if (!at.startsWith(before)) continue;
    const place = at.slice(before.length);
    if (JSON.stringify(valueAt(data, place)) === JSON.stringify(valueAt(shown.data, at))) put(cited, place, { $t: digest });
  }
  return cited;
};
const put = (data: Record<string, unknown>, place: string, value: unknown): void => {
  const cut = Math.max(place.lastIndexOf('.'), place.lastIndexOf('['));
  const holder = (cut < 0 ? data : valueAt(data, place.slice(0, cut))) as Record<string, unknown>;
  holder[place.slice(cut + 1).replace(']', '')] = value;
};

export type Sentence = { readonly entry: string; readonly words: string };
const sentenceIn = (fact: Fact | undefined): Sentence | null =>
  typeof fact?.data.words === 'string' ? { entry: fact.entry.id, words: fact.data.words as string } : null;

/** Where the words of an entry may stand already: in the decision that it is part of, else in the newest sentence of several facts. */
const hostOf = (data: Values, own: string, { held, item }: Room): Sentence | null => {
  const under = data['item'] ?? item;
  const others = held.standing.filter(({ entry }) => entry.id !== own);
  return (
    sentenceIn(others.find((fact) => fact.type === 'DecisionRecorded' && fact.data.decisionId === data['decision'])) ??
    sentenceIn(others.findLast((fact) => fact.type === 'WordsRecorded' && fact.data.item === under))
  );
};

/** Words that stand in other words are cited from there: the main words from their sentence, all others from the main words. */
export const withStretches = (verb: string, data: Values, own: string, room: Room): Values => {
  const { main } = curatedOf(verb);
  const words = main === undefined ? null : data[main];
  const host = hostOf(data, own, room);
  const cited = typeof words === 'string' ? stretchOf(words, host) : null;
  const held: Sentence | null = typeof words === 'string' && cited === null ? { entry: own, words } : host;
  const out: Record<string, unknown> = { ...data };
  for (const { name, is } of fieldsOf(specOfVerb(verb))) {
    const value = data[name];
    if (is.is !== 'said' || typeof value !== 'string') continue;
    // An owner is printed at the end of the words, whatever they begin with.
    const at = name === 'ownersPrinted' ? 'last' : 'first';
    out[name] = (name === main ? cited : (stretchOf(value, held, at) ?? stretchOf(value, host, at))) ?? value;
  }
  return out;
};

/** Stretches of words that read otherwise now go where they stand in them, and are words of their own where they do not. */
export const moved = (value: unknown, before: Sentence, now: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => moved(one, before, now));
  if (typeof value !== 'object' || value === null) return value;
  if (!isStretch(value as Said)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, moved(one, before, now)]));
  const stretch = value as Stretch;
  if (stretch.in !== before.entry) return value;
  const words = before.words.slice(stretch.from, stretch.to);
  const atTheEnd = stretch.to === before.words.length;
  return stretchOf(words, { entry: before.entry, words: now }, atTheEnd ? 'last' : 'first') ?? words;
};

/** Words, or the stretch of other words that they are: of those that are being typed as they are now. */
export const wordsOf = (said: unknown, own: Sentence | null, { minutes, open }: Pick<Room, 'minutes' | 'open'>): string => {
  if (typeof said === 'string') return said;
  if (typeof said !== 'object' || said === null || !isStretch(said as Said)) return '';
  const stretch = said as Stretch;
  return stretch.in === own?.entry ? own.words.slice(stretch.from, stretch.to) : readSaid(stretch, minutes.held, open);
};

/** How an entry reads from now on, and why. */
export const correctionOf = (
  { fact, follows }: Standing,
  { v }: Pick<EventSpec, 'v'>,
  data: Values,
  reason: string,
  occurred = fact.entry.occurred,
): Values => ({
  entry: fact.entry.id,
  follows,
  replacement: { type: fact.type, v, data, occurred },
  reason,
  authority: { clerk: true },
});

/** Empty words are not stated. */
export const tidied = (value: unknown): unknown => {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  if (Array.isArray(value)) return value.map(tidied);
  if (typeof value !== 'object' || value === null || isStretch(value as Said)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, tidied(one)]));
};

/** People named for the first time, in the same breath: their own streams begin before the entry that names them. */
export const introductions = (introduced: ReadonlyMap<string, Typed>, data: unknown, board: string): readonly Asked[] => {
  const said = JSON.stringify(data);
  return [...introduced]
    .filter(([id]) => said.includes(id))
    .flatMap(([id, { name, initials, described }]): readonly Asked[] => [
      { stream: `person-${id}`, verb: 'IntroducePerson', data: described ? { description: name } : { name } },
      ...(initials === null
        ? []
        : [
            {
              stream: `person-${id}`,
              verb: 'AddSpelling',
              data: { spellingId: crypto.randomUUID(), spelling: initials, kind: 'initials', scope: { board } },
            },
          ]),
    ]);
};
