import { describe, expect, it } from '@jest/globals';
import type { ActionKnown } from '#registers/action-tracker/queries.js';
import { actionCard } from './action.js';
import { addressesOf } from '#shell/addresses.js';
import { auditPage, type TrailShown } from './audit-page.js';
import { boardsPage } from './boards-page.js';
import { missingInWords } from './division.js';
import { documentIn } from './documents.js';
import { waysFrom, type Here } from './here.js';
import type { Html } from './html.js';
import { scriptPath, stylePath } from './layout.js';
import { day, withDates } from './words.js';

const here: Here = {
  ...addressesOf([], []),
  moment: { at: null, on: '2026-05-01' },
  asOf: null,
  asked: {},
  others: {},
  to: waysFrom({}),
  head: 9,
  behind: null,
};
const text = (page: string | Html) =>
  String(page)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

const action: ActionKnown = {
  board: 'Harbour Board',
  meeting: '2026-03-10',
  number: '1',
  wording: 'Mend the <quay>',
  owners: [{ printed: 'OO', kind: 'person', name: 'Officer O', person: 'o', organisation: null }],
  due: null,
  firstDue: null,
  status: 'overdue',
  item: { label: '3', heading: 'Quay' },
  decision: null,
  findings: [{ code: 'action.owner-has-left', says: 'An owner has left.', because: 'Officer O, 2026-03-31' }],
  id: 'a',
  entry: 'e1',
  ids: { board: 'h', meeting: 'm', item: 'i', decision: null },
  assigned: 'named',
  ownersPrinted: 'OO',
  performers: [],
  supersededBy: null,
  listings: [],
  history: [],
};

describe('words', () => {
  it.each([
    ['2010-01-20', '<time datetime="2010-01-20">20 January 2010</time>'],
    ['2010-04', '<time datetime="2010-04">April 2010</time>'],
    ['XXXX-05-14', '<time datetime="05-14">14 May</time>'],
    [null, '<span class="not-stated">date not stated</span>'],
  ])('a date is written as people read it: %s', (date, markup) => expect(day(date).markup).toBe(markup));
  it('dates inside a sentence as well', () =>
    expect(withDates('left on 2026-03-31, before 2026-05')).toBe('left on 31 March 2026, before May 2026'));
});

describe('an action', () => {
  it('says by whom, until when, how it stands and what was found, and escapes its words', () => {
    const card = actionCard(here, action);
    expect(card.markup).toContain('Mend the &lt;quay&gt;');
    expect(text(card)).toContain('overdue OO (Officer O) Due not stated From Harbour Board, 10 March 2026 , item 3');
    expect(text(card)).toContain('An owner has left. Officer O, 31 March 2026');
  });
  it('says until when it was first agreed, where that has changed', () => {
    const due = { kind: 'date', printed: null, date: '2026-05-01' } as const;
    const moved = actionCard(here, { ...action, due, firstDue: { kind: 'meeting', printed: 'the April Board', date: '2026-04-14' } });
    expect(text(moved)).toContain('Due 1 May 2026 (first agreed: the April Board, 14 April 2026 )');
    expect(text(actionCard(here, { ...action, due, firstDue: null }))).toContain('1 May 2026 (first agreed: not stated )');
    expect(text(actionCard(here, { ...action, due, firstDue: due }))).not.toContain('first agreed');
  });
  it('says who it is with where nobody is named', () =>
    expect(text(actionCard(here, { ...action, owners: [], assigned: 'to be confirmed' }))).toContain('to be confirmed Due'));
});

describe('what is not stated', () => {
  it.each([
    ['names', 'who voted how'],
    ['The quorum is not stated.', 'the quorum'],
    ['Who may vote is not stated', 'who may vote'],
    ['how it was decided', 'how it was decided'],
  ])('is listed after “not stated”: %s', (what, words) => expect(missingInWords(what)).toBe(words));
});

describe('the audit trail', () => {
  const entry: TrailShown = {
    position: 63,
    stream: 'meeting-m',
    revision: 37,
    entry: 'e37',
    type: 'NoteRecorded',
    recordedAt: '2026-03-10T10:11:00.000Z',
    enteredAt: null,
    occurred: null,
    recorded: 'live',
    actor: 'x',
    command: 'c',
    causation: null,
    correlation: null,
    standing: 'struck out',
    correctedBy: 'e38',
    corrects: null,
    lateBefore: 'e12',
    say: 'note',
    words: ['The Baord'],
    became: null,
    reason: null,
    of: 'the meeting of 10 March 2026',
    href: null,
    who: 'the local operator',
    lateBeforeRevision: 12,
    correctsRevision: null,
    correctedByRevision: 38,
  };
  const page = (entries: readonly TrailShown[], more = {}) =>
    auditPage({ here, stream: null, entries, earlier: null, later: null, ...more });
  it('shows an entry that was struck out, by which, and that it was made late', () => {
    const shown = page([entry]);
    expect(shown).toContain('class="struck"');
    expect(text(shown)).toContain('struck out by entry 38');
    expect(text(shown)).toContain('made late it happened before entry 12');
  });
  it('shows how an entry reads that was put right, with the reason beside the correction', () => {
    expect(text(page([{ ...entry, standing: 'put right', became: ['The Board'] }]))).toContain('The Baord reads now: The Board');
    expect(text(page([{ ...entry, standing: 'kept apart', words: ['The Board', 'Slip'], reason: 'Slip' }]))).toContain('Reason: Slip');
  });
  it('leads to the pages before and after', () => {
    const shown = page([entry], { earlier: -1, later: 63 });
    expect(shown).toContain('href="/audit?after=-1"');
    expect(shown).toContain('href="/audit?after=63"');
  });
});

describe('pages', () => {
  it('say how to begin where there is no board', () => expect(text(boardsPage(here, []))).toContain('This book holds no board yet.'));
  it('say when the registers are behind', () =>
    expect(text(boardsPage({ ...here, behind: 'The registers are still following.' }, []))).toContain(
      'The registers are still following.',
    ));
  it('keep what else was asked when another moment is asked for', () => {
    const page = boardsPage({ ...here, asOf: 'what was known then', asked: { at: '2026-03-01' }, others: { who: 'OO' } }, []);
    expect(page).toContain('<a href="?who=OO">');
    expect(page).toContain('<input type="hidden" name="who" value="OO" />');
    expect(page).toContain('name="at" value="2026-03-01"');
  });
  it('name style and script by what is in them', () =>
    expect([stylePath, scriptPath]).toEqual([
      expect.stringMatching(/^\/style\.css\?v=[\w-]{12}$/),
      expect.stringMatching(/^\/live\.js\?v=[\w-]{12}$/),
    ]));
});

describe('a document', () => {
  it.each([
    ['2010-01-20.md', '2010-01-20', 'text/markdown; charset=utf-8'],
    ['2010-01-20-2.json', '2010-01-20-2', 'application/json; charset=utf-8'],
  ])('%s is the minutes of %s', (segment, of, type) => expect(documentIn(segment)).toMatchObject({ of, type }));
  it('is none without its ending', () => expect(documentIn('2010-01-20')).toBeNull());
});
