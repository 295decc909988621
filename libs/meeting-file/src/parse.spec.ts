import { describe, expect, it } from '@jest/globals';
import { readMeetingFile } from './parse.js';

const head = 'minutebook: 1\nboard: Board A\nmeeting: 2010-01-20\nrecorded: afterwards\n';
const errorsIn = (source: string) => {
  const read = readMeetingFile(source, 'meeting.yaml');
  return 'errors' in read ? read.errors.map(({ line, rule }) => `${line} ${rule}`) : [];
};
const firstIn = (source: string) => {
  const read = readMeetingFile(source, 'meeting.yaml');
  return 'errors' in read ? read.errors[0]! : null;
};
const under = (item: string) => `${head}items:\n  - item 1: Reports\n    record:\n${item.replace(/^/gm, '      ')}\n`;

describe('a meeting file is read', () => {
  it('with every scalar as it is written', () => {
    const read = readMeetingFile(`${head}items:\n  - item 1.10: 010\n    record:\n      - note: yes\n      - nil: ~\n`, 'meeting.yaml');
    const [item] = 'said' in read ? read.said.items! : [];
    expect([item!.label, item!.heading.words, item!.record!.flatMap(({ facts }) => facts.map(({ words }) => words.words))]).toEqual([
      '1.10',
      '010',
      ['yes', '~'],
    ]);
  });

  it('with folded clauses as one line, and the line that each begins on', () => {
    const read = readMeetingFile(under('- note: >-\n    The Board: one\n    clause a line # no comment'), 'meeting.yaml');
    const [fact] = 'said' in read ? read.said.items![0]!.record![0]!.facts : [];
    expect(fact!.words).toEqual({ words: 'The Board: one clause a line # no comment', line: 8 });
  });

  it('with what is not stated apart from what is left out', () => {
    const read = readMeetingFile(under('- approved: The Board approved it.\n  money: {amount: not stated, for: it}'), 'meeting.yaml');
    const money = 'said' in read ? read.said.items![0]!.record![0]!.details.money : null;
    expect([money!.amount, money!.from, money!.unstated]).toEqual([null, null, ['amount']]);
  });

  it('with a name printed twice, as a map and as a sequence', () => {
    const twice = `${head}apologies:\n  Member A: Town\n  Member A: Town\n`;
    const sequence = `${head}apologies:\n  - Member A: Town\n  - Member B\n`;
    const names = (source: string) => {
      const read = readMeetingFile(source, 'meeting.yaml');
      return 'said' in read ? read.said.apologies!.map(({ name }) => name.words) : read.errors;
    };
    expect([names(twice), names(sequence)]).toEqual([
      ['Member A', 'Member A'],
      ['Member A', 'Member B'],
    ]);
  });
});

describe('what would be lost in silence is refused with its line', () => {
  it.each([
    ['a comment behind words', `${head}place: Room 1 (see #7) or so\n`.replace('#7', ' #7'), '5 file.comment-in-words'],
    ['an alias made of two stars', under('- note: **bold**'), '8 file.mark-not-allowed'],
    ['an alias', `${head}title: &a Minutes\nplace: *a\n`, '5 file.mark-not-allowed'],
    ['an anchor', `${head}place: &here Room 1\n`, '5 file.mark-not-allowed'],
    ['a tag', `${head}place: !!str Room 1\n`, '5 file.mark-not-allowed'],
    ['a tag of one’s own', `${head}place: !room 1\n`, '5 file.not-yaml'],
    ['a colon within words', under('- note: The Board said: yes'), '8 file.not-yaml'],
    ['two kinds in one entry', under('- note: One\n  agreed: The Board agreed.'), '8 file.kinds-several'],
    ['a key written twice', `${head}place: A\nplace: B\n`, '6 file.key-twice'],
    ['half a character', `${head}place: "\ud800"\n`, '1 file.half-character'],
    ['a file that stops in the middle of quotes', `${head}title: ["Minutes`, '5 file.not-yaml'],
    ['a file that is too long', `${head}place: ${'a'.repeat(205_000)}\n`, '1 file.too-long'],
    ['a file that the log writes at too great a length', `${head}place: ${'\u0001'.repeat(90_000)}\n`, '1 file.too-long'],
  ])('%s', (_, source, error) => {
    expect(errorsIn(source)[0]).toBe(error);
  });

  it('a comment on a line of its own is none of these', () => {
    expect(errorsIn(`# who\n${head}# where\nplace: Room 1\n   # indented\n`)).toEqual([]);
  });
});

