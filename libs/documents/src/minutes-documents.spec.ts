import { describe, expect, it } from '@jest/globals';
import { stands } from '#kernel/stands.js';
import { text, type Opened, type Text } from '#kernel/text.js';
import { meeting } from '#domain/meeting/index.js';
import { minutesOf } from '#views/minutes/minutes.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { minutesArticle, minutesPage } from './minutes-html.js';
import { minutesJson } from './minutes-json.js';
import { minutesMarkdown } from './minutes-markdown.js';
import { openMinutes } from './open-minutes.js';
import type { Reader } from './reader.js';

const { given } = scenarios(meeting);
const wordsOf = (words: Text) => words as unknown as string;
const open = (words: Text): Opened => ({ words: wordsOf(words) });
const reader: Reader = { open, name: (id) => ({ words: `Member ${id.toUpperCase()}` }) };
const shown = { at: '2010-02-01T09:00:00.000Z', position: 41 };
const opened = (facts: readonly Given[], as: Reader = reader) => openMinutes(minutesOf(stands(given(...facts).recorded)), as, shown);
const markdown = (...facts: readonly Given[]) => minutesMarkdown(opened(facts));

const printed = { recorded: 'printed' } as const;
const item = (label: string, heading: string): Given => ['ItemListed', { itemId: `i${label}`, label, heading: text(heading) }, printed];
const present = (person: string, name: string, of: string, more: object = {}): Given => [
  'AttendanceRecorded',
  { person, printed: text(name), of: text(of), list: 'l1', ...more },
  printed,
];

/** The paper of 20 January 2010, as far as each of its oddities asks for: printed words are its own. */
const paper: readonly Given[] = [
  ['MeetingScheduled', {}, printed],
  ['ListHeaded', { listId: 'l1' }, printed],
  present('hill', 'Councillor Martin Hill OBE', 'Lincolnshire CC'),
  ['ListHeaded', { listId: 'l2', heading: text('Observers'), role: 'observer', known: 'stated', because: null }, printed],
  present('houseman', 'Councillor Dave Houseman', 'Leicestershire CC', { list: 'l2', role: 'observer' }),
  ['SubstitutionRecorded', { person: 'houseman', for: 'sprason' }, printed],
  ['ListHeaded', { listId: 'l3', heading: text('Officers'), role: 'officer', known: 'stated', because: null }, printed],
  present('ca', 'Chris Allison', 'EM IEP', { list: 'l3', role: 'officer', initials: text('CA') }),
  item('1', 'Apologies'),
  ['ApologyRecorded', { person: 'sprason', item: 'i1' }, printed],
  item('3', 'Matters Arising'),
  ['NilReturned', { item: 'i3' }, printed],
  item('4', 'Declarations of Interest'),
  ['InterestDeclared', { item: 'i4', interestId: 'x1' }, printed],
  [
    'InterestDeclared',
    { item: 'i4', interestId: 'x2', words: text('Councillor Wilcox declared an interest as a member of the Improvement Board') },
    printed,
  ],
  item('5', 'Re-Submission of SRP 2009/10 Efficiency and Transformation Projects'),
  ['SubjectNamed', { item: 'i5' }, printed],
  ['DiscussionRecorded', { item: 'i5' }, printed],
  ['PointMade', {}, printed],
  [
    'OptionVoteRecorded',
    {
      item: 'i5',
      options: [
        { optionId: 'o1', words: text('Propose not to support the CCTV projects'), count: 6 },
        { optionId: 'o2', words: text('Propose to commission work on the effectiveness of CCTV'), count: 1 },
      ],
    },
    printed,
  ],
  ['DecisionRecorded', { item: 'i5' }, { ...printed, as: 'refused' }],
  item('6', 'Procurement Programme Report'),
  [
    'DecisionRecorded',
    {
      item: 'i6',
      decisionId: 'd6',
      kind: 'agreed',
      words: text('The Board agreed that a letter should be sent.'),
      division: null,
      method: 'not stated',
      reason: null,
      subjects: [],
    },
    { ...printed, as: 'agreed' },
  ],
  [
    'ActionRaised',
    { item: 'i6', words: text('A letter to be sent to Council Leaders - CA'), decision: 'd6' },
    { ...printed, as: 'action' },
  ],
  ['ConsolidatedListPrinted', {}, printed],
  ['ActionListed', { words: text('A letter to be sent to council leaders – CA') }, printed],
];

