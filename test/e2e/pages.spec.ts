import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser } from '#testing/browser.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { importFiles } from '#shell/import/import-files.js';
import { MinuteBook } from '#shell/minute-book.js';
import { createServer, type Server } from '../../apps/server/src/server.js';
import { story } from '../golden/harbour-board/story.js';
import { tell } from '../golden/harbour-board/tell.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const seed = readFileSync(new URL('../golden/em-iep-2010-01-20/meeting.yaml', import.meta.url), 'utf8');
const newFolder = temporaryFolders();
const em = '/east-midlands-improvement-partnership-board';
const january = `${em}/2010-01-20`;
const march = '/harbour-board/2026-03-10-1';

let server: Server;
let now: string | null = null;
beforeAll(async () => {
  server = await createServer({ dir: newFolder(), port: 0, clock: () => now ?? new Date().toISOString() });
  await tell(story, server.address, (at) => (now = at));
  await importFiles(server.app.get(MinuteBook), [{ name: 'meeting.yaml', source: seed }]);
  now = null;
}, 120_000);
afterAll(() => server.close());

const look = (path: string, accept = 'text/html') => fetch(server.address + path, { headers: { accept }, redirect: 'manual' });
const read = async (path: string) => (await look(path)).text();
/** What a reader sees of a page. */
const text = (page: string) =>
  page
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

const kinds = {
  boards: '/',
  board: em,
  'a board with several meetings a day': '/harbour-board',
  minutes: january,
  'minutes of a live meeting': march,
  attendance: `${january}/attendance`,
  interests: `${january}/interests`,
  votes: `${january}/votes`,
  findings: `${january}/findings`,
  actions: '/actions?who=CA',
  'all actions': '/actions?show=all',
  decisions: '/decisions',
  registers: '/registers',
  'attendance sheet': '/registers/attendance',
  'register of findings': '/registers/findings',
  'register of actions': '/registers/actions',
  'audit trail': '/audit',
  candidates: '/harbour-board/2026-03-10',
  'no such page': '/no-such-board',
  'an earlier moment': `${march}?at=60`,
} as const;
const everyKind = Object.entries(kinds);