describe('what is wrong is said with its line, the rule and a remedy', () => {
  it.each([
    ['no file at all', '', '1 file.empty'],
    ['a list for a file', '- a\n', '1 file.keys-expected'],
    ['no version', head.replace('minutebook: 1\n', ''), '1 file.version-unknown'],
    ['a later version', head.replace('minutebook: 1', 'minutebook: 2'), '1 file.version-unknown'],
    ['no board', head.replace('board: Board A\n', ''), '1 file.board-missing'],
    ['no meeting', head.replace('meeting: 2010-01-20\n', ''), '1 file.meeting-missing'],
    ['a day that no calendar has', head.replace('01-20', '02-30'), '3 file.value-unknown'],
    ['a meeting without its day', head.replace('2010-01-20', 'January 2010'), '3 file.meeting-without-day'],
    ['no word on how it was recorded', head.replace('recorded: afterwards\n', ''), '1 file.recorded-missing'],
    ['an unknown key', `${head}chairman: Member A\n`, '5 file.key-unknown'],
    ['an unknown role', `${head}present:\n  - role: voter\n`, '6 file.value-unknown'],
    ['an unknown kind', under('- agreeed: The Board agreed.'), '8 file.key-unknown'],
    ['an entry without a kind', under('- about: hall'), '8 file.kind-missing'],
    ['an entry that is words', under('- The Board agreed.'), '8 file.keys-expected'],
    ['an item without its key', `${head}items:\n  - record: []\n`, '6 file.item-missing'],
    ['an item without a heading', `${head}items:\n  - item 1:\n`, '6 file.words-missing'],
    ['a label that is none', `${head}items:\n  - item №1: Reports\n`, '6 file.label-unknown'],
    ['a detail of another kind', under('- note: It rained.\n  owner: CA'), '9 file.key-misplaced'],
    ['a kind without its words', under('- agreed:'), '8 file.words-missing'],
    ['a count that is none', under('- vote: On it\n  for: many'), '9 file.value-unknown'],
    ['words where a list belongs', `${head}items: none\n`, '5 file.list-expected'],
    ['keys where words belong', `${head}place: {room: 1}\n`, '5 file.words-expected'],
    [
      'a detail that two kinds of a passage take',
      under('- words: It was agreed and approved.\n  agreed: agreed\n  approved: approved\n  reason: agreed'),
      '11 file.key-misplaced',
    ],
    ['a passage that holds nothing', under('- words: It rained.'), '8 file.kind-missing'],
  ])('%s', (_, source, error) => {
    expect(errorsIn(source)).toContain(error);
  });

  it('with the nearest spelling and all that is known', () => {
    expect(firstIn(`${head}presnt: []\n`)).toEqual({
      file: 'meeting.yaml',
      line: 5,
      rule: 'file.key-unknown',
      says: '"presnt" is not known here. Did you mean "present"?',
      remedy: expect.stringContaining('apologies, items, printed lists.'),
    });
  });

  it('all at once, in the order of the lines', () => {
    expect(errorsIn(`${head}zone: Moon\nplce: A\nkind: odd\n`)).toEqual([
      '5 file.value-unknown',
      '6 file.key-unknown',
      '7 file.value-unknown',
    ]);
  });
});
