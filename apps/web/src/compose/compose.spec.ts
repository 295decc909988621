import { describe, expect, it } from '@jest/globals';
import type { Fact } from '#kernel/entry.js';
import { eventId } from '#kernel/ids.js';
import { isRefusal } from '#kernel/refusal.js';
import { advance, streamOf, type Stream } from '#kernel/stream.js';
import { meeting as decider } from '#domain/meeting/index.js';
import type { Meeting } from '#domain/meeting/state.js';
import type { ShownEntry } from '#shell/shown.js';
import { candidatesIn } from '../room/candidates.js';
import { decisionOn } from '../room/deciding.js';
import type { Intent } from '../room/intent.js';
import type { Room } from '../room/room.svelte.js';
import { citing, correctionOf, moved, opening, specOfVerb, standingOf, tidied, withStretches, wordsOf } from './compose.js';
import type { Values } from './form.js';
import { suggested } from './suggested.js';

const stream = `meeting-${crypto.randomUUID()}`;
const [item, board, person] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];

/** A meeting known from its paper, as a desk holds it. */
const desk = () => {
  let held: Stream<Meeting> = streamOf(decider, []);
  const intentOf = (verb: string, data: unknown, id: string): Intent => ({
    id,
    stream,
    verb,
    data,
    recorded: 'printed',
    occurred: null,
    enteredAt: '2026-01-01T00:00:00.000Z',
    override: null,
    actor: null,
  });
  const record = (verb: string, data: unknown, id: string = crypto.randomUUID()): string => {
    const facts = decisionOn(held, [intentOf(verb, data, id)], () => new Set());
    if (isRefusal(facts)) throw new Error(`${facts.refused}: ${facts.sentence} ${facts.place ?? ''}`);
    held = advance(decider, held, facts);
    return eventId(stream, id, 0);
  };
  record('ScheduleMeeting', { board, date: '2026-03-10', title: [] });
  record('ListItem', { itemId: item, label: '1', heading: 'Repairs' });
  const room = {
    stream,
    item,
    get held() {
      return held;
    },
    get state() {
      return held.state;
    },
    entries: [] as ShownEntry[],
    standing: (entry: string) => held.standing.find((fact) => fact.entry.id === entry) ?? null,
    candidates: (noun: string) => candidatesIn(held.standing, noun, (words) => ({ words: words as unknown as string })),
    desk: { meeting: { zone: null }, meetings: [], actions: [], decisions: [], names: {} },
  };
  return { room: room as unknown as Room, record };
};
const people = [
  { person, name: 'Chris Allison', here: true, known: { person, names: ['Chris Allison'], initials: ['CA'] } },
  { person: board, name: 'Nick Hodgson', here: true, known: { person: board, names: ['Nick Hodgson'], initials: ['NH'] } },
];

describe('an action as it is typed', () => {
  /** What the form of a new action sends. */
  const typed = (room: Room, words: string) => {
    const command = crypto.randomUUID();
    const own = eventId(stream, command, 0);
    const values = { ...opening('RaiseAction', room, {}), words };
    const offered = { ...values, ...suggested('RaiseAction', values, new Set(['words']), { room, people, own, correcting: false }) };
    return { command, own, data: withStretches('RaiseAction', tidied(offered) as Values, own, room) };
  };

  it('is recorded with its number, its owner and where the owner is printed', () => {
    const { room, record } = desk();
    const { command, own, data } = typed(room, 'Write to all Leaders of CA areas – CA');
    expect(record('RaiseAction', data, command)).toBe(own);
    expect(room.standing(own)?.data).toMatchObject({
      label: '1',
      item,
      owners: [{ person, printed: 'CA' }],
      ownersPrinted: { in: own, from: 35, to: 37 },
      assigned: 'named',
    });
  });

  describe('and put right', () => {
    const action = () => {
      const { room, record } = desk();
      const { command, own, data } = typed(room, 'Write to all Leeders – CA');
      record('RaiseAction', data, command);
      return { room, record, own };
    };
    /** What the form of an entry that stands sends, after these fields were touched. */
    const corrected = (room: Room, own: string, touched: Values): Values => {
      const standing = standingOf(own, room)!;
      const values = { ...standing.fact.data, ...touched };
      const before = standing.fact.data.words as string;
      const following = moved(values, { entry: own, words: before }, String(values['words'])) as Values;
      const known = { room, people, own, correcting: true };
      const offered = { ...following, ...suggested('RaiseAction', values, new Set(Object.keys(touched)), known) };
      return correctionOf(
        standing,
        specOfVerb('RaiseAction'),
        withStretches('RaiseAction', tidied(offered) as Values, own, room),
        'Misspelt',
      );
    };

    it('keeps everything that nobody touched: its number, and its owner', () => {
      const { room, record, own } = action();
      const before = room.standing(own)!.data;
      record('PutRight', corrected(room, own, { due: { standing: true, printed: null } }));
      expect(room.standing(own)?.data).toEqual({ ...before, due: { standing: true, printed: null } });
    });
    it('moves what cites its words with them', () => {
      const { room, record, own } = action();
      record('PutRight', corrected(room, own, { words: 'Write to all of the Leaders – CA' }));
      expect(room.standing(own)?.data).toMatchObject({ label: '1', ownersPrinted: { in: own, from: 30, to: 32 }, owners: [{ person }] });
    });
    it('follows another owner at the end of its words', () => {
      const { room, record, own } = action();
      record('PutRight', corrected(room, own, { words: 'Write to all Leaders – NH' }));
      expect(room.standing(own)?.data).toMatchObject({ owners: [{ person: board, printed: 'NH' }] });
    });
    it('names the correction before it, so that two desks do not write over each other', () => {
      const { room, record, own } = action();
      record('PutRight', corrected(room, own, { label: '2' }));
      const again = standingOf(own, room)!;
      expect(again.follows).toBe(room.held.recorded.at(-1)!.entry.id);
      expect(() => record('PutRight', { ...corrected(room, own, { label: '3' }), follows: null })).toThrow('entry.corrected-since');
    });
  });
});

