import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from '#kernel/text.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { january } from '#testing/january.js';
import { entryOf, idOf, logIn, type Appended } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';
import { registers } from '../catalogue.js';
import type { Registers } from '../registers.js';
import type { LineFound, SearchAsked } from './queries.js';
import { search as register } from './search.js';

const { caughtUp, follow, folder } = registersFor();
const inJanuary = async (...more: readonly Appended[]) => {
  const store = new MemoryStore();
  const log = await january(store);
  if (more.length > 0) await log.append('meeting-january', ...more);
  return { store, log, registers: await caughtUp(store) };
};
const wordsOf = ({ pieces }: LineFound) => pieces.map((piece) => ('text' in piece ? piece.text : `<${piece.named.as}>`)).join('');
const found = (registers: Registers, words: string, asked: Partial<SearchAsked> = {}, at?: number) =>
  registers.search({ words, ...asked }, at === undefined ? {} : { at }).map(wordsOf);
const note = (words: string, more: { as?: string } = {}): Appended => [
  'NoteRecorded',
  { item: 'six', words: text(words) },
  { recorded: 'printed', ...more },
];

describe('the search', () => {
  it('finds a line of the minutes, and says where it stands', async () => {
    const { registers } = await inJanuary();
    const [line, ...more] = registers.search({ words: 'allocation reserves' });
    expect(more).toEqual([]);
    expect(line).toEqual({
      kind: 'decision',
      pieces: [
        { text: 'The Board approved the ', hit: false },
        { text: 'allocation', hit: true },
        { text: ' of £225k from ', hit: false },
        { text: 'reserves', hit: true },
      ],
      board: idOf('board'),
      boardName: 'East Midlands Improvement Partnership Board',
      meeting: idOf('january'),
      meetingName: '2010-01-20',
      date: '2010-01-20',
      item: { id: idOf('six'), label: '6', heading: 'Procurement Programme Report' },
      entry: entryOf('meeting-january', 'e12'),
      decision: idOf('from-reserves'),
      action: null,
      position: line!.position,
    });
    expect(registers.auditTrail().find(({ position }) => position === line!.position)!.entry).toBe(line!.entry);
  });

  it('finds headings, actions, declarations, conditions and who was there', async () => {
    const { registers } = await inJanuary([
      'ConditionSet',
      { conditionId: 'tide', decision: 'from-reserves', words: text('once the tide is out') },
    ]);
    const kinds = (words: string) => registers.search({ words }).map(({ kind, action, decision }) => [kind, action, decision]);
    expect(kinds('efficiency challenge')).toEqual([
      ['heading', null, null],
      ['listed action', idOf('two'), null],
    ]);
    expect(kinds('portfolio holders')).toEqual([['action', idOf('one'), null]]);
    expect(kinds('tide')).toEqual([['detail', null, idOf('from-reserves')]]);
    expect(kinds('dave houseman')).toEqual([['present', null, null]]);
    expect(kinds('declared')).toEqual([['declaration', null, null]]);
  });

  it('takes all the words, the last as a beginning, a phrase as it stands, without case and accents', async () => {
    const { registers } = await inJanuary(note('The café’s owner wrote twice'), note('twice the owner rang'));
    expect(found(registers, 'CAFE owner')).toEqual(['The café’s owner wrote twice']);
    expect(found(registers, "café's")).toHaveLength(1);
    expect(found(registers, 'owner twi')).toHaveLength(2);
    expect(found(registers, 'twi owner')).toEqual([]);
    expect(found(registers, '"owner wrote"')).toHaveLength(1);
    expect(found(registers, '“owner twice”')).toEqual([]);
    expect(found(registers, 'owner absent')).toEqual([]);
  });

  it('names whoever a line names, without words of another stream', async () => {
    const { registers, store } = await inJanuary([
      'MotionMoved',
      { motionId: 'm', item: 'six', words: text('That the quay be painted'), mover: 'hill', seconder: null },
    ]);
    const [motion] = registers.search({ words: 'quay painted' });
    expect(wordsOf(motion!)).toBe('Motion moved by <person>: That the quay be painted');
    expect(motion!.pieces).toContainEqual({ named: { id: idOf('hill'), as: 'person' } });
    await registers.rebuild(store);
    expect(registers.search({ words: 'quay painted' })).toEqual([motion]);
  });

  it('lists first what says it most, then the newest meeting', async () => {
    const { log, registers } = await inJanuary(note('bins'), note('bins, bins and bins'));
    await log.append('meeting-march', ['MeetingScheduled', { date: '2010-03-10' }]);
    const position = await log.append('meeting-march', note('bins'));
    await registers.reached(position);
    const lines = registers.search({ words: 'bins' }).map((line) => [line.date, wordsOf(line)]);
    expect(lines).toEqual([
      ['2010-01-20', 'bins, bins and bins'],
      ['2010-03-10', 'bins'],
      ['2010-01-20', 'bins'],
    ]);
  });

  it('asks one board, one kind, and meetings up to a day', async () => {
    const { log, registers } = await inJanuary(note('the letter was sent'));
    await log.append('meeting-other', ['MeetingScheduled', { board: 'harbour', date: '2010-03-10' }]);
    await log.append('board-harbour', ['BoardEstablished', { name: text('Harbour Board') }]);
    await registers.reached(await log.append('meeting-other', note('no letter came')));
    expect(found(registers, 'letter', { board: idOf('harbour') })).toEqual(['no letter came']);
    expect(found(registers, 'letter', { kind: 'decision' })).toEqual(['The Board agreed that a letter should be sent']);
    expect(found(registers, 'letter', { until: '2010-03-09' })).toHaveLength(3);
    expect(found(registers, 'letter', { until: '2010-03-10' })).toHaveLength(4);
    expect(found(registers, 'letter', { until: '2010-01-19' })).toEqual([]);
  });

  it('finds a passage as the decision that it holds', async () => {
    const { registers } = await inJanuary(
      ['WordsRecorded', { item: 'six', words: text('It was agreed to write. It was agreed to ring.') }, { as: 'passage' }],
      ['DecisionRecorded', { ...decided, decisionId: 'write', words: { in: 'passage', from: 0, to: 23 } }],
      ['DecisionRecorded', { ...decided, decisionId: 'ring', words: { in: 'passage', from: 24, to: 46 } }],
    );
    expect(found(registers, 'ring', { kind: 'decision' })).toEqual(['It was agreed to write. It was agreed to ring.']);
    expect(found(registers, 'ring', { kind: 'action' })).toEqual([]);
  });

  it('is read page by page, each line once', async () => {
    const { registers } = await inJanuary(...Array.from({ length: 7 }, (_, n) => note(`bins of street ${n % 3}`)));
    const pages = [0, 3, 6].map((after) => registers.search({ words: 'bins', after, limit: 3 }).map(({ entry }) => entry));
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(new Set(pages.flat()).size).toBe(7);
    expect(pages.flat()).toEqual(registers.search({ words: 'bins' }).map(({ entry }) => entry));
  });
});

