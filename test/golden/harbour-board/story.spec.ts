import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { createServer, type Server } from '../../../apps/server/src/server.js';
import { expectGolden, withoutSignatures } from '#testing/golden.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { id, meetings, story } from './story.js';
import { tell, type Answer } from './tell.js';

const here = new URL('.', import.meta.url).pathname;
const golden = (name: string, content: string) => expectGolden(join(here, name), withoutSignatures(content));
const slug = (name: string) => name.replaceAll(' ', '-');

let now = '2026-02-02T09:00:00.000Z';
let server: Server;
let answers: readonly Answer[];
const newFolder = temporaryFolders();
const ask = async (path: string): Promise<string> => (await fetch(`${server.address}${path}`)).text();
const asked = async (path: string): Promise<any> => JSON.parse(await ask(path));
const answerTo = (key: string) => answers.find(({ step }) => step.key === key)!;

beforeAll(async () => {
  server = await createServer({ dir: newFolder(), port: 0, clock: () => now });
  answers = await tell(story, server.address, (at) => (now = at));
}, 60_000);
afterAll(() => server.close());

describe('the Harbour Board, told request by request', () => {
  it('is recorded as it is told, and refused where it says so', () => {
    const told = answers.map(({ step, status, body }) => [
      step.key,
      status < 300 ? 'recorded' : body.code,
      ...(status < 300 || step.refused ? [] : [body.detail]),
    ]);
    expect(told).toEqual(story.map(({ key, refused }) => [key, refused ?? 'recorded']));
  });
  it.each(meetings)('prints the minutes of the %s meeting', async (name) =>
    golden(`${slug(name)}.md`, await ask(`/api/meetings/${id(name)}/minutes?format=md`)),
  );
  it('shows the minutes as they stood before they were put right', async () => {
    const { position } = answerTo('circulate 1').body;
    golden('march-version-1.md', await ask(`/api/meetings/${id('march')}/minutes?format=md&at=${position}`));
  });
  it.each([1, 2])('lists what changed since version %s was sent', async (version) =>
    golden(`march-since-version-${version}.md`, await ask(`/api/meetings/${id('march')}/changes?since=version:${version}&format=md`)),
  );
  it.each([
    ['actions', '/api/actions?on=2026-04-20&format=csv'],
    ['decisions', '/api/decisions?on=2026-04-20&format=csv'],
    ['interests', '/api/interests?on=2026-04-20&format=csv'],
    ['allocations', '/api/allocations?on=2026-04-20&format=csv'],
    ['findings', '/api/findings?on=2026-04-20&format=csv'],
    ['attendance', `/api/boards/${id('board')}/attendance?on=2026-04-20&format=csv`],
  ])('keeps the register of %s', async (name, path) => golden(`${name}.csv`, await ask(path)));
});

describe('what the story shows', () => {
  const findings = async () => (await asked(`/api/meetings/${id('march')}/findings`)) as any;
  it('a late arrival leaves the vote as it was, with a finding that names both', async () => {
    const { divisions } = await asked(`/api/meetings/${id('march')}/divisions`);
    expect(divisions[0].entitled).toHaveLength(3);
    expect(JSON.stringify(await findings())).toContain('presence.touches-vote');
  });
  it('a correction agreed in April changes the March meeting, and its version stays readable', async () => {
    const march = await ask(`/api/meetings/${id('march')}/minutes?format=md`);
    expect(march).toMatch(/seconded by Member A/);
    const { position } = answerTo('circulate 2').body;
    expect(await ask(`/api/meetings/${id('march')}/minutes?format=md&at=${position}`)).toMatch(/seconded by Member C/);
  });
  describe('the list of changes of a numbered version', () => {
    const changes = async (query: string) => asked(`/api/meetings/${id('march')}/changes${query}`);
    const position = (key: string): number => answerTo(key).body.position;
    const timetable = {
      change: 'reads otherwise',
      where: 'item 4',
      was: expect.stringContaining('the Timetabel of'),
      is: 'Few passengers use the timetable of the winter months',
      causes: [{ how: 'put right', reason: 'Typing error', authority: 'the clerk', decision: null, by: 'the local operator' }],
    };
    const seconder = {
      change: 'reads otherwise',
      where: 'item 4',
      was: expect.stringContaining('seconded by Member C'),
      is: expect.stringContaining('seconded by Member A'),
      causes: [
        {
          how: 'put right',
          reason: 'Member C had not seconded it',
          authority: 'a decision of Harbour Board, 14 April 2026',
          decision: { id: id('minutes decision'), meeting: id('april') },
        },
      ],
    };
    it('between the first and the second holds the one typing error', async () => {
      const found = await changes(`?since=version:1&at=${position('circulate 2')}`);
      expect(found.changes).toMatchObject([timetable]);
      expect(found.changes[0].causes[0].position).toBe(position('right timetable'));
      expect(found.since).toEqual({ version: 1, sent: answerTo('circulate 1').step.at, position: position('circulate 1') });
    });
    it('since the second, which was approved, holds the correction that was agreed with it', async () => {
      expect((await changes('?since=version:2')).changes).toMatchObject([seconder]);
      expect(await changes('')).toEqual(await changes('?since=version:2'));
    });
    it('since the first holds both, and since the approval nothing', async () => {
      expect((await changes('?since=version:1')).changes).toMatchObject([timetable, seconder]);
      expect((await changes(`?since=${answerTo('close april').step.at}`)).changes).toEqual([]);
    });
    it('is the same from a position or a time as from the version that was sent then', async () => {
      const { changes: from } = await changes('?since=version:1');
      expect((await changes(`?since=${position('circulate 1')}`)).changes).toEqual(from);
      expect((await changes(`?since=${answerTo('circulate 1').step.at}`)).changes).toEqual(from);
    });
  });
  it('an action carried forward keeps its identity, and one whose owner has left says so', async () => {
    const { actions } = await asked('/api/actions?on=2026-04-20').then((body) => (Array.isArray(body) ? { actions: body } : body));
    const [first, second] = actions;
    expect(first).toMatchObject({
      number: '1',
      status: 'carried forward',
      due: { kind: 'meeting', printed: 'the May meeting', date: null },
    });
    expect(second.findings.map(({ code }: { code: string }) => code)).toContain('action.owner-has-left');
  });
  it('the same story again changes nothing', async () => {
    const before = (await asked('/health')).head;
    const again = await tell(
      story.filter(({ refused, data }) => !refused && typeof data !== 'function'),
      server.address,
      (at) => (now = at),
    );
    expect(again.filter(({ status }) => status !== 200).map(({ step, body }) => [step.key, body.code])).toEqual([]);
    expect((await asked('/health')).head).toBe(before);
  }, 60_000);
});
