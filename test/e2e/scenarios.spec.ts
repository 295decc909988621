import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { commandLine } from './command-line.js';

const folder = temporaryFolders();
const seed = 'test/golden/em-iep-2010-01-20';
const fileWith = (...lines: readonly string[]): string => {
  const path = join(folder(), 'meeting.yaml');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};
const meetingOn = (board: string, date: string) => [
  'minutebook: 1',
  `board: ${board}`,
  `meeting: ${date}`,
  'kind: ordinary',
  'recorded: from printed minutes',
  'items:',
  '  - item 1: Matters Arising',
  '    record:',
  '      - nil: None',
];

type Entry = { readonly type: string; readonly data: any; readonly recorded: string };
/** The book as the command line shows it: its log, its minutes, its registers. */
const book = (data: string) => {
  const { say, ask } = commandLine(data);
  const entries = async (type: string): Promise<readonly any[]> => {
    const lines = (await say('log', '--format', 'jsonl')).out.trim().split('\n');
    return lines
      .map((line) => JSON.parse(line) as Entry)
      .filter((entry) => entry.type === type)
      .map((entry) => entry.data);
  };
  return { say, ask, entries, minutes: () => ask('minutes', '2010-01-20') };
};

describe('the minutes of 20 January 2010, as the book holds them', () => {
  const { say, ask, entries, minutes } = book(folder());
  let paper: any;
  let actions: readonly any[];
  let decisions: readonly any[];
  beforeAll(async () => {
    expect(await say('import', seed)).toMatchObject({ exit: 0 });
    [paper, actions, decisions] = [await minutes(), await ask('actions'), await ask('decisions')];
  });
  const action = (number: string) => actions.find((one) => one.number === number);
  const item = (label: string) => paper.items.find((one: any) => one.label === label);
  const decidedUnder = (label: string, kind?: string) =>
    decisions.filter((one) => one.item.label === label && (!kind || one.kind === kind));

  it('holds all that the paper holds, and no more', async () => {
    const kinds = Object.fromEntries([...Map.groupBy(decisions, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]));
    expect(kinds).toEqual({
      'minutes approved': 1,
      approved: 4,
      'approved subject to condition': 1,
      'not approved': 1,
      endorsed: 1,
      agreed: 9,
      noted: 4,
      requested: 1,
    });
    expect(paper.items).toHaveLength(13);
    expect(paper.present.map(({ people }: any) => people.length)).toEqual([7, 8, 6]);
    expect(paper.items.flatMap(({ apologies }: any) => apologies)).toHaveLength(8);
    expect(await ask('interests')).toHaveLength(3);
    expect(await entries('OptionVoteRecorded')).toHaveLength(1);
    expect(await entries('VoteRecorded')).toHaveLength(0);
    expect(actions.map(({ number }) => number)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(actions.filter((one) => one.decision === null).map(({ number }) => number)).toEqual(['4', '8']);
  });

  it('1, attendance: 21 are present, seven may vote, one stands in for one who sent apologies', async () => {
    const there = await ask('attendance', '2010-01-20');
    const present = there.filter(({ status }: any) => status === 'present');
    expect(present).toHaveLength(21);
    expect(present.filter(({ role }: any) => role === 'voting member')).toHaveLength(7);
    expect(there.find(({ name }: any) => name === 'Councillor Dave Houseman')).toMatchObject({
      role: 'observer',
      substitute: 'substituted for Councillor David Sprason',
    });
    expect(there.find(({ name }: any) => name === 'Councillor David Sprason')).toMatchObject({ status: 'apology' });
    expect(paper.notStated.filter(({ where }: any) => where === null).map(({ what }: any) => what)).toEqual(
      expect.arrayContaining(['chair', 'quorum']),
    );
    expect(await entries('ChairTaken')).toHaveLength(0);
  });

  it('2, previous minutes: approved by this meeting, whichever of its names the board then had', async () => {
    const other = book(folder());
    const file = fileWith(...meetingOn('EM Partnership Board', '2009-11-27'));
    expect(await other.say('import', seed, file)).toMatchObject({ exit: 0 });
    const approved = await other.ask('minutes', '2009-11-27');
    expect(approved.status.sentence).toBe('Approved at EM Partnership Board, 20 January 2010');
    expect(item('3').lines).toMatchObject([{ kind: 'nil', text: 'None' }]);
    expect(await other.ask('missing')).not.toContainEqual(expect.objectContaining({ code: 'minutes.not-approved', meeting: '2009-11-27' }));
  });

  it('3, declarations: class and scope as far as stated, and nobody is barred', async () => {
    const declared = await ask('interests');
    expect(declared.map((one: any) => [one.name, one.class, one.about.kind, one.about.words, one.withdrew])).toEqual([
      ['Councillor Jeremy Webb', 'unspecified', 'unspecified', null, false],
      ['Councillor Dave Wilcox OBE', 'unspecified', 'unspecified', null, false],
      ['Councillor Roger Begy OBE', 'personal', 'subject', 'CCTV projects', false],
    ]);
    const [vote] = await entries('OptionVoteRecorded');
    expect(vote.entitled).toContain(declared[2].person);
  });

  it('4, option vote: valid, abstentions not stated, nobody named, and the decision has its reason', async () => {
    const [vote] = await entries('OptionVoteRecorded');
    expect(vote.options.map(({ count }: any) => count)).toEqual([6, 1]);
    expect([vote.entitled.length, vote.abstained]).toEqual([7, null]);
    expect(await entries('NamedVoteRecorded')).toHaveLength(0);
    expect(await ask('findings', '--kind', 'finding')).toEqual([]);
    expect(decidedUnder('5', 'not approved')).toMatchObject([{ method: 'vote', reason: expect.stringContaining('precedent') }]);
  });

  it('5, projects and endorsement: three in one sentence, each traceable; what a delegate did, as far as stated', async () => {
    const [{ method, subjects }] = decidedUnder('5', 'approved');
    expect([method, subjects.map(({ name }: any) => name)]).toEqual([
      'not stated',
      ['Heritage Site', 'Warm Homes', 'Transportable Screens'],
    ]);
    const named = await entries('SubjectNamed');
    expect(named.filter(({ replaces }) => replaces !== null).map(({ name }) => name)).toEqual(['Transportable Screens']);
    const [endorsed] = await entries('DelegatedApprovalEndorsed');
    const hill = paper.present[0].people[0];
    expect([hill.name, endorsed.delegate, endorsed.on]).toEqual(['Councillor Martin Hill OBE', hill.person, null]);
    expect(decidedUnder('5', 'endorsed')[0].subjects).toMatchObject([{ name: 'Alcohol Harm' }]);
  });

  it('6, reserves: £225,000 from reserves, an action without a date, an agreement without an action', async () => {
    const [allocation] = await ask('allocations');
    expect(allocation).toMatchObject({
      amount: { minor: 22500000, currency: 'GBP' },
      source: 'reserves',
      purpose: 'the regional Procurement Programme',
    });
    expect(action('1')).toMatchObject({ status: 'open', due: null, owners: [{ printed: 'CA', name: 'Chris Allison' }] });
    const untracked = (await ask('missing')).filter(({ code }: any) => code === 'decision.untracked');
    expect(untracked.map(({ words }: any) => words)).toContainEqual(expect.stringContaining('Total Place'));
  });

  it('7, contradictory action: one action holds both texts, and only it is in dispute', () => {
    expect(action('2').wording).toContain('Efficiency Survey Report');
    expect(action('2').listings).toMatchObject([
      { wording: expect.stringContaining('Efficiency Challenge Report'), compared: 'substantive' },
    ]);
    expect(action('2').findings).toMatchObject([{ code: 'list.differs' }]);
    expect(actions.map(({ listings }) => listings[0].compared)).toEqual([
      'typographic',
      'substantive',
      'same',
      'same',
      'typographic',
      'typographic',
      'same',
      'same',
    ]);
  });

  it('8, due at a meeting: its date is known once the one ordinary April meeting is', async () => {
    expect(action('3')).toMatchObject({
      due: { kind: 'meeting', printed: 'the April Board meeting', date: null },
      owners: [{ printed: 'AF', name: 'Andrew Foster' }],
      performers: [{ kind: 'group', printed: 'SRPs' }],
      findings: [{ code: 'action.due-meeting-open' }],
    });
    const other = book(folder());
    const board = 'East Midlands Improvement Partnership Board';
    await other.say('import', seed);
    await other.say('import', fileWith(...meetingOn(board, '2010-04-14')));
    const due = async () => (await other.ask('actions', '--all')).find(({ number }: any) => number === '3');
    expect(await due()).toMatchObject({ due: { date: '2010-04-14' }, findings: [] });
    const forReport = await other.ask('actions', '--due-at', '2010-04-14');
    expect(forReport.map(({ number }: any) => number)).toEqual(['3', '7']);
    await other.say('import', fileWith(...meetingOn(board, '2010-04-28')));
    expect(await due()).toMatchObject({ due: { date: null }, findings: [{ code: 'action.due-meeting-open' }] });
  });

  it('9, sub group: its criteria, members and lead, and who proposed it', async () => {
    const [group] = await entries('SubGroupEstablished');
    const people = new Map((await entriesWithStreams()).map(({ stream, data }) => [stream.slice('person-'.length), data.name]));
    const members = (await entries('SubGroupMemberNamed')).map(({ person }) => people.get(person));
    expect(await entries('SubGroupCriterionSet')).toHaveLength(4);
    expect(members).toEqual(['Chris Allison', 'Jan Sensier', 'Nick Hodgson', 'Mark Edgell']);
    expect([people.get(group.lead), group.reports.expected]).toEqual(['Chris Allison', '2010-04']);
    expect(decidedUnder('8', 'approved')).toMatchObject([{ proposedBy: 'the Steering Group' }]);
    expect(paper.present.flatMap((list: any) => list.people).map(({ name }: any) => name)).not.toContain('Mark Edgell');
    const [fifth, sixth] = [action('5'), action('6')].map(({ owners }) => owners[1]);
    expect([fifth.printed, sixth.printed, fifth.person]).toEqual(['Clr Hill', 'Cllr Hill', sixth.person]);
  });

  it('10, conditional and soft outcomes: one open condition, an untracked request, notings, and nothing invented', async () => {
    expect(decidedUnder('10')).toMatchObject([{ kind: 'approved subject to condition', force: 'conditional' }]);
    expect((await ask('allocations'))[1]).toMatchObject({ amount: null, item: { label: '10' } });
    const codes = (await ask('missing')).map(({ code, words }: any) => [code, words]);
    expect(codes.filter(([code]: [string]) => code === 'condition.open')).toHaveLength(1);
    expect(codes).toContainEqual(['decision.untracked', expect.stringContaining('title')]);
    expect(decidedUnder('12').map(({ kind }) => kind)).toEqual(['noted', 'noted', 'noted']);
    expect(action('8').owners.map(({ kind, name, printed }: any) => [kind, name ?? printed])).toEqual([
      ['person', 'Heather Parker'],
      ['group', 'SRP PMs'],
    ]);
    expect(decidedUnder('13')).toEqual([]);
  });

  async function entriesWithStreams(): Promise<readonly { stream: string; data: { name: string } }[]> {
    const lines = (await say('log', '--format', 'jsonl')).out.trim().split('\n');
    return lines.map((one) => JSON.parse(one)).filter(({ type }) => type === 'PersonIntroduced');
  }
});
