import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { importFiles } from '#shell/import/import-files.js';
import { MinuteBook } from '#shell/minute-book.js';
import { id, story } from '../golden/harbour-board/story.js';
import { tell } from '../golden/harbour-board/tell.js';
import { deskServer, type DeskServer } from './desk-server.js';

export const meetingFile = readFileSync(new URL('../golden/em-iep-2010-01-20/meeting.yaml', import.meta.url), 'utf8');
export const harbour = '/harbour-board';
/** A long meeting, known from its printed minutes. */
export const seed = '/east-midlands-improvement-partnership-board/2010-01-20';
/** A meeting that is still to be held: nothing is recorded in it but its agenda. */
export const toCome = `${harbour}/2026-06-09`;

/** Every address of the desks, and a state of each that somebody works in. */
export const addresses: Readonly<Record<string, string>> = {
  boards: '/desk',
  board: `/desk${harbour}`,
  'a meeting to come': `/desk${toCome}`,
  'before it': `/desk${toCome}?tab=before`,
  'after one': `/desk${harbour}/2026-03-10-1?tab=after`,
  'my desk': '/mine',
  search: '/search?q=ferry',
  history: '/replay',
  'a meeting through time': `/replay${harbour}/2026-03-10-1`,
  'registers as they stood': `/replay${harbour}?register=decisions`,
};

type DeskBook = {
  readonly fill: () => Promise<void>;
  readonly meeting: string;
  /** The server's clock, from now on standing still. */
  readonly setClock: (now: string) => void;
};
/** A book with both stories in it, and a meeting of the Harbour Board to come. */
export const deskBook = (): DeskServer & DeskBook => {
  let now: string | null = null;
  const desk = deskServer();
  const meeting = randomUUID();
  const fill = async () => {
    await desk.open(() => now ?? new Date().toISOString());
    await importFiles(desk.server().app.get(MinuteBook), [{ name: 'meeting.yaml', source: meetingFile }]);
    await tell(story, desk.address(), (at) => (now = at));
    now = null;
    const board = id('board');
    await desk.post(`boards/${board}`, 'NameSitting', { sittingId: randomUUID(), meeting, date: '2026-06-09', kind: 'ordinary' });
    await desk.post(`meetings/${meeting}`, 'ScheduleMeeting', {
      board,
      date: '2026-06-09',
      start: '10:00',
      zone: 'Europe/London',
      kind: 'ordinary',
    });
    for (const [n, heading] of ['Apologies', 'Repairs to the East Quay', 'Any Other Business'].entries())
      await desk.post(`meetings/${meeting}`, 'ListItem', { itemId: randomUUID(), label: String(n + 1), heading });
  };
  return { ...desk, fill, meeting, setClock: (at) => (now = at) };
};