describe('pages', () => {
  it('have no link that leads nowhere', async () => {
    const seen = new Map<string, string>();
    const waiting = ['/'];
    const dead: string[] = [];
    while (waiting.length > 0) {
      const path = waiting.pop()!;
      if (seen.has(path)) continue;
      const response = await look(path);
      const page = await response.text();
      seen.set(path, page);
      if (![200, 300, 302].includes(response.status)) dead.push(`${path}: ${response.status}`);
      if (!response.headers.get('content-type')?.startsWith('text/html') || path.startsWith('/api')) continue;
      for (const [, href] of page.matchAll(/<a [^>]*?href="([^"]*)"/g)) {
        const { origin, pathname, search } = new URL(href!.replaceAll('&amp;', '&'), server.address + path);
        if (origin === server.address) waiting.push(pathname + search);
      }
    }
    expect(dead).toEqual([]);
    expect(seen.size).toBeGreaterThan(80);
    const lost = [...seen].flatMap(([path, page]) =>
      [...page.matchAll(/<a [^>]*?href="([^"#]*)#([^"]+)"/g)].flatMap(([, href, anchor]) => {
        const { pathname, search } = new URL(href!.replaceAll('&amp;', '&') || path, server.address + path);
        return seen.get(pathname + search)?.includes(`id="${anchor}"`) ? [] : [`${path}: ${href}#${anchor}`];
      }),
    );
    expect(lost).toEqual([]);
  }, 120_000);

  it.each(everyKind)('%s: shows no id to people', async (_, path) =>
    expect(text(await read(path))).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/),
  );

  it('show the seed meeting as its paper has it', async () => {
    const attendance = text(await read(kinds.attendance));
    expect(attendance).toContain('21 people, 7 of them as voting members. Apologies from 8.');
    expect(attendance.match(/voting member inferred/g)).toHaveLength(7);
    const votes = text(await read(kinds.votes));
    expect(votes).toContain('6 votes Propose not to support the CCTV projects prevailed');
    expect(votes).toContain('Who voted how not stated ; never made from the count');
    expect(text(await read(kinds.interests))).toContain('Director of I&amp;DeA');
  });

  it('show the actions of one person before those of everybody else', async () => {
    const page = text(await read('/actions?who=CA'));
    expect(page).toContain('CA is Chris Allison.');
    const [own, others] = page.split('Everybody else’s');
    expect(own).toContain('A letter to be sent to Council Leaders');
    expect(own).not.toContain('HP (Heather Parker)');
    expect(others).toContain('HP (Heather Parker)');
    expect(others).toContain('Officer O');
  });

  it('tell of a decision who might vote, what is not stated and what followed', async () => {
    const [, first] = /href="([^"]*\/decisions\/\d+)"/.exec(await read(`${march}/votes`))!;
    const page = text(await read(first!));
    expect(page).toContain('The Board approved that the last ferry leave at ten o’clock from May.');
    expect(page).toContain('Might vote (4) Member A, Member B, Member C, Member E');
    expect(page).toContain('Who might vote 3 people: Member A, Member B, Member C');
    expect(page).toContain('The new timetable to be agreed with the ferry company');
  });

  it('show at a meeting what was promised for it and is still to be done', async () => {
    const { path, board, meeting, itemId } = await meetingUnderWay();
    const [next, done, open] = [randomUUID(), randomUUID(), randomUUID()];
    const raise = (actionId: string, label: string, words: string) =>
      post(meeting, 'RaiseAction', {
        actionId,
        item: itemId,
        label,
        words,
        assigned: 'unassigned',
        due: { meeting: next },
        arises: 'stated',
      });
    await post(`boards/${board}`, 'NameSitting', { sittingId: randomUUID(), meeting: next, date: '2026-06-05' });
    await post(`meetings/${next}`, 'ScheduleMeeting', { board, date: '2026-06-05', title: [] });
    await raise(done, '1', 'The mooring to be painted');
    await raise(open, '2', 'The <buoy> to be moved');
    await post(`actions/${done}`, 'CompleteAction', { at: null, by: randomUUID(), words: null });
    const june = path.replace('05-05', '06-05');
    const page = await read(`${june}?on=2026-05-20`);
    expect(text(page)).toContain('For report at this meeting 1 2. The &lt;buoy&gt; to be moved unassigned, raised on 5 May 2026 open');
    const [, link] = /href="(\/actions\?on=2026-05-20#t-[^"]+)"/.exec(page)!;
    expect(await read(link!)).toContain(`id="${link!.split('#')[1]}"`);
    expect(await read(path)).not.toContain('For report');
  });

  it('show what is missing from the record of a board', async () => {
    const page = text(await read(em));
    expect(page).toContain('1 meeting whose minutes were never approved');
    expect(page).toContain('1 condition open');
    expect(page).toContain('agreements or requests without action');
  });

  it('mark in the audit trail what was struck out, put right or made late', async () => {
    const page = await read(/href="(\/audit\?stream=[^"]+)"/.exec(await read('/audit?after=20'))![1]!);
    const everything = text([page, await read('/audit?after=40'), await read('/audit?after=80')].join(' '));
    expect(everything).toContain('struck out by entry');
    expect(everything).toContain('put right by entry');
    expect(everything).toContain('made late it happened before entry');
  });

  it('answer what was known at an earlier moment, and every way on keeps it', async () => {
    const page = await read(`${march}?at=60`);
    expect(text(page)).toContain('This shows what was known when the log ended at position 60.');
    expect(text(page)).not.toContain('Storm Damage');
    expect(page).not.toContain('/live.js');
    const ways = [...page.matchAll(/<a href="(\/[^"]*)"/g)].map(([, href]) => href!).filter((href) => !/^\/(api|health|desk)/.test(href));
    expect(ways.filter((href) => !href.includes('at=60'))).toEqual([]);
  });

  it('answer an address that may mean several with the candidates', async () => {
    const response = await look('/harbour-board/2026-03-10');
    expect(response.status).toBe(300);
    expect(await response.text()).toContain('href="/harbour-board/2026-03-10-2"');
    expect((await look('/harbour-board/2026-03-10-14:00')).status).toBe(200);
  });

  it.each([
    ['a board', '/no-such-board', 404],
    ['a meeting', '/harbour-board/1999-01-01', 404],
    ['a decision', `${march}/decisions/1`, 404],
    ['a register', '/registers/cats', 404],
    ['a moment that is none', '/?at=yesterday', 400],
    ['a moment to come', '/?at=999999', 400],
    ['a day that is none', '/actions?on=2026-02-30', 400],
    ['a question that nobody asks here', '/actions?colour=red', 400],
  ])('answer a wrong address with a page and a way on: %s', async (_, path, status) => {
    const response = await look(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(await response.text()).toContain('<a href="/">All boards</a>');
  });

  it.each([
    ['/actions/', '/actions'],
    [`${march}/`, march],
    ['/actions//?board=harbour-board', '/actions?board=harbour-board'],
    ['/desk/', '/desk'],
    ['/api/boards/', '/api/boards'],
  ])('lead from an address with a slash at its end to the one without: %s', async (path, to) => {
    const response = await fetch(server.address + path, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([308, to]);
    expect((await fetch(server.address + path)).status).toBe(200);
  });
  it.each(['//example.org/', '/\\example.org/', '/%2f/'])('and never to another server: %s', async (path) => {
    const response = await fetch(server.address + path, { redirect: 'manual' });
    expect(response.headers.get('location') ?? '/').toMatch(/^\/(?![/\\])/);
  });

  it('keep style and script for a year under a name that changes with them', async () => {
    const page = await read(march);
    for (const [, path] of page.matchAll(/(?:href|src)="(\/(?:style\.css|live\.js)[^"]*)"/g)) {
      expect(path).toMatch(/\?v=/);
      expect((await look(path!)).headers.get('cache-control')).toContain('immutable');
    }
  });

  it.each(['attendance', 'interests', 'allocations', 'findings', 'actions', 'decisions'])(
    'give the register of %s as CSV',
    async (name) => {
      const response = await look(`/registers/${name}.csv`);
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      const [heading, ...rows] = (await response.text()).trimEnd().split('\r\n');
      expect(heading).toMatch(/^Board,(Meeting|Name),.*,Id$/);
      expect(rows.length).toBeGreaterThan(0);
    },
  );

  it('give the minutes as documents', async () => {
    expect(await read(`${january}.md`)).toMatch(/^# East Midlands Improvement Partnership\n/);
    expect(JSON.parse(await read(`${january}.json`))).toMatchObject({ format: 'minutebook/minutes-1' });
    expect(await read(`${january}.html`)).toMatch(/^<!doctype html>/);
    expect((await look(`${january}.html`)).headers.get('content-security-policy')).toContain("style-src 'sha256-");
  });
});