const asPrinted = String.raw`# East Midlands Improvement Partnership

**Board Meeting 20th January 2010**\
**Minutes**

_From printed minutes, whose approval is not recorded. The record as it stood on 1 February 2010, 09:00 UTC, position 41._

**In attendance:**

Councillor Martin Hill OBE — Lincolnshire CC

**Observers:**

Councillor Dave Houseman substituted for Councillor David Sprason — Leicestershire CC

**Officers:**

Chris Allison (CA) — EM IEP

## 1. Apologies

Councillor David Sprason — Leicestershire CC

## 3. Matters Arising

None

## 4. Declarations of Interest

- Councillor Webb declared an interest as the Director of I&DeA
- Councillor Wilcox declared an interest as a member of the Improvement Board

## 5. Re-Submission of SRP 2009/10 Efficiency and Transformation Projects

The Board debated the following issues around the CCTV proposals:

- Moving from old to new technologies

The Board were asked to vote on two options:

- Propose not to support the CCTV projects – 6 votes
- Propose to commission work on the effectiveness of CCTV – 1 vote

**The Board did not approve the CCTV projects due to the precedent it would set for further funding bids for CCTV projects.**

## 6. Procurement Programme Report

The Board agreed that a letter should be sent.

**Action 1:** A letter to be sent to Council Leaders - **CA**

## Priority Actions

**Action 1:** A letter to be sent to council leaders – **CA**

## Priority Actions, as the items record them

| Action | What | Owner | Done by | Due | From |
| --- | --- | --- | --- | --- | --- |
| 1 | A letter to be sent to Council Leaders | CA | not stated | not stated | item 6 |

## Notes on the record

- Not stated: chair, quorum, start, end, place.
- Not stated under item 5: method of voting, abstentions.
- Not stated under item 6: how it was decided.
- Inferred: those under “In attendance” attended as voting member (The heading does not say "members").
`;

describe('minutes as Markdown', () => {
  it('look as the paper does, formal acts bold, with the actions together at the end', () => {
    expect(minutesMarkdown(opened(paper))).toBe(asPrinted);
  });
  it('say what is gone in its place', () => {
    const gone = (words: Text): Opened =>
      wordsOf(words).startsWith('Councillor Webb') ? 'erased' : wordsOf(words) === 'None' ? 'withheld' : open(words);
    const all = minutesMarkdown(opened(paper, { ...reader, open: gone }));
    expect(all).toContain(String.raw`- [erased]`);
    expect(all).toContain('## 3. Matters Arising\n\n[withheld]');
  });
  it('take no word of anybody for markup', () => {
    const nasty = '# 1. *a* _b_ `c` [d](e) <i>f</i> | &amp; ~~g~~';
    const tamed = '\\# 1. \\*a\\* \\_b\\_ \\`c\\` [d\\](e) \\<i\\>f\\</i\\> \\| \\&amp; \\~\\~g\\~\\~';
    expect(markdown(item('1', 'One'), ['NoteRecorded', { item: 'i1', words: text(nasty) }])).toContain(tamed);
    expect(markdown(item('1', 'One'), ['NoteRecorded', { item: 'i1', words: text('1. - x') }])).toContain(String.raw`1\. - x`);
    expect(markdown(item('1', 'One'), ['NoteRecorded', { item: 'i1', words: text('- x\n\n# y') }])).toContain(String.raw`\- x # y`);
  });
  it('give owners who are not in the words behind them, and say who nobody is', () => {
    const raised = (more: object) => markdown(['ActionRaised', { item: null, decision: null, words: text('A letter'), ...more }]);
    expect(raised({ ownersPrinted: null, owners: [{ person: 'a', printed: null }, { group: text('SRP PMs') }] })).toContain(
      'A letter – **Member A/SRP PMs**',
    );
    expect(raised({ ownersPrinted: null, owners: [], assigned: 'unassigned' })).toContain('A letter – **unassigned**');
    expect(raised({ words: text('Ring Africa'), ownersPrinted: text('CA') })).toContain('Ring Africa – **CA**');
  });
  it('invariant 10: say who attends remotely', () => {
    const there: Given = ['AttendanceRecorded', { person: 'a', printed: null, initials: null, of: null, attends: 'remotely' }];
    expect(markdown(there)).toContain('Member A (attending remotely)');
  });
  it('give the time on the clock of the meeting’s zone', () => {
    const arrived: Given = ['ArrivalRecorded', { person: 'a' }, { occurred: { at: '2010-07-20T13:32:00.000Z', zone: null } }];
    expect(markdown('MeetingOpened', arrived)).toContain('Member A arrived at 14:32.');
    expect(markdown(arrived)).toContain('Member A arrived at 13:32 UTC.');
  });
  it.each([
    [[], '_Draft. '],
    [[['MinutesCirculated', { version: 2 }] as Given], '_Circulated, version 2; not approved. '],
    [
      [['MinutesCirculated', { version: 1, ofRevision: 1 }] as Given, item('1', 'One')],
      '_Circulated, version 1; put right since (not yet sent again). ',
    ],
    [['MinutesAdopted' as Given], '_Approved at Member LATER-MEETING (version 1). '],
  ])('say their status: %j', (facts, status) => {
    expect(markdown('MeetingScheduled', ...facts)).toContain(status);
  });
  it('say where an item was taken', () => {
    const taken = (one: string): Given => ['ItemTaken', { item: one }];
    expect(markdown(item('1', 'One'), item('2', 'Two'), item('3', 'Three'), taken('i1'), taken('i3'), taken('i2'))).toContain(
      '## 2. Two (taken after item 3)',
    );
  });
});

