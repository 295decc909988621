import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stands } from '#kernel/stands.js';
import { openMinutes } from '#documents/open-minutes.js';
import type { Name } from '#documents/reader.js';
import { minutesOf } from '#views/minutes/minutes.js';
import type { LeanMeetingDesk, MeetingDesk } from '#shell/desk/answers.js';
import { unpacked } from '../../apps/web/src/room/lean.js';
import { factOf, openerOf } from '../../apps/web/src/room/shown.js';
import { deskBook, harbour, seed, toCome } from './desk-book.js';

/** The minutes as a desk prints them of what it holds. */
const minutesOn = ({ entries, paper, names }: MeetingDesk) => {
  const [recorded, ofPaper] = [entries.map(factOf), paper.map(factOf)];
  const name: Name = (named, as) => {
    const words = names[as][named];
    return words === undefined ? 'withheld' : { words };
  };
  return openMinutes(minutesOf(stands(recorded), stands(ofPaper), recorded), { open: openerOf(entries), name }, { at: '', position: null });
};

describe('what the page of a meeting carries', () => {
  const desk = deskBook();
  beforeAll(() => desk.fill(), 60_000);
  afterAll(() => desk.close());

  const carriedBy = async (page: string): Promise<any> => {
    const [, json] = /<script type="application\/json" id="answer" [^>]*>(.*?)<\/script>/.exec(await desk.text(page))!;
    return JSON.parse(json!);
  };

  it.each([seed, `${harbour}/2026-03-10-1`, `${harbour}/2026-04-14`, toCome])(
    '%s is its desk, without texts, the file it was read from and what else can wait',
    async (path) => {
      const whole: MeetingDesk = await desk.get(`/api/desk${path}`);
      const { names, meetings, actions, decisions, ...here } = unpacked((await carriedBy(`/replay${path}`)) as LeanMeetingDesk);
      const { names: all, meetings: _, actions: __, decisions: ___, ...rest } = whole;
      const file = { withheld: true };
      const untold = (entries: MeetingDesk['entries']) =>
        entries.map((entry) => ({
          ...entry,
          texts: [],
          data: entry.type === 'MeetingFileRead' ? { ...(entry.data as object), file } : entry.data,
        }));
      expect(here).toEqual({ ...rest, entries: untold(rest.entries), paper: untold(rest.paper) });
      expect([meetings, actions, decisions]).toEqual([[], [], []]);
      expect(all).toMatchObject(names);
      expect(names.person).toEqual(all.person);
      // Nothing that the minutes name is left out.
      expect(minutesOn({ ...whole, names })).toEqual(minutesOn(whole));
      const nobody = { organisation: {}, board: {}, meeting: {}, decision: {}, action: {} };
      const recording = unpacked((await carriedBy(`/desk${path}`)) as LeanMeetingDesk);
      expect(recording).toEqual({ ...here, meetings, actions, decisions, names: { ...nobody, person: all.person } });
    },
  );

  it.each([
    ['/desk', '/api/desk'],
    [`/desk${harbour}`, `/api/desk${harbour}`],
    ['/mine', '/api/desk'],
    ['/search', '/api/desk'],
    ['/replay', '/api/desk'],
  ])('%s is the answer of %s', async (page, answer) => expect(await carriedBy(page)).toEqual(await desk.get(answer)));

  it('is nothing where the answer is a refusal: the page asks, and says why', async () => {
    const page = await desk.text('/desk/lake-board/2026-03-10');
    expect(page).not.toContain('id="answer"');
    expect(page).toContain('<div id="app">');
  });

  it('ends no script, whatever somebody has typed', async () => {
    const name = '</script><script>document.title = 1</script><!-- & "Board"';
    await desk.post(`boards/${crypto.randomUUID()}`, 'EstablishBoard', { name, kind: 'board' });
    const page = await desk.text('/desk');
    expect(page.match(/<script/g)).toHaveLength(3);
    expect(page).not.toContain('<!--');
    expect((await carriedBy('/desk')).boards.map((board: { name: string }) => board.name)).toContain(name);
    const { headers } = await fetch(`${desk.address()}/desk`);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });
});