const widths = [1280, 390, 320];
const open = async (browser: Browser, path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(server.address + path);
  return page;
};

describeInBrowser('pages in a browser', (browser) => {
  it.each(everyKind)(
    '%s: is accessible at desk and phone width, by day and by night, and never scrolls sideways',
    async (_, path) => {
      const page = await open(browser(), path);
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      await page.evaluate(axe);
      const found: string[] = [];
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) found.push(`${width}: scrolls by ${over}`);
        if (width === 320) continue;
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const seen = await faults(page, colorScheme === 'dark' ? ['color-contrast'] : null);
          found.push(...seen.map((fault) => `${width} ${colorScheme}: ${fault}`));
        }
      }
      await page.context().close();
      expect(found).toEqual([]);
    },
    60_000,
  );

  it('hold the same without JavaScript', async () => {
    for (const path of [march, '/actions?who=CA', '/audit']) {
      const [without, with_] = [await open(browser(), path, { javaScriptEnabled: false }), await open(browser(), path)];
      expect(await without.locator('main').innerText()).toBe(await with_.locator('main').innerText());
      await Promise.all([without.context().close(), with_.context().close()]);
    }
  }, 60_000);

  it('list the items of minutes beside them, and on a phone behind a button', async () => {
    const page = await open(browser(), march);
    const [button, item] = [page.locator('details.toc > summary'), page.locator('details.toc a').first()];
    const seen = async () => [await button.isVisible(), await item.isVisible()];
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await seen()).toEqual([false, true]);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await seen()).toEqual([true, false]);
    await button.click();
    expect(await seen()).toEqual([true, true]);
    await page.context().close();
  }, 60_000);

  it('are read by keyboard: past the heading, to a source sentence, and it opens', async () => {
    const page = await open(browser(), `${january}/interests`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    for (let presses = 0; presses < 30 && (await page.evaluate(() => document.activeElement?.tagName)) !== 'SUMMARY'; presses++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('details.source[open] blockquote').first().innerText()).toContain('declared an interest');
    await page.context().close();
  }, 60_000);

  it('grow within a second of each entry, and keep what is open', async () => {
    const { path, meeting, itemId } = await meetingUnderWay();
    const page = await open(browser(), path, { reducedMotion: 'reduce' });
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await page.locator('details.as-of > summary').click();
    for (const words of ['The first boat came in.', 'The second boat came in.', 'The third boat came in.']) {
      const asked = Date.now();
      await post(meeting, 'RecordNote', { item: itemId, words });
      await page.getByText(words).waitFor({ timeout: 5_000 });
      expect(Date.now() - asked).toBeLessThan(1_000);
    }
    await post(meeting, 'RecordAttendance', { person: randomUUID(), role: 'voting member', known: 'stated' });
    await page.getByText('In the room now: 1').waitFor({ timeout: 5_000 });
    expect(await page.locator('details.as-of').getAttribute('open')).not.toBeNull();
    await page.context().close();
  }, 60_000);

  it('grow when the reader comes back to a page that was out of sight', async () => {
    const { path, meeting, itemId } = await meetingUnderWay();
    const page = await open(browser(), path);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await post(meeting, 'RecordNote', { item: itemId, words: 'Nobody was looking.' });
    await page.waitForTimeout(500);
    expect(await page.getByText('Nobody was looking.').count()).toBe(0);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.getByText('Nobody was looking.').waitFor({ timeout: 5_000 });
    await page.context().close();
  }, 60_000);
});