const decided = { item: 'six', kind: 'agreed', subjects: [], reason: null, division: null };

describe('what is searched', () => {
  it('is the words as put right, and the old ones at an earlier position only', async () => {
    const { log, registers } = await inJanuary(note('The gate is green', { as: 'gate' }));
    const before = registers.position;
    const data = { item: 'six', words: text('The gate is blue') };
    const replacement = { type: 'NoteRecorded', v: 1, data, occurred: null };
    const after = await log.append('meeting-january', ['PutRight', { entry: 'gate', replacement }]);
    await registers.reached(after);
    expect([found(registers, 'gate green'), found(registers, 'gate blue')]).toEqual([[], ['The gate is blue']]);
    expect(found(registers, 'gate green', {}, before)).toEqual(['The gate is green']);
    expect(found(registers, 'gate blue', {}, before)).toEqual([]);
    expect(found(registers, 'gate', {}, before - 1)).toEqual([]);
  });

  it('is nothing that was struck out, but at an earlier position', async () => {
    const { log, registers } = await inJanuary(note('The gate is green', { as: 'gate' }));
    const before = registers.position;
    await registers.reached(await log.append('meeting-january', ['StruckOut', { entry: 'gate' }]));
    expect([found(registers, 'gate'), found(registers, 'gate', {}, before)]).toEqual([[], ['The gate is green']]);
  });

  it('is the same rebuilt from nothing as it was live', async () => {
    const { store, registers } = await inJanuary(note('The gate is green'), note('green is the gate'));
    const answers = () => ['green', 'the', 'board', 'a'].map((words) => registers.search({ words, limit: 100 }));
    const [live, dump] = [answers(), registers.dump()];
    expect(live.map((lines) => lines.length > 0)).toEqual([true, true, true, true]);
    await registers.rebuild(store);
    expect([answers(), registers.dump()]).toEqual([live, dump]);
    expect((await caughtUp(store)).dump()).toEqual(dump);
    await registers.reached(await logIn(store).append('meeting-january', note('green again')));
    expect(found(registers, 'green again')).toEqual(['green again']);
  });
});

