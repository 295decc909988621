import { describe, expect, it } from '@jest/globals';
import type { Fact } from '#kernel/entry.js';
import { isRefusal } from '#kernel/refusal.js';
import { streamOf } from '#kernel/stream.js';
import { meeting } from '#domain/meeting/index.js';
import { candidatesIn } from './candidates.js';
import { decide, decideAll } from './decide.js';
import { decisionOn, draftedOn, heldWith, verbOf } from './deciding.js';
import type { Intent } from './intent.js';

const at = '2026-03-10T10:00:00.000Z';
const [board, item, other] = ['b0', 'b1', 'b2'].map((start) => `${start}000000-0000-8000-8000-000000000000`) as [string, string, string];
const stream = 'meeting-c0000000-0000-8000-8000-000000000000';
let last = 0;
const intent = (verb: string, data: unknown, more: Partial<Intent> = {}): Intent => ({
  id: `d0000000-0000-8000-8000-${String(++last).padStart(12, '0')}`,
  stream,
  verb,
  data,
  recorded: 'live',
  occurred: null,
  enteredAt: at,
  override: null,
  actor: null,
  ...more,
});
const schedule = () => intent('ScheduleMeeting', { board, date: '2026-03-10', zone: 'Europe/London' });
const list = (itemId: string, label: string) => intent('ListItem', { itemId, label, heading: `Item ${label}` });
const note = (words: string) => intent('RecordNote', { item, words });
const open = () => intent('OpenMeeting', { zone: 'Europe/London' });
const begun = () => [schedule(), list(item, '1'), open()];

const empty = streamOf(meeting, []);
const none = () => new Set<string>();
const recorded = (...intents: Intent[]): readonly Fact[] => decideAll(meeting, empty, intents).stream.recorded;
const facts = (decided: ReturnType<typeof decide>) => {
  if (isRefusal(decided)) throw new Error(decided.sentence);
  return decided;
};

describe('what a desk decides by itself', () => {
  it('gives an entry the id that the server will give it', () => {
    const asked = note('The quay is safe.');
    const held = streamOf(meeting, recorded(...begun()));
    const [once] = facts(decide(meeting, held, asked));
    const [again] = facts(decide(meeting, held, asked));
    expect(once!.entry.id).toBe(again!.entry.id);
    expect(once!.entry).toMatchObject({ stream, revision: 3, command: asked.id, recorded: 'live' });
    expect(once!.data).toMatchObject({ words: 'The quay is safe.' });
  });

  it('refuses in the words of the domain', () => {
    const decided = decide(meeting, streamOf(meeting, recorded(schedule(), list(item, '1'))), note('Too early.'));
    expect(decided).toMatchObject({ refused: 'meeting.not-open', remedy: 'Open it, or record this as entered afterwards.' });
  });

  it('accepts what is entered afterwards where the room would refuse it', () => {
    const held = streamOf(meeting, recorded(schedule(), list(item, '1')));
    const late = intent('RecordNote', { item, words: 'Later.' }, { recorded: 'afterwards', occurred: { during: item } });
    expect(facts(decide(meeting, held, late))[0]!.entry).toMatchObject({ recorded: 'afterwards', occurred: { during: item } });
  });

  it('says where data are wrong', () => {
    const decided = decide(meeting, streamOf(meeting, recorded(...begun())), intent('RecordNote', { item, words: 7 }));
    expect(decided).toMatchObject({ refused: 'data.wrong', place: 'words' });
  });

  it('does not know a verb that nobody has taught it', () => {
    expect(decide(meeting, empty, intent('DanceJig', {}))).toMatchObject({ refused: 'verb.unknown' });
  });

  it('takes a digest only of a text that may be cited', () => {
    const held = streamOf(meeting, recorded(...begun()));
    const cited = intent('RecordNote', { item, words: { $t: 'x'.repeat(43) } });
    expect(decide(meeting, held, cited)).toMatchObject({ refused: 'data.wrong' });
    expect(isRefusal(decide(meeting, held, cited, new Set(['x'.repeat(43)])))).toBe(false);
  });
});

describe('what is on its way', () => {
  it('is decided in order, each on what came before', () => {
    const held = heldWith([], [...begun(), note('First.'), note('Second.')], none);
    expect(held.standing.filter(({ type }) => type === 'NoteRecorded').map(({ data }) => data.words)).toEqual(['First.', 'Second.']);
    expect(held.state.room).toBe('open');
  });

  it('changes nothing where it is refused, and what comes after it is decided all the same', () => {
    const early = note('Too early.');
    const { stream: held, refused } = decideAll(meeting, empty, [schedule(), list(item, '1'), early, open(), note('In time.')]);
    expect([...refused.keys()]).toEqual([early.id]);
    expect(held.standing.map(({ type }) => type)).toEqual(['MeetingScheduled', 'ItemListed', 'MeetingOpened', 'NoteRecorded']);
  });

  it('is recorded whole or not at all', () => {
    const held = streamOf(meeting, recorded(...begun()));
    expect(decisionOn(held, [note('Good.'), intent('RecordNote', { item: other, words: 'Of no item.' })], none)).toMatchObject({
      refused: 'id.unknown',
    });
    expect(facts(decisionOn(held, [note('Good.'), note('Good too.')], none)).map(({ entry }) => entry.revision)).toEqual([3, 4]);
  });

  it('shows a draft on top of it, and leaves it as it is', () => {
    const held = streamOf(meeting, recorded(...begun()));
    expect(draftedOn(held, [note('Half a sen')], none).standing).toHaveLength(4);
    expect(held.standing).toHaveLength(3);
  });
});

describe('what an entry may name', () => {
  const words = (text: unknown) => ({ words: text as string });
  it('is items in the order of the agenda, with their numbers, and all else the newest first', () => {
    const facts = recorded(schedule(), list(item, '1'), list(other, '2'), open(), note('First.'), note('Second.'));
    expect(candidatesIn(facts, 'item', words).map(({ id, words: shown }) => [id, shown])).toEqual([
      [item, '1 Item 1'],
      [other, '2 Item 2'],
    ]);
    const entries = candidatesIn(facts, 'entry', words);
    expect(entries.slice(0, 2).map((one) => [one.words, one.item])).toEqual([
      ['Second.', item],
      ['First.', item],
    ]);
  });

  it('is called by its verb where it holds no words', () => {
    const [newest] = candidatesIn(recorded(...begun()), 'entry', words);
    expect(newest!.words).toBe(meeting.events['MeetingOpened']!.say);
  });

  it('is nothing that was struck out', () => {
    const struck = recorded(...begun(), note('Mistaken.'));
    const entry = struck.at(-1)!.entry.id;
    const strike = intent('StrikeOut', { entries: [{ entry, follows: null }], reason: 'Mistaken', authority: { clerk: true } });
    const held = heldWith(struck, [strike], none);
    expect(candidatesIn(held.standing, 'entry', words).map(({ id }) => id)).not.toContain(entry);
    expect(verbOf('NoteRecorded')).toBe('RecordNote');
  });
});
