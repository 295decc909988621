import { randomUUID } from 'node:crypto';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { localOperator } from '#shell/minute-book.js';
import { WritePath } from '#shell/write-path.js';
import type { Book } from './book.js';
import type { Target } from './loads/commands.js';

/** Written anew in each request that is sent: a vote has an id of its own. */
export const newId = 'NEW-ID';

/** A vote in each of so many meetings of a book, which are opened for it: they were printed, and nobody votes on paper. */
export const votesIn = async ({ dir, meetings }: Book, most: number): Promise<readonly Target[]> => {
  const store = await SqliteStore.open(dir);
  const write = new WritePath(store, () => new Date().toISOString());
  const targets: Target[] = [];
  for (const stream of meetings.slice(0, most)) {
    const { events } = await store.read(stream);
    const listed = events.find(({ envelope }) => envelope.type === 'ItemListed')!.envelope.data as { readonly itemId: string };
    if (!events.some(({ envelope }) => envelope.type === 'MeetingOpened'))
      await write.handle({
        stream,
        id: randomUUID(),
        verb: 'OpenMeeting',
        data: { zone: 'Europe/London' },
        actor: localOperator,
        recorded: 'live',
      });
    const data = {
      divisionId: newId,
      item: listed.itemId,
      words: 'That the quay be repaired',
      method: 'show of hands',
      for: 2,
      against: 1,
    };
    targets.push({ path: `/api/meetings/${stream.slice('meeting-'.length)}/entries`, body: JSON.stringify({ verb: 'RecordVote', data }) });
  }
  await store.close();
  return targets;
};