type Fault = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };
type Checker = { readonly run: (within: Document, options: object) => Promise<{ violations: Fault[] }> };
/** @param rules those to ask, or all: by night nothing but the colours is another. */
const faults = async (page: Page, rules: readonly string[] | null): Promise<readonly string[]> => {
  const violations = await page.evaluate(async (only) => {
    const { axe: checker } = window as unknown as { axe: Checker };
    return (await checker.run(document, only ? { runOnly: only } : {})).violations;
  }, rules);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
};

const post = async (to: string, verb: string, data: object) => {
  const response = await fetch(`${server.address}/api/${to}/entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ verb, data, recorded: 'live' }),
  });
  if (!response.ok) throw new Error(await response.text());
};

let many = 0;
/** A meeting of a board of its own that has been opened. */
const meetingUnderWay = async () => {
  const [board, id, itemId] = [randomUUID(), randomUUID(), randomUUID()];
  const name = `Quay Panel ${++many}`;
  const meeting = `meetings/${id}`;
  await post(`boards/${board}`, 'EstablishBoard', { name, kind: 'board' });
  await post(`boards/${board}`, 'NameSitting', { sittingId: randomUUID(), meeting: id, date: '2026-05-05' });
  await post(meeting, 'ScheduleMeeting', { board, date: '2026-05-05', title: [] });
  await post(meeting, 'ListItem', { itemId, label: '1', heading: 'Boats' });
  await post(meeting, 'OpenMeeting', { zone: 'Europe/London' });
  return { path: `/quay-panel-${many}/2026-05-05`, board, meeting, itemId };
};
