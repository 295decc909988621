import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HowRecorded } from '#kernel/entry.js';
import type { Occurred } from '#kernel/times.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { changesMarkdown } from './columns/changes.js';
import { textPlaces } from './seal.js';
import { localOperator, MinuteBook } from './minute-book.js';
import { changesSince, changesSinceSent } from './minutes-changes.js';
import { readStream } from './reading.js';

const newFolder = temporaryFolders();
const now = { at: null, on: '2026-03-20' };
const item = randomUUID();
let book: MinuteBook;
let meeting: string;
beforeEach(async () => {
  book = await MinuteBook.open({ dir: newFolder(), clock: () => '2026-03-11T09:00:00.000Z' });
  meeting = randomUUID();
});
afterEach(() => book.close());

type More = { recorded?: HowRecorded; occurred?: Occurred };
const tell = async (stream: 'meeting' | 'minutes', verb: string, data: object, { recorded = 'live', occurred }: More = {}) => {
  const command = { stream: `${stream}-${meeting}`, id: randomUUID(), verb, data, actor: localOperator, recorded };
  return book.record({ ...command, ...(occurred && { occurred }) });
};
const note = async (words: string) => (await tell('meeting', 'RecordNote', { item, words }, { recorded: 'afterwards' })).events.at(-1)!.id;
const begin = async () => {
  await tell('meeting', 'ScheduleMeeting', { board: randomUUID(), date: '2026-03-10' });
  await tell('meeting', 'ListItem', { itemId: item, label: '1', heading: 'West Quay' });
  const entry = await note('The quay has moved.');
  await tell('minutes', 'DraftMinutes', { meeting, meetingRevision: 2 });
  return entry;
};
const send = (version: number, meetingRevision: number, more: More = {}) =>
  tell('minutes', 'CirculateMinutes', { version, meetingRevision, digest: 'of the paper', with: [] }, more);
const putRight = (entry: string, words: string, more: object = {}) =>
  tell('meeting', 'PutRight', {
    entry,
    reason: 'Misheard',
    authority: { clerk: true },
    replacement: { type: 'NoteRecorded', v: 1, data: { item, words }, occurred: null },
    ...more,
  });
const since = async (asked: string | null, moment: { at: number | null; on: string } = now) =>
  (await changesSince(book, meeting, asked, moment)).changes.map(({ change, was, is, causes }) => [
    change,
    was ?? is,
    causes.map(({ how, reason, authority }) => [how, reason, authority].filter((one) => one !== null).join(', ')),
  ]);

describe('5.1 Putting right: after circulation it makes a list of changes', () => {
  it('tells of each what it was and what changed it', async () => {
    const [moved, painted] = [await begin(), await note('The quay was painted.')];
    await send(1, 3);
    await putRight(moved, 'The quay has not moved.', { authority: { chair: null } });
    await tell('meeting', 'StrikeOut', { entries: [{ entry: painted }], reason: 'Of another meeting', authority: { clerk: true } });
    await note('The quay is long.');
    expect(await since('version:1')).toEqual([
      ['reads otherwise', 'The quay has moved.', ['put right, Misheard, the chair']],
      ['added', 'The quay is long.', ['recorded']],
      ['removed', 'The quay was painted.', ['struck out, Of another meeting, the clerk']],
    ]);
    expect(await since('Version 1')).toEqual(await since('version:1'));
  });
  it('counts from the revision that the version was made of, not from when it was on record', async () => {
    const moved = await begin();
    await putRight(moved, 'The quay has not moved.');
    await send(1, 2);
    expect(await since('version:1')).toEqual([['reads otherwise', 'The quay has moved.', ['put right, Misheard, the clerk']]]);
  });
  it('counts from the version that was sent last where none is named', async () => {
    const moved = await begin();
    await send(1, 2);
    const { revision } = await putRight(moved, 'The quay has not moved.');
    await send(2, revision);
    expect(await since(null)).toEqual([]);
    expect(await since('version:1')).toHaveLength(1);
  });
  it('knows at an earlier moment what was known then', async () => {
    const moved = await begin();
    const { position } = await send(1, 2);
    await putRight(moved, 'The quay has not moved.');
    expect(await since('version:1', { at: position!, on: '2026-03-20' })).toEqual([]);
  });
  it('tells all of a meeting that was not known then', async () => {
    await begin();
    expect((await since('2026-01-01')).map(([change]) => change)).toEqual(['added', 'added', 'added']);
  });
  it('says that words are erased, of the old and of the new', async () => {
    const moved = await begin();
    await send(1, 2);
    await putRight(moved, 'The quay has not moved.');
    const { recorded } = await readStream(book.store, `meeting-${meeting}`);
    const digests = textPlaces(recorded.find(({ entry }) => entry.id === moved)!).map(({ digest }) => digest);
    await tell('meeting', 'EraseTexts', { digests, ground: 'Asked for by the person', authority: 'The clerk' });
    expect(await since('version:1')).toEqual([['reads otherwise', '[erased]', ['put right, Misheard, the clerk']]]);
  });
  it.each<[string, More, string | null, string]>([
    ['when it was done', {}, '2026-03-11T09:00:00.000Z', '_Version 1 was sent on 11 March 2026, 09:00 UTC._'],
    ['on a day', { recorded: 'afterwards', occurred: { date: '2026-03-10' } }, '2026-03-10', '_Version 1 was sent on 10 March 2026._'],
    ['nobody knows when', { recorded: 'printed' }, null, 'Nothing reads otherwise.'],
  ])('says when the version was sent: %s', async (_, more, sent, words) => {
    await begin();
    await send(1, 2, more);
    const found = await changesSince(book, meeting, 'version:1', now);
    expect(found.since.sent).toBe(sent);
    expect(changesMarkdown(found).split('\n')[2]).toBe(words);
  });
});

describe('what cannot be counted from', () => {
  it('is nothing where no version was sent out', async () => {
    await begin();
    expect(await changesSinceSent(book, meeting, now)).toBe(null);
  });
  it.each([
    ['version:2', 'version.unknown', 'Those were 1.'],
    ['version:one', 'since.wrong', 'version:one'],
    ['yesterday', 'since.wrong', 'yesterday'],
    ['9999', 'since.ahead', 'It ends at'],
  ])('is refused: %s', async (asked, refused, says) => {
    await begin();
    await send(1, 2);
    const refusal = { refused, place: 'since', sentence: expect.stringContaining(says) };
    await expect(changesSince(book, meeting, asked, now)).rejects.toMatchObject({ refusal });
  });
  it('is refused where it is later than the moment asked for, and where there is no such meeting', async () => {
    await begin();
    const { position } = await send(1, 2);
    const refusedAs = (refused: string) => ({ refusal: { refused } });
    await expect(since(`${position}`, { at: position! - 1, on: '2026-03-20' })).rejects.toMatchObject(refusedAs('since.later'));
    await expect(since('version:1', { at: position! - 1, on: '2026-03-20' })).rejects.toMatchObject(refusedAs('version.unknown'));
    await expect(changesSince(book, randomUUID(), null, now)).rejects.toMatchObject(refusedAs('meeting.unknown'));
  });
});
