import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { faultsOn, sideways } from './axe.js';
import { deskServer } from './desk-server.js';
import { Keys } from './keys.js';
import { visits, type Visit } from './visits.js';

describeInBrowser('setting up a board', (browser) => {
  const desk = deskServer();
  beforeAll(() => desk.open(), 60_000);
  afterAll(async () => {
    await leave();
    await desk.close();
  });

  const { at: visit, errors, leave } = visits(browser);
  const at = (path: string, more: Visit = {}): Promise<Page> => visit(desk.address() + path, more);
  const lockBoard = () => desk.get('/api/desk/lock-board');
  const standing = async (type: string): Promise<any[]> =>
    (await lockBoard()).entries.filter((one: any) => one.type === type && one.stands);
  const dataOf = async (type: string) => (await standing(type)).map(({ data }) => data);

  it('is done from nothing by keyboard alone: the board, its people, offices, rules and names, and a first meeting', async () => {
    const page = await at('/desk');
    const keys = new Keys(page);
    await keys.form('Establish a board', 'establish a board');
    await keys.fill('name', 'Lock Board');
    await keys.fill('quorum', '2');
    await keys.press('Enter');
    await page.waitForURL('**/desk/lock-board');
    await page.getByRole('heading', { level: 1, name: 'Lock Board' }).waitFor();

    await keys.form('Appoint several', 'appoint several');
    await keys.type('Member X (MX), Lock Trust\nMember Y (MY), Lock Trust');
    await keys.choose('As', 'vot');
    await keys.fill('From', '2026-01-01');
    await keys.to('Appoint: 2');
    await keys.record('appoint several');

    await keys.form('Appoint', 'appoint');
    await keys.fill('person', 'Officer Z (OZ)');
    await keys.choose('as', 'off');
    await keys.fill('from', '2026-02');
    await keys.record('appoint');

    await keys.form('Take office', 'take office');
    await keys.choose('office', 'ch');
    await keys.fill('person', 'MY');
    await keys.fill('from', '2026-01-01');
    await keys.record('take office');

    await keys.form('Create a seat', 'create a seat');
    await keys.fill('name', 'The trust’s seat');
    await keys.choose('organisation', 'Lock');
    await keys.to('votes');
    await keys.press('ArrowDown', 'ArrowDown');
    await keys.record('create a seat');

    await keys.form('Set the quorum', 'set the quorum');
    await keys.fill('quorum', '3');
    await keys.fill('from', '2026-03');
    await keys.record('set the quorum');

    await keys.form('Adopt standing orders', 'adopt standing orders');
    await keys.choose('tie', 'cas');
    await keys.choose('remote counts', 'y');
    await keys.fill('substitution notice', '30');
    await keys.fill('from', '2026-01-01');
    await keys.record('adopt standing orders');

    await keys.form('Also called', 'also called');
    await keys.fill('name', 'The Locks');
    await keys.fill('from', '2025');
    await keys.record('also called');

    await keys.form('Schedule a meeting', 'schedule a meeting');
    await keys.fill('date', '2030-05-14');
    await keys.fill('place', 'The Lock House');
    await keys.record('schedule a meeting');
    await page.getByRole('link', { name: '14 May 2030' }).waitFor();

    const { people, represented, meetings, board } = await lockBoard();
    const named = (name: string) => people.find((one: any) => one.name === name);
    expect(people.map(({ name }: any) => name)).toEqual(['Member X', 'Member Y', 'Officer Z']);
    expect(named('Member X').called.map(({ written }: any) => written)).toContain('MX');
    const [organisation] = board.organisations;
    expect(organisation.name).toBe('Lock Trust');
    expect(represented.map((one: any) => [one.person, one.organisation])).toEqual(
      expect.arrayContaining(['Member X', 'Member Y'].map((name) => [named(name).person, organisation.organisation])),
    );
    expect(await dataOf('Appointed')).toMatchObject([
      { person: named('Member X').person, as: 'voting member', from: '2026-01-01' },
      { person: named('Member Y').person, as: 'voting member', from: '2026-01-01' },
      { person: named('Officer Z').person, as: 'officer', from: '2026-02' },
    ]);
    expect(await dataOf('OfficeTaken')).toMatchObject([{ office: 'chair', person: named('Member Y').person, from: '2026-01-01' }]);
    expect(await dataOf('SeatCreated')).toMatchObject([
      { name: 'The trust’s seat', organisation: organisation.organisation, votes: false },
    ]);
    expect(await dataOf('QuorumSet')).toMatchObject([{ quorum: 3, from: '2026-03' }]);
    expect(await dataOf('StandingOrdersAdopted')).toMatchObject([
      { tie: 'casting vote', remoteCounts: true, substitutionNotice: 30, from: '2026-01-01' },
    ]);
    expect(await dataOf('BoardAliased')).toMatchObject([{ name: 'The Locks', from: '2025', until: null }]);
    expect(meetings).toMatchObject([{ date: '2030-05-14', place: 'The Lock House', status: 'scheduled', kind: 'ordinary' }]);
    expect(await dataOf('SittingNamed')).toMatchObject([{ meeting: meetings[0].meeting, date: '2030-05-14' }]);
    expect(errors).toEqual([]);
  }, 120_000);

  it('says what is refused beside the form, with the rule and the remedy, and keeps what was typed', async () => {
    const page = await at('/desk/lock-board');
    const keys = new Keys(page);
    await keys.open('Change: Member X');
    await keys.form('end an appointment: Member X');
    await keys.fill('on', '2025-12-31');
    await keys.press('Enter');
    const form = page.getByRole('form', { name: 'end an appointment: Member X' });
    await form.getByText('It would end before it began.').waitFor();
    expect(await form.innerText()).toMatch(/Look at both dates\.[\s\S]*Rule: invariant 9/);
    expect(await form.getByLabel('on', { exact: true }).inputValue()).toBe('2025-12-31');
    expect(await standing('AppointmentEnded')).toEqual([]);

    await form.getByLabel('on', { exact: true }).focus();
    await keys.fill('on', '2026-06-30');
    await keys.fill('reason', 'Moved away');
    await keys.record('end an appointment: Member X');
    await page.getByText('Ended: 1').click();
    await page.getByText('until 30 June 2026').waitFor();
    expect(await page.locator('#members ~ details').innerText()).toContain('because: Moved away');
    expect(await dataOf('AppointmentEnded')).toMatchObject([{ on: '2026-06-30', reason: 'Moved away' }]);
  }, 60_000);

  it('puts an entry right and strikes one out, with the reason, and tells both at the end of the page', async () => {
    const page = await at('/desk/lock-board');
    const keys = new Keys(page);
    await keys.open('Change: Quorum 3');
    await keys.form('put right: Quorum 3', /^put right: set the quorum/);
    await keys.fill('quorum', '4');
    await keys.fill('Why', 'Misread');
    await keys.record(/^put right: set the quorum/);
    await page.getByText('Quorum 4').waitFor();

    await keys.open('Change: The Locks');
    await keys.form('strike out: The Locks', 'strike out');
    await keys.type('Nobody calls it so');
    await keys.record('strike out');
    await page.getByRole('button', { name: 'Change: The Locks' }).waitFor({ state: 'detached' });

    expect(await standing('BoardAliased')).toEqual([]);
    await page.locator('summary', { hasText: 'History of this board' }).click();
    const history = page.locator('ol', { hasText: 'establish a board' });
    await history.waitFor();
    const words = await history.innerText();
    expect(words).toMatch(/quorum 3[\s\S]*put right\s*quorum 4[\s\S]*because: Misread/);
    expect(words).toMatch(/also called\s*name The Locks[\s\S]*strike out[\s\S]*because: Nobody calls it so/);
    expect(words).toContain('the local operator');
  }, 60_000);

  it('moves a meeting, and the board’s name of it with it', async () => {
    const page = await at('/desk/lock-board');
    const keys = new Keys(page);
    await keys.form('move a meeting: 14 May 2030');
    await keys.fill('date', '2030-05-21');
    await keys.fill('reason', 'Flood');
    await keys.record('move a meeting: 14 May 2030');
    await page.getByRole('link', { name: '21 May 2030' }).waitFor();
    const { meetings, board } = await lockBoard();
    expect(meetings).toMatchObject([{ date: '2030-05-21', place: 'The Lock House' }]);
    expect(board.sittings).toMatchObject([{ meeting: meetings[0].meeting, date: '2030-05-21' }]);
  }, 60_000);

  it('knows a meeting that is only expected, and matches it', async () => {
    const page = await at('/desk/lock-board');
    const keys = new Keys(page);
    await keys.form('Name a meeting known by mention', /^name a meeting/);
    await keys.fill('date', '2030-06');
    await keys.fill('mentioned', 'the June meeting');
    await keys.record(/^name a meeting/);
    await page.getByText('known by mention only').waitFor();
    await keys.open('Change: the June meeting');
    await keys.form('match a mention with a meeting: the June meeting');
    await keys.choose('meeting', 'Lock');
    await keys.record('match a mention with a meeting: the June meeting');
    await page.getByText('known by mention only').waitFor({ state: 'detached' });
    const { meetings } = await lockBoard();
    expect(await dataOf('SittingMatched')).toMatchObject([{ meeting: meetings[0].meeting }]);
  }, 60_000);

  it('joins two records of one person, and parts them', async () => {
    const second = crypto.randomUUID();
    await desk.post(`people/${second}`, 'IntroducePerson', { name: 'Member Ypsilon' });
    const page = await at('/desk/lock-board');
    const keys = new Keys(page);
    const people = async () => (await lockBoard()).people.map(({ name }: any) => name);
    await page.locator('summary', { hasText: 'People' }).click();
    await keys.open(/^Member Y \(MY\)/);
    await keys.form('join two records: Member Y');
    await keys.fill('other', 'Ypsilon');
    await keys.fill('reason', 'The same person');
    await keys.record('join two records: Member Y');
    await page.getByText('2 records').waitFor();
    expect(await people()).not.toContain('Member Ypsilon');
    await keys.form('part two records: Member Y, record 2', 'part two records: record 2');
    await keys.fill('reason', 'Two people after all');
    await keys.record('part two records: record 2');
    await page.getByText('2 records').waitFor({ state: 'detached' });
    expect(await people()).toContain('Member Ypsilon');
    expect(errors).toEqual([]);
  }, 60_000);

  it.each([
    [1280, 'light'],
    [320, 'dark'],
  ] as const)(
    'axe finds nothing at %i px, %s, and nothing is too wide, with every form open',
    async (width, colorScheme) => {
      const page = await at('/desk/lock-board', { width, colorScheme });
      for (const one of await page.locator('summary').all()) await one.click();
      await page.locator('ol', { hasText: 'establish a board' }).waitFor();
      await page.getByRole('button', { name: 'Change: Member Y' }).first().click();
      await page.getByRole('button', { name: /^Member X \(MX\)/ }).click();
      await page.getByRole('button', { name: /^join two records/ }).waitFor();
      const closed = page.locator('main .asks button[aria-expanded="false"]');
      for (let left = await closed.count(); left > 0; left = await closed.count()) await closed.first().click();
      await page.getByRole('form', { name: 'join two records: Member X' }).waitFor();
      expect(await faultsOn(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      await page.close();
    },
    60_000,
  );
});
