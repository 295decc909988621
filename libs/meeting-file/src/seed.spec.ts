import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Fact } from '#kernel/entry.js';
import type { Stretch } from '#kernel/said.js';
import { isScalar, parseDocument, visit } from 'yaml';
import { MemoryBook } from './memory-book.js';
import { planOf, type Plan } from './plan.js';

const folder = new URL('../../../test/golden/em-iep-2010-01-20/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const source = read('meeting.yaml');
const meetingId = '3d1f0c1e-5a52-4f0e-9c0e-0123456789ab';
const planned = (book: MemoryBook): Plan => {
  const plan = planOf({ file: 'meeting.yaml', source, book, newMeetingId: meetingId, amend: null });
  if ('errors' in plan) throw new Error(JSON.stringify(plan.errors, null, 2));
  return plan;
};

/** As an eye reads it: marks of emphasis, raised letters, bullets and line ends are not words. */
const onPaper = (words: string) =>
  words
    .replace(/<\/?sup>|\*\*|^#+ /gm, '')
    .replace(/\s+/g, ' ')
    .trim();

describe('the minutes of 20 January 2010', () => {
  const book = new MemoryBook();
  let plan: Plan;
  let facts: readonly Fact[];
  const all = (type: string) => facts.filter((fact) => fact.type === type).map(({ data }) => data);
  const decisions = (...kinds: string[]) => all('DecisionRecorded').filter(({ kind }) => kinds.includes(kind));
  const action = (label: string) => all('ActionRaised').find((one) => one.label === label);
  const wordsAt = (said: Stretch) => facts.find(({ entry }) => entry.id === said.in)!.data.words.slice(said.from, said.to);
  const nameOf = (person: string) => book.people().find(({ personId }) => personId === person)!.name;

  beforeAll(() => {
    plan = planned(book);
    book.send(plan.commands);
    facts = book.facts(`meeting-${meetingId}`);
  });

  it('is planned without a note, and every command is taken by the rules', () => {
    expect(plan.notes).toEqual([]);
    expect(book.recorded(`meeting-${meetingId}`).every(({ entry }) => entry.recorded === 'printed')).toBe(true);
    expect(facts.length).toBe(plan.commands.filter(({ stream }) => stream === `meeting-${meetingId}`).length);
  });

  it('prints no sentence that is not in the source, word for word', () => {
    const paper = onPaper(read('source.txt'));
    const texts = printedIn(source);
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((words) => !paper.includes(onPaper(words)))).toEqual([]);
  });

  it('leaves no sentence of the source out', () => {
    const file = onPaper(printedIn(source).join(' | '));
    const left = read('source.txt')
      .replace('and the Midlands\n\nHighway', 'and the Midlands Highway')
      .split(/[\n\t]/)
      .map((line) => onPaper(line).replace(/^(- |\d+\. |Action \d: )|:$| – \d votes?$| \([A-Z]{2}\)$/g, ''))
      .flatMap((line) => line.split(/(?<=[.;]) /))
      .filter((part) => part !== '' && !file.includes(part));
    expect(left).toEqual(['Councillor Dave Houseman substituted for Councillor David Sprason']);
  });

  it('counts as the paper does', () => {
    const present = (role: string) => all('AttendanceRecorded').filter((one) => one.role === role).length;
    expect({
      items: all('ItemListed').length,
      present: [present('voting member'), present('observer'), present('officer')],
      apologies: all('ApologyRecorded').length,
      declarations: all('InterestDeclared').length,
      votes: all('OptionVoteRecorded').map(({ options }) => options.map(({ count }: { count: number }) => count)),
      namedVotes: all('NamedVoteRecorded').length,
      approvals: decisions('approved', 'approved subject to condition', 'minutes approved').length,
      refusals: decisions('not approved').length,
      endorsements: decisions('endorsed').length,
      agreements: decisions('agreed').length,
      notings: decisions('noted').length,
      requests: decisions('requested').length,
      decisions: all('DecisionRecorded').length,
      actions: all('ActionRaised').map(({ label }) => label),
      advised: all('AdviceGiven').length + all('CorrespondenceRecorded').length,
    }).toEqual({
      items: 13,
      present: [7, 8, 6],
      apologies: 8,
      declarations: 3,
      votes: [[6, 1]],
      namedVotes: 0,
      approvals: 6,
      refusals: 1,
      endorsements: 1,
      agreements: 9,
      notings: 4,
      requests: 1,
      decisions: 22,
      actions: ['1', '2', '3', '4', '5', '6', '7', '8'],
      advised: 7,
    });
  });

  it('rests actions on decisions where the paper does: 4 and 8 on none, five on agreements', () => {
    const without = all('ActionRaised').filter(({ decision }) => decision === null);
    expect(without.map(({ label }) => label)).toEqual(['4', '8']);
    const agreed = new Set(decisions('agreed').map(({ decisionId }) => decisionId));
    expect(all('ActionRaised').filter(({ decision }) => agreed.has(decision)).length).toBe(5);
  });

  it('compares the printed list with the body in two levels', () => {
    expect(Object.fromEntries(all('ActionListed').map(({ label, compared }) => [label, compared]))).toEqual({
      1: 'typographic',
      2: 'substantive',
      3: 'same',
      4: 'same',
      5: 'typographic',
      6: 'typographic',
      7: 'same',
      8: 'same',
    });
    expect(all('ActionListed').map(({ ownersPrinted }) => wordsAt(ownersPrinted))).toEqual([
      'CA',
      'CA',
      'AF',
      'HP',
      'CA/Cllr Hill',
      'SY/Cllr Hill',
      'CA',
      'HP/SRP PMs',
    ]);
  });

  it('knows the owners, in order, as stretches of the words of their action', () => {
    expect(wordsAt(action('5').ownersPrinted)).toBe('CA/Clr Hill');
    expect(action('5').owners.map(({ printed }: { printed: Stretch }) => wordsAt(printed))).toEqual(['CA', 'Clr Hill']);
    expect(action('5').owners.map(({ person }: { person: string }) => nameOf(person))).toEqual([
      'Chris Allison',
      'Councillor Martin Hill OBE',
    ]);
    expect(action('6').owners[1].person).toBe(action('5').owners[1].person);
    expect(action('8').owners.map(Object.keys)).toEqual([['person', 'printed'], ['group']]);
    expect(wordsAt(action('8').owners[1].group)).toBe('SRP PMs');
    expect(action('3').performers.map(({ group }: { group: Stretch }) => wordsAt(group))).toEqual(['SRPs']);
  });

  it('reads due dates as far as they are stated', () => {
    const dues = all('ActionRaised').map(({ due }) => due && { ...due, printed: due.printed && wordsAt(due.printed) });
    expect(dues).toEqual([
      null,
      null,
      { expected: '2010-04', printed: 'the April Board meeting' },
      null,
      null,
      { standing: true, printed: 'all future Board meetings' },
      { expected: '2010-04', printed: 'the Board in April' },
      null,
    ]);
  });

  it('finds people again: a substitute, short names, initials, and somebody who was not there', () => {
    const [substitution] = all('SubstitutionRecorded');
    expect([nameOf(substitution.person), nameOf(substitution.for)]).toEqual(['Councillor Dave Houseman', 'Councillor David Sprason']);
    expect(all('InterestDeclared').map(({ person }) => nameOf(person))).toEqual([
      'Councillor Jeremy Webb',
      'Councillor Dave Wilcox OBE',
      'Councillor Roger Begy OBE',
    ]);
    expect(all('SubGroupMemberNamed').map(({ person }) => nameOf(person))).toEqual([
      'Chris Allison',
      'Jan Sensier',
      'Nick Hodgson',
      'Mark Edgell',
    ]);
    expect(book.people().length).toBe(30);
  });

  it('keeps what is read into the paper apart from what it says', () => {
    const [group] = all('SubGroupEstablished');
    expect(wordsAt(group.proposedBy)).toBe('the Steering Group');
    expect(all('SubGroupCriterionSet').length).toBe(4);
    expect(all('SubjectNamed').map(({ name, replaces }) => [name, replaces])).toEqual([
      ['CCTV projects', null],
      ['Heritage Site', null],
      ['Warm Homes', null],
      ['Transportable Screens', { subject: null, words: null }],
      ['Alcohol Harm', null],
    ]);
    expect(all('ListHeaded').map(({ known }) => known)).toEqual(['inferred', 'stated', 'stated']);
    expect(all('ChairTaken')).toEqual([]);
    expect(all('AllocationMade').map(({ amount }) => amount)).toEqual([{ minor: 22_500_000, currency: 'GBP' }, null]);
    expect(all('ReaderRemarked').length).toBe(12);
  });

  it('sent again, whole or cut off, on the book before or after, gives the same entries', () => {
    const size = book.size;
    expect(planned(new MemoryBook()).commands).toEqual(plan.commands);
    const again = planned(book);
    expect(again.again).toBe(true);
    book.send(again.commands);
    expect(book.size).toBe(size);
    for (const n of [1, 2, 20, 60, 90, 100, 200]) {
      const cut = new MemoryBook();
      cut.send(plan.commands.slice(0, n));
      const rest = planOf({ file: 'meeting.yaml', source, book: cut, newMeetingId: n === 1 ? meetingId : 'never used', amend: null });
      cut.send((rest as Plan).commands);
      expect([n, cut.recorded(`meeting-${meetingId}`)]).toEqual([n, book.recorded(`meeting-${meetingId}`)]);
      expect(cut.size).toBe(size);
    }
  });
});

/** What the file says the paper prints: every text but the keys that read something into it. */
const unprinted = new Set([
  'recorded',
  'source',
  'not stated',
  'sic',
  'inferred',
  'meeting',
  'board',
  'kind of board',
  'also called',
  'role',
  'about',
  'leads to',
  'owner',
  'done by',
  'minutebook',
  'people',
  'how',
  'type',
  'earlier business',
  'by',
  'invites',
  'lead',
  'reports',
  'replaces',
  'date',
  'amount',
]);
const printedIn = (file: string): string[] => {
  const words: string[] = [];
  visit(parseDocument(file, { schema: 'failsafe' }), {
    Pair: (_, pair: any, path) => {
      const key = String(pair.key.value);
      const inPresent = key === 'people' && path.length > 3;
      if (unprinted.has(key) && !inPresent) return visit.SKIP;
      if (key === 'due') return (void words.push(String(pair.value.get?.('printed'))), visit.SKIP);
      const known = /^[a-z ]+( \d+)?$/.test(key) || /^action \d$/.test(key);
      if (!known) words.push(...key.split(/ \((?=[A-Z]{2}\))/).map((part) => part.replace(/\)$/, '')));
      return undefined;
    },
    Scalar: (key, node) => {
      if (key !== 'key' && isScalar(node) && String(node.value) !== 'not stated') words.push(String(node.value));
    },
  });
  return words.filter((one) => !/^\d+$/.test(one));
};
