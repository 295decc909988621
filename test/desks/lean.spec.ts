import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LeanMeetingDesk, MeetingDesk } from '#shell/desk/answers.js';
import { unpacked } from '../../apps/web/src/room/lean.js';
import { deskBook, harbour, toCome } from './desk-book.js';

const seed = '/east-midlands-improvement-partnership-board/2010-01-20';

describe('what the page of a meeting carries', () => {
  const desk = deskBook();
  beforeAll(() => desk.fill(), 60_000);
  afterAll(() => desk.close());

  const carriedBy = async (page: string): Promise<LeanMeetingDesk> => {
    const [, json] = /<script type="application\/json" id="answer" [^>]*>(.*)<\/script>/.exec(await desk.text(page))!;
    return JSON.parse(json!);
  };

  it.each([seed, `${harbour}/2026-03-10-1`, `${harbour}/2026-04-14`, toCome])(
    '%s is its desk, without texts and what else can wait',
    async (path) => {
      const whole: MeetingDesk = await desk.get(`/api/desk${path}`);
      const { names, meetings, actions, decisions, ...here } = unpacked(await carriedBy(`/desk${path}`));
      const { names: all, meetings: _, actions: __, decisions: ___, ...rest } = whole;
      const untold = (entries: MeetingDesk['entries']) => entries.map((entry) => ({ ...entry, texts: [] }));
      expect(here).toEqual({ ...rest, entries: untold(rest.entries), paper: untold(rest.paper) });
      expect([meetings, actions, decisions]).toEqual([[], [], []]);
      expect({ ...names, decision: {}, action: {} }).toEqual({ ...all, decision: {}, action: {} });
      expect(all).toMatchObject({ decision: names.decision, action: names.action });
    },
  );
});
