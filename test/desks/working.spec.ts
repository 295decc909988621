import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { id } from '../golden/harbour-board/story.js';
import { deskBook, harbour, toCome } from './desk-book.js';
import { note } from './open-meeting.js';
import { visits } from './visits.js';

const root = resolve(import.meta.dirname, '../..');

describeInBrowser('working at the desks', (browser) => {
  const desk = deskBook();
  const { at: visit, leave } = visits(browser);
  beforeAll(() => desk.fill(), 60_000);
  afterAll(async () => {
    await leave();
    await desk.close();
  });

  /** Scripts that come late, by how many milliseconds. */
  type Late = Readonly<Record<string, number>>;
  const at = async (path: string, person: string | null, width = 1280, address = desk.address(), late: Late = {}): Promise<Page> => {
    const before = async (page: Page) => {
      for (const [script, ms] of Object.entries(late))
        await page.route(`**/${script}-*.js`, async (route) => {
          await new Promise((resolve) => setTimeout(resolve, ms));
          await route.continue();
        });
    };
    return visit(address + path, { width, height: 844, person, before });
  };

  it('shows the key of each verb beside its name', async () => {
    const page = await at(`/desk${toCome}`, null);
    const verbs = [
      'arrived',
      'left',
      'apologies',
      'declare an interest',
      'withdrew',
      'returned',
      'discuss',
      'note',
      'motion',
      'vote',
      'decision',
      'action',
      'next item',
    ];
    for (const verb of verbs) {
      const button = page.getByRole('button', { name: new RegExp(`^\\S ${verb}$`) });
      expect(await button.locator('kbd').innerText()).toMatch(/^\S$/);
    }
  });

  it('keeps what is typed while a part of the screen is on its way, and presses it when it is there', async () => {
    const page = await at(`/desk${toCome}`, null, 1280, desk.address(), { rest: 1_500, deciding: 5_000 });
    await page.keyboard.press('/');
    await page.keyboard.type('note');
    expect(await page.locator('dialog').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.locator('form.composer textarea').waitFor();
    await page.keyboard.type('Typed early.');
    await page.keyboard.press('Enter');
    // Nothing is recorded, nor sent, before the rules have seen it: this note names no item.
    expect(await page.locator('form.composer .notice').count()).toBe(0);
    expect(await page.locator('[data-unsaved]').getAttribute('data-unsaved')).toBe('0');
    expect(await page.locator('form.composer .notice').innerText()).toContain('item is');
    expect(await page.locator('form.composer textarea').inputValue()).toBe('Typed early.');
  }, 30_000);

  it('lets two secretaries work at one meeting: each sees the other’s entries, and nothing is lost', async () => {
    const one = await at(`/desk${toCome}`, id('Member A'));
    const other = await at(`/desk${toCome}`, id('Officer O'));
    await one.getByRole('button', { name: 'Open the meeting' }).or(one.locator('form button.main').first()).first().click();
    await one.getByText('open', { exact: false }).first().waitFor();
    await one.locator('[data-unsaved="0"]').waitFor();
    await one.locator('.working').focus();
    await one.keyboard.press('n');
    await other.locator('.agenda button[aria-current]').waitFor();
    await other.locator('.working').focus();

    const before = Date.now();
    await note(one, 'Written by the first.');
    await other.getByText('Written by the first.').first().waitFor();
    process.stdout.write(`An entry was on the other secretary's screen after ${Date.now() - before} ms.\n`);

    await Promise.all([note(one, 'Both at once: one.'), note(other, 'Both at once: other.')]);
    for (const page of [one, other]) {
      for (const words of ['Both at once: one.', 'Both at once: other.'])
        await page.locator('li[data-entry]', { hasText: words }).waitFor();
      await page.locator('[data-unsaved="0"]').waitFor();
    }
    const { entries } = await desk.get(`/api/meetings/${desk.meeting}/entries?limit=1000`);
    const notes = entries.filter(({ type }: { type: string }) => type === 'NoteRecorded');
    expect(notes.map(({ actorName }: { actorName: string }) => actorName).sort()).toEqual(['Member A', 'Member A', 'Officer O']);
  }, 60_000);

  it('stands a refusal beside the entry, with its rule, and records it as announced by the chair', async () => {
    const page = await at(`/desk${toCome}`, null);
    await page.locator('.working').focus();
    await page.keyboard.press('v');
    await page.locator('form.composer').waitFor();
    await page.locator('#f-words').fill('That the quay be painted');
    await page.locator('#f-for').fill('99');
    await page.keyboard.press('Enter');
    await page.getByText('No more votes are counted than there are people who may vote.').first().waitFor();
    expect(await page.locator('form.composer').count()).toBe(1);
    await page.getByLabel('Why', { exact: true }).fill('The Chair announced it');
    await page.keyboard.press('Enter');
    await page.locator('form.composer').waitFor({ state: 'detached' });
    await page.locator('li[data-entry]', { hasText: 'That the quay be painted' }).getByText('record as announced by the chair').waitFor();
  }, 30_000);

  it('puts an entry right and strikes one out by a key, with the reason', async () => {
    const page = await at(`/desk${toCome}`, null);
    await page.locator('.working').focus();
    await note(page, 'The east key is safe.');
    await page.locator('.working').focus();
    await page.keyboard.press('r');
    await page.locator('form.composer').waitFor();
    await page.locator('#f-words').fill('The east quay is safe.');
    await page.locator('#f-why').fill('Misheard');
    await page.keyboard.press('Enter');
    await page.locator('article.minutes', { hasText: 'The east quay is safe.' }).waitFor();
    await page.locator('form.composer').waitFor({ state: 'detached' });
    await page.keyboard.press('x');
    await page.getByRole('form', { name: 'strike out' }).waitFor();
    await page.keyboard.insertText('Said by nobody');
    await page.keyboard.press('Enter');
    await page.locator('li[data-entry]', { hasText: 'The east quay is safe.' }).waitFor({ state: 'detached' });
  }, 30_000);

  it('lets a member report on a phone in two taps', async () => {
    const page = await at('/mine', id('Officer O'), 390);
    const card = page.locator('section.card', { hasText: 'The new timetable' });
    await card.getByRole('button', { name: 'Report' }).click();
    await card.getByRole('textbox').fill('The ferry company has answered.');
    await card.getByRole('button', { name: 'Report progress' }).click();
    await card.getByText('The ferry company has answered').waitFor();
    const { history } = await desk.get(`/api/actions/${id('action 1')}`);
    expect(JSON.stringify(history)).toContain('The ferry company has answered.');
  }, 30_000);

  it('shows an auditor who steps back before a vote no later fact', async () => {
    const { entries } = await desk.get(`/api/meetings/${id('march')}/entries?limit=1000`);
    const vote = entries.findIndex(({ type }: { type: string }) => type === 'VoteRecorded');
    const { position } = entries[vote - 1];
    const page = await at(`/replay${harbour}/2026-03-10-1?at=${position}`, null);
    await page.locator(`article[data-position="${position}"]`).waitFor();
    const shown = await page.locator('main').innerText();
    expect(shown).toContain('Motion moved by Member B');
    for (const later of ['carried', 'Storm Damage', 'Guest G', 'Approved', 'fog bell', 'seconded by Member A', 'Typing error'])
      expect(shown).not.toContain(later);
    await page.keyboard.press('ArrowRight');
    await page.locator('article', { hasText: '– carried' }).waitFor();
  }, 30_000);

  describe('when the server is killed', () => {
    const newFolder = temporaryFolders();
    let server: ChildProcess;
    const start = async (dir: string, port: number) => {
      server = spawn(process.execPath, ['--conditions=source', '--import', './tools/from-source.mjs', 'apps/server/src/main.ts'], {
        cwd: root,
        env: { ...process.env, MINUTEBOOK_DATA: dir, MINUTEBOOK_PORT: String(port) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(server.stdout!, 'data');
    };
    const kill = async () => {
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    };
    const freePort = async (): Promise<number> => {
      const probe = createServer().listen(0, 'localhost');
      await once(probe, 'listening');
      const { port } = probe.address() as { port: number };
      probe.close();
      await once(probe, 'close');
      return port;
    };
    afterAll(() => kill());

    it('loses nothing that was shown as saved, says what is not, and sends it when the server is back', async () => {
      const [dir, port] = [newFolder(), await freePort()];
      const address = `http://localhost:${port}`;
      await start(dir, port);
      const send = async (to: string, verb: string, data: unknown) => {
        const response = await fetch(`${address}/api/${to}/entries?wait=true`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify({ verb, data }),
        });
        if (!response.ok) throw new Error(await response.text());
      };
      const [board, meeting] = [crypto.randomUUID(), crypto.randomUUID()];
      await send(`boards/${board}`, 'EstablishBoard', { name: 'Quay Board', kind: 'board' });
      await send(`boards/${board}`, 'NameSitting', { sittingId: crypto.randomUUID(), meeting, date: '2026-06-09' });
      await send(`meetings/${meeting}`, 'ScheduleMeeting', { board, date: '2026-06-09', zone: 'Europe/London' });
      await send(`meetings/${meeting}`, 'ListItem', { itemId: crypto.randomUUID(), label: '1', heading: 'Repairs' });
      await send(`meetings/${meeting}`, 'OpenMeeting', { zone: 'Europe/London' });

      const page = await at('/desk/quay-board/2026-06-09', null, 1280, address);
      await page.keyboard.press('n');
      await note(page, 'Saved before the crash.');
      await page.locator('[data-unsaved="0"]').waitFor();

      await kill();
      await note(page, 'Typed while the server was away.');
      await page.locator('[data-unsaved="1"]').waitFor();
      await page.getByText('1 not saved').waitFor();
      await page.keyboard.press('d');
      await page.locator('form.composer').waitFor();
      await page.keyboard.insertText('The Board agreed half of');

      await start(dir, port);
      await page.locator('[data-unsaved="0"]').waitFor();
      page.on('dialog', (dialog) => void dialog.accept());
      await page.reload();
      await page.locator('form.composer').waitFor();
      expect(await page.locator('#f-words').inputValue()).toBe('The Board agreed half of');
      const minutes = await (await fetch(`${address}/api/meetings/${meeting}/minutes?format=md`)).text();
      expect(minutes).toContain('Saved before the crash.');
      expect(minutes.split('Typed while the server was away.').length).toBe(2);
    }, 90_000);
  });
});