describe('minutes as HTML', () => {
  const article = minutesArticle(opened(paper));
  it('let a wide table scroll in its own box', () => expect(article).toMatch(/<div class="scroll"[^>]*>\n<table>/));
  it('have one title, a heading for each item, and no id twice', () => {
    expect(article.match(/<h1/g)).toHaveLength(1);
    expect(article).toMatch(/<h2 id="e-e9">1\. Apologies/);
    const ids = [...article.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('anchor every entry that they print, and lead from an action to where it comes from', () => {
    expect(article).toContain('<p class="decision" id="e-refused"><strong>The Board did not approve');
    expect(article).toContain('<td data-label="From"><a href="#e-agreed">item 6</a></td>');
  });
  it('have tables with a caption and headers', () => {
    expect(article).toContain('<caption>Who is to do what, and by when</caption>');
    expect(article).toContain('<th scope="col">Owner</th>');
    expect(article).toContain('<th scope="row">1</th>');
  });
  it('say what is inferred', () => {
    expect(article).toContain('Inferred: attended as voting member: The heading does not say &quot;members&quot;');
    expect(minutesArticle(opened([['ChairTaken', { known: 'inferred' }]]))).toContain('>inferred</abbr>');
  });
  it('take no word of anybody for markup', () => {
    expect(minutesPage(opened([item('1', '<script>alert("x")</script> & \'y\'')]))).not.toContain('<script');
  });
  it('start at the level that the page gives them', () => {
    const embedded = minutesArticle(opened(paper), { level: 2 });
    expect(embedded).not.toContain('<h1');
    expect(embedded).toContain('<h3 id="e-e9">');
  });
  it('are a page of their own, in English, with a look for paper', () => {
    const page = minutesPage(opened(paper));
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<title>East Midlands Improvement Partnership – Board Meeting 20th January 2010 – Minutes</title>');
    expect(page).toContain('@media print');
  });
});

describe('minutes as JSON', () => {
  it('give the structure with its words, its provenance, and null for not stated', () => {
    const json = JSON.parse(minutesJson(opened(paper)));
    expect(json).toMatchObject({
      format: 'minutebook/minutes-1',
      shown,
      status: { state: 'draft', version: null, approved: null },
      meeting: { date: '2010-01-20', start: null, place: null },
      present: [
        { heading: 'In attendance', provenance: 'inferred' },
        { people: [{ substitute: 'substituted for Councillor David Sprason' }] },
        {},
      ],
      actions: [
        {
          owners: 'CA',
          due: null,
          words: 'A letter to be sent to Council Leaders',
          decision: { sentence: 'The Board agreed that a letter should be sent.' },
        },
      ],
    });
  });
  it('hold no sealed text', () => {
    const sealed = { ...reader, open: (): Opened => 'withheld' };
    expect(minutesJson(opened(paper, sealed))).not.toMatch(/Councillor|CCTV|letter/);
  });
});
