import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '#testing/runs.js';
import { readFileSync } from 'node:fs';
import type { Fact } from '#kernel/entry.js';
import { idsIn } from '#kernel/ids-in.js';
import { meetingEvents } from '#domain/meeting/events.js';
import { minutesOf } from '#views/minutes/minutes.js';
import { MemoryBook } from './memory-book.js';
import { planOf, type Plan } from './plan.js';

const meetingId = '3d1f0c1e-5a52-4f0e-9c0e-0123456789ab';
const stream = `meeting-${meetingId}`;
const file = `minutebook: 1
board: Board A
meeting: 2010-01-20
recorded: from printed minutes
title: Minutes
present:
  - heading: Present
    role: voting member
    people:
      Member A: Town A
      Member B: Town B
items:
  - item 1: Reports
    record:
      - discussed: The Board discussed the hall
        about: hall
        points:
          - It is old
          - It is cold
      - vote: The Board voted on two options
        about: hall
        options:
          Repair the hall: 1
          Sell the hall: 1
      - agreed: The Board agreed that the roof of the hall should be repaired.
        about: hall
        how: vote
        leads to: action 1
      - action 1: The roof to be repaired - Member A
        owner: Member A
  - item 2: Other business
    record:
      - note: The Board looked at the figures.
`;

const ask = (book: MemoryBook, source: string, reason: string | null) =>
  planOf({ file: 'meeting.yaml', source, book, newMeetingId: meetingId, amend: reason === null ? null : { reason } });
const send = (book: MemoryBook, source: string, reason: string | null = 'brought back to the paper') => {
  const plan = ask(book, source, reason);
  if ('errors' in plan) throw new Error(JSON.stringify(plan.errors));
  book.send(plan.commands);
  return plan;
};
const started = (source = file) => {
  const book = new MemoryBook();
  send(book, source, null);
  return book;
};
const verbs = ({ commands }: Plan) => commands.filter((one) => one.stream === stream).map(({ verb }) => verb);

/** What stands, whatever its ids: each entry with the content of what it names. */
const content = (book: MemoryBook): readonly string[] => {
  const facts = book.facts(stream).filter(({ type }) => type !== 'MeetingFileRead');
  const made = new Map<string, string>();
  for (const { type, data, entry } of facts) {
    made.set(entry.id, type);
    for (const { noun, id } of idsIn((meetingEvents as any)[type], data).created) made.set(id, `${noun} of ${wordsOf(data)}`);
  }
  const named = (_: string, id: string) => made.get(id) ?? id;
  return facts
    .map(
      ({ type, data }: Fact) =>
        `${type} ${JSON.stringify((meetingEvents as any)[type].shape.map(placeless(data), { creates: named, names: named, refers: (_: string, id: string) => id }))}`,
    )
    .toSorted();
};
const placeless = (data: any) => ('after' in data ? { ...data, after: null } : data);
const wordsOf = (data: any) => JSON.stringify([data.label, data.heading, typeof data.words === 'string' ? data.words : null, data.name]);

/** The minutes as they read from top to bottom. */
const listsIn = (book: MemoryBook): readonly unknown[] => {
  const { present, lists } = minutesOf(book.facts(stream));
  return [
    ...present.map(({ people }) => people.map(({ printed }) => printed)),
    ...lists.map(({ lines }) => lines.map(({ label }) => label)),
  ];
};
const asRead = (book: MemoryBook): readonly string[] =>
  minutesOf(book.facts(stream)).items.flatMap(({ heading, lines }) => [
    JSON.stringify(heading),
    ...lines.flatMap(({ kind, parts, bullets }) => [
      kind,
      ...[parts, ...bullets.map((one) => one.parts)].map((one) => JSON.stringify(one).replace(/[0-9a-f-]{36}/g, '')),
    ]),
  ]);