describe('the index of words', () => {
  it('follows its table where a newer version of the register takes the place of the older', async () => {
    const store = new MemoryStore();
    const log = await january(store);
    const dir = folder();
    await (await caughtUp(store, dir)).close();
    const newer = registers.map((one) => (one === register ? { ...register, version: register.version + 1 } : one));
    const upgraded = await caughtUp(store, dir, { projections: newer });
    expect(found(upgraded, 'allocation reserves')).toHaveLength(1);
    await upgraded.reached(await log.append('meeting-january', note('The gate is green')));
    expect(found(upgraded, 'gate')).toEqual(['The gate is green']);
  });

  it('is told of a row once, also in a file in which it followed each row by itself', async () => {
    const store = new MemoryStore();
    const log = await january(store);
    const dir = folder();
    await (await caughtUp(store, dir)).close();
    const file = () => new DatabaseSync(join(dir, 'registers.sqlite'));
    const earlier = file();
    earlier.exec(`
      CREATE TRIGGER line_added AFTER INSERT ON line BEGIN
        INSERT INTO line_words (rowid, "words") VALUES (new.docid, new."words");
      END;
      CREATE TRIGGER line_gone AFTER DELETE ON line BEGIN
        INSERT INTO line_words (line_words, rowid, "words") VALUES ('delete', old.docid, old."words");
      END;
      UPDATE checkpoint SET version = 2 WHERE register = 'search'`);
    earlier.close();
    const upgraded = await caughtUp(store, dir);
    await upgraded.reached(await log.append('meeting-january', note('The gate is green')));
    await upgraded.close();
    const after = file();
    const telling = after.prepare("SELECT count(*) AS here FROM sqlite_schema WHERE type = 'trigger'").get();
    const words = after.prepare("SELECT docid FROM line WHERE words = 'The gate is green'").all();
    const told = after.prepare("SELECT rowid AS docid FROM line_words WHERE line_words MATCH 'gate green'").all();
    after.exec("INSERT INTO line_words (line_words, rank) VALUES ('integrity-check', 1)");
    after.close();
    expect([telling, words.length, told]).toEqual([{ here: 0 }, 1, words]);
  });
});

describe('words that are erased', () => {
  const bytesIn = (dir: string) => readdirSync(dir).map((name) => readFileSync(join(dir, name)).toString('latin1').toLowerCase());
  /** So many words that the index holds them on many pages, those to be erased between the others. */
  const words = (before: string, nth: number) =>
    Array.from({ length: 80 }, (_, n) => `${before}${((nth * 80 + n) * 7919).toString(36)}`).join(' ');
  const [secret, kept] = [(n: number) => words('zyxo', n), (n: number) => `${words('zy', n)} ${words('zz', n)}`];

  it('are found at no position, and lie in no byte of the file, its index or its journal', async () => {
    const store = new MemoryStore();
    const dir = folder();
    const log = logIn(store);
    const registers = await follow(store, dir);
    await log.append('meeting-march', ['MeetingScheduled', { date: '2010-03-10' }]);
    await log.append('meeting-january', 'MeetingScheduled');
    for (let n = 0; n < 20; n++) {
      await log.append('meeting-march', note(kept(n)));
      await registers.reached(await log.append('meeting-january', note(secret(n))));
    }
    const before = registers.position;
    expect(found(registers, secret(7))).toEqual([secret(7)]);
    expect(bytesIn(dir).some((bytes) => bytes.includes('zyxo'))).toBe(true);

    const digests = Array.from({ length: 20 }, (_, n) => secret(n)).flatMap(log.digestsOf);
    await registers.reached(await log.append('meeting-january', ['TextsErased', { digests }]));
    expect([found(registers, 'zyxo'), found(registers, 'zyxo', {}, before)]).toEqual([[], []]);
    expect(bytesIn(dir).filter((bytes) => bytes.includes('zyxo'))).toEqual([]);
    expect(found(registers, kept(3))).toEqual([kept(3)]);

    const live = registers.dump();
    await store.texts.erase(digests);
    await registers.rebuild(store);
    expect(registers.dump()).toEqual(live);
  });
});