describe('words that stand in other words', () => {
  it('are cited from the newest sentence of several facts under the item', () => {
    const { room, record } = desk();
    const sentence = record('RecordWords', { item, words: 'The Board agreed to wait and were advised of a storm' });
    const data = withStretches('GiveAdvice', { item, words: 'advised of a storm', by: null }, 'own', room);
    expect(data['words']).toEqual({ in: sentence, from: 34, to: 52 });
  });
  it('are cited from the main words of their own entry', () => {
    const { room } = desk();
    const words = 'The Board did not approve it due to the precedent';
    const data = withStretches('RecordDecision', { item, words, reason: 'the precedent' }, 'own', room);
    expect(data).toMatchObject({ words, reason: { in: 'own', from: 36, to: 49 } });
  });
  it('read as they are while their words are typed', () => {
    const stretch = { in: 'own', from: 4, to: 9 };
    const { room } = desk();
    expect(wordsOf(stretch, { entry: 'own', words: 'The Quays' }, room)).toBe('Quays');
    expect(wordsOf({ erased: true }, null, room)).toBe('');
  });
  it('are words of their own when they are gone from there', () =>
    expect(moved([{ printed: { in: 'own', from: 0, to: 2 } }], { entry: 'own', words: 'CA' }, 'NH')).toEqual([{ printed: 'CA' }]));
});

describe('words that stay as they are', () => {
  it('are cited by their digests, also from an earlier correction; what changed is written', () => {
    const shown = {
      data: { replacement: { data: { words: 'The quay', options: [{ words: 'one' }, { words: { erased: true } }] } } },
      texts: [
        { at: 'reason', digest: 'd0' },
        { at: 'replacement.data.words', digest: 'd1' },
        { at: 'replacement.data.options[0].words', digest: 'd2' },
        { at: 'replacement.data.options[1].words', digest: 'd3' },
      ],
    } as unknown as ShownEntry;
    const now = { words: 'The quay', options: [{ words: 'two' }, { words: { erased: true } }] };
    expect(citing(now, { fact: null as unknown as Fact, follows: 'a correction', shown })).toEqual({
      words: { $t: 'd1' },
      options: [{ words: 'two' }, { words: { $t: 'd3' } }],
    });
  });
});

describe('a form as it opens', () => {
  it('votes on the motion that has no vote yet', () => {
    const { room, record } = desk();
    const [first, second, division] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    for (const motionId of [first, second]) record('MoveMotion', { motionId, item, words: 'That it be repaired', subjects: [] });
    expect(opening('RecordVote', room, {})).toMatchObject({ motion: second, item });
    record('RecordVote', { divisionId: division, item, motion: second, subjects: [], method: 'not stated' });
    expect(opening('RecordVote', room, {})).toMatchObject({ motion: first });
  });
  it('names what was recorded last where something must be named, and leaves the rest unsaid', () => {
    const { room, record } = desk();
    const discussionId = crypto.randomUUID();
    record('RecordDiscussion', { discussionId, item, words: 'The Board discussed' });
    expect(opening('RecordPoint', room, {})).toEqual({ discussion: discussionId, by: null });
    expect(opening('GiveAdvice', room, {})).toEqual({ item, by: null });
  });
});