describe('a changed file of a recorded meeting', () => {
  it('is refused with the differences, and records nothing', () => {
    const plan = ask(
      started(),
      file.replace('It is cold', 'It is damp').replace('      - note: The Board looked at the figures.\n', '      - nil: None\n'),
      null,
    );
    expect('errors' in plan && plan.errors.map(({ rule, line, says }) => [rule, line, says])).toEqual([
      ['file.differs-from-book', 19, 'It was point "It is cold"; now it is point "It is damp".'],
      ['file.differs-from-book', 33, 'New: none "None".'],
      ['file.differs-from-book', 33, 'Gone, from that line of the file as it was read before: note "The Board looked at the figures.".'],
    ]);
  });

  it('says what of an entry is another, where its words are the same', () => {
    const plan = ask(started(), file.replace('Repair the hall: 1', 'Repair the hall: 2'), null);
    expect('errors' in plan && plan.errors.map(({ says }) => says)).toEqual([expect.stringMatching(/: options\.0\.count was 1, now 2\.$/)]);
  });

  it('that differs in its layout only is nothing to record', () => {
    const plan = ask(started(), `# looked at again\n${file}`, null);
    expect('commands' in plan && [plan.commands, plan.again]).toEqual([[], true]);
  });

  it('puts an entry right and leaves its ids alone', () => {
    const book = started();
    const plan = send(book, file.replace('Repair the hall: 1', 'Repair the hall: 2'));
    expect(verbs(plan)).toEqual(['ReadMeetingFile', 'PutRight']);
    const vote = book.facts(stream).find(({ type }) => type === 'OptionVoteRecorded')!;
    expect(vote.data.options.map(({ count }: { count: number }) => count)).toEqual([2, 1]);
    expect(vote.data.entitled).toEqual(
      started()
        .facts(stream)
        .find(({ type }) => type === 'OptionVoteRecorded')!.data.entitled,
    );
    expect(vote.data.entitled.length).toBe(2);
    expect(book.facts(stream).find(({ type }) => type === 'DecisionRecorded')!.data.division).toBe(vote.data.divisionId);
  });

  it('puts a new entry after its neighbour, and a new item after the one before it', () => {
    const book = started();
    const more = file
      .replace('          - It is cold\n', '          - It is cold\n          - It is empty\n')
      .replace('  - item 2:', '  - item 1a: Late papers\n    record:\n      - nil: None\n  - item 2:');
    const plan = send(book, more);
    expect(verbs(plan)).toEqual(['ReadMeetingFile', 'ListItem', 'RecordPoint', 'ReturnNil']);
    const facts = book.facts(stream);
    const cold = facts.find(({ data }) => data.words === 'It is cold')!;
    const [first, second, late] = facts.filter(({ type }) => type === 'ItemListed');
    expect(facts.find(({ data }) => data.words === 'It is empty')!.entry.occurred).toEqual({ after: cold.entry.id });
    expect([second!.data.label, late!.data.after]).toEqual(['2', first!.data.itemId]);
  });

  it('strikes out what is gone with all that was built on it', () => {
    const book = started();
    const less = file.replace(/ {6}- vote:[\s\S]*?(?= {6}- agreed)/, '').replace('        how: vote\n', '');
    const plan = send(book, less);
    expect(verbs(plan)).toEqual(['ReadMeetingFile', 'PutRight', 'StrikeOut']);
    expect(content(book)).toEqual(content(started(less)));
  });

  it('records anew what would have to name something newer than itself', () => {
    const other = file.replace('          Sell the hall: 1\n', '          Sell the hall: 1\n          Burn the hall: 0\n');
    const book = started();
    const plan = send(book, other);
    expect(verbs(plan)).toEqual(['ReadMeetingFile', 'RecordOptionVote', 'RecordDecision', 'RaiseAction', 'StrikeOut']);
    expect(content(book)).toEqual(content(started(other)));
  });

  it('introduces who is new, and what was not stated stays so', () => {
    const book = started();
    const plan = send(book, file.replace('      Member B: Town B\n', '      Member B: Town B\n      Member C: Town C\n'));
    expect(plan.commands.map(({ verb }) => verb)).toEqual([
      'NameOrganisation',
      'IntroducePerson',
      'RepresentOrganisation',
      'ReadMeetingFile',
      'RecordAttendance',
    ]);
    expect(book.people().map(({ name }) => name)).toEqual(['Member A', 'Member B', 'Member C']);
    send(book, file.replace('      Member B: Town B\n', '      Member D: Town C\n      Member B: Town B\n      Member C: Town C\n'));
    expect(listsIn(book)).toEqual([['Member A', 'Member D', 'Member B', 'Member C']]);
  });

  it('goes on from amendment to amendment, each a run of its own', () => {
    const second = file
      .replace('It is cold', 'It is damp')
      .replace('          - It is old\n', '          - It is old\n          - It is large\n');
    const third = second.replace('          - It is old\n', '').replace('It is large', 'It is very large');
    const book = started();
    expect(send(book, second).run).toBe(2);
    expect(asRead(book)).toEqual(asRead(started(second)));
    expect(send(book, third).run).toBe(3);
    expect(content(book)).toEqual(content(started(third)));
    expect(asRead(book)).toEqual(asRead(started(third)));
    expect(send(book, file).run).toBe(4);
    expect(content(book)).toEqual(content(started(file)));
  });

  it('that was cut off is finished by the same commands', () => {
    const changed = file
      .replace('It is cold', 'It is damp')
      .replace('      - note: The Board looked at the figures.\n', '      - nil: None\n');
    const whole = started();
    const plan = send(whole, changed);
    for (let n = 1; n <= plan.commands.length; n++) {
      const cut = started();
      cut.send(plan.commands.slice(0, n));
      const rest = ask(cut, changed, null) as Plan;
      expect([rest.run, rest.again]).toEqual([2, true]);
      expect(rest.commands).toEqual(plan.commands);
      cut.send(rest.commands);
      expect(cut.recorded(stream)).toEqual(whole.recorded(stream));
    }
  });

  it('follows what somebody put right in the book', () => {
    const book = started();
    const point = book.facts(stream).find(({ data }) => data.words === 'It is cold')!;
    const replacement = { type: 'PointMade', v: 1, data: { ...point.data, words: 'It is icy' }, occurred: null };
    const data = { entry: point.entry.id, follows: null, replacement, reason: 'misheard', authority: { clerk: true } };
    const by = { stream, id: '00000000-0000-4000-8000-000000000001', verb: 'PutRight', data, recorded: 'printed', occurred: null } as const;
    book.send([{ ...by, override: null, continues: null, line: 1 }]);
    send(book, file.replace('It is cold', 'It is damp'));
    expect(book.facts(stream).map((fact) => fact.data.words)).toContain('It is damp');
  });

  it('is refused where the file that was read is erased, and where the meeting came from no file', () => {
    const book = started();
    const files = [{ run: 1, reason: null, file: null }];
    const known = { ...book.meeting(meetingId)!, files };
    const asked = { file: 'meeting.yaml', source: file, newMeetingId: meetingId, amend: { reason: 'why' } };
    const refusedOn = (meeting: object) => {
      const plan = planOf({
        ...asked,
        book: { boards: () => book.boards(), people: () => book.people(), meeting: () => meeting as never },
      });
      return 'errors' in plan && plan.errors.map(({ rule }) => rule);
    };
    expect(refusedOn(known)).toEqual(['file.erased']);
    expect(refusedOn({ ...known, files: [] })).toEqual(['file.meeting-held']);
  });

  it('comes to what the file says, whatever changed in it (property)', () => {
    const seed = readFileSync(new URL('../../../test/golden/em-iep-2010-01-20/meeting.yaml', import.meta.url), 'utf8');
    const entries = entriesIn(seed);
    const edits = fc.array(fc.tuple(fc.nat(entries.length - 1), fc.constantFrom('drop', 'alter', 'double', 'swap')), {
      minLength: 1,
      maxLength: 5,
    });
    const seen: string[] = [];
    fc.assert(
      fc.property(edits, edits, (first, second) => {
        const one = edited(seed, entries, first);
        const two = edited(seed, entries, second);
        const fresh = (source: string) => 'commands' in ask(new MemoryBook(), source, null);
        fc.pre(fresh(one) && fresh(two));
        const book = started(one);
        for (const source of [two, seed]) {
          seen.push(...verbs(send(book, source)));
          expect(content(book)).toEqual(content(started(source)));
          expect([asRead(book), listsIn(book)]).toEqual([asRead(started(source)), listsIn(started(source))]);
        }
      }),
      runs({ gate: 6, nightly: 100 }),
    );
    expect(new Set(seen)).toEqual(new Set([...seen, 'PutRight', 'StrikeOut', 'ListAction', 'RecordNote']));
  });
});

/** The entries under items: from one "      - " to the next. */
const entriesIn = (source: string): readonly string[] => source.match(/^ {6}- (?:.+\n)(?: {8}.+\n)+/gm)!;
const edited = (source: string, entries: readonly string[], edits: readonly (readonly [number, string])[]): string =>
  edits.reduce((text, [n, edit]) => {
    const entry = entries[n]!;
    const label = /action \d: >-/.test(entry);
    if (edit === 'drop') return label ? text : text.replace(entry, '');
    if (edit === 'alter') return text.replace(entry, entry.replace('The Board', 'The whole Board').replace('the Board', 'the old Board'));
    if (edit === 'double') return text.replace(entry, `${entry}\n      - note: Said again, and so recorded as a note\n`);
    const next = entries[n + 1] ?? '';
    return text.replace(entry, '@@').replace(next, entry).replace('@@', next);
  }, source);
