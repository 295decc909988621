import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { InvalidEnvelope, StoreUnavailable, TextWasErased } from '#event-store/port.js';
import { Refused, type Command, type Reply } from './command.js';
import { WritePath } from './write-path.js';

const [board, meeting, actor] = [randomUUID(), randomUUID(), randomUUID()];
const clock = () => '2026-01-20T14:00:00.000Z';
type Append = MemoryStore['append'];

/** A book whose store does what is planted before, or in place of, an append. */
const aBook = (patience = 200) => {
  const store = new MemoryStore();
  const append = store.append.bind(store);
  const appends: number[] = [];
  const planted: ((...args: Parameters<Append>) => ReturnType<Append>)[] = [];
  store.append = (...args) => {
    appends.push(args[2].length);
    return (planted.shift() ?? append)(...args);
  };
  const types = async () => (await store.read(`meeting-${meeting}`)).events.map(({ envelope }) => envelope.type);
  return { store, append, appends, planted, types, write: new WritePath(store, clock, {}, patience) };
};
const command = (verb: string, data: object, more: Partial<Command> = {}): Command => ({
  stream: `meeting-${meeting}`,
  id: randomUUID(),
  verb,
  data,
  actor,
  recorded: 'live',
  ...more,
});
const schedule = (more: Partial<Command> = {}) => command('ScheduleMeeting', { board, date: '2026-01-20', zone: 'Europe/London' }, more);
const listItem = (heading: string, more: Partial<Command> = {}) => command('ListItem', { itemId: randomUUID(), heading }, more);
const told = async (reply: Promise<Reply>): Promise<string> => {
  try {
    const { revision, position, again } = await reply;
    return `${again ? 'again' : 'recorded'} ${revision} at ${position}`;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.refused;
    if (error instanceof StoreUnavailable) return error.code;
    throw error;
  }
};
const allTold = (write: WritePath, ...commands: readonly Command[]) => Promise.all(commands.map((one) => told(write.handle(one))));
const gone = async (): Promise<never> => {
  throw new StoreUnavailable('No answer came.', 'Try again.');
};

describe('commands on one stream that come together', () => {
  it('are decided in turn, each on what goes before it, and appended together', async () => {
    const { store, write, appends, types } = aBook();
    const item = randomUUID();
    const action = randomUUID();
    const report = { reportId: randomUUID(), item, action, raisedIn: meeting, outcome: { progress: true } };
    const all = [
      schedule(),
      command('ListItem', { itemId: item, heading: 'Quay' }),
      command('OpenMeeting', { zone: 'Europe/London' }),
      command('RaiseAction', { actionId: action, words: 'A letter to be sent', assigned: 'unassigned', arises: 'stated' }),
      command('ReportAction', report),
    ];
    const replies = await Promise.all(all.map((one) => write.handle(one)));
    expect(appends).toEqual([5]);
    expect(await types()).toEqual(['MeetingScheduled', 'ItemListed', 'MeetingOpened', 'ActionRaised', 'ActionReported']);
    expect(replies.map(({ revision, position, events }) => [revision, position, events.length])).toEqual(
      [0, 1, 2, 3, 4].map((n) => [n, n, 1]),
    );
    const { events } = await store.read(`meeting-${meeting}`);
    expect(events.map(({ envelope }) => envelope.command)).toEqual(all.map(({ id }) => id));
    expect(replies.map(({ events: [event] }) => event!.id)).toEqual(events.map(({ envelope }) => envelope.id));
  });

  it('are refused alone: the others take the places', async () => {
    const { write, appends, types } = aBook();
    await write.handle(schedule());
    const replies = await allTold(
      write,
      listItem('Apologies'),
      command('TakeItem', { item: randomUUID() }),
      listItem('Declarations', { ifMatch: 0 }),
      listItem('Minutes', { ifMatch: 1 }),
    );
    expect(replies).toEqual(['recorded 1 at 1', expect.stringMatching(/^(id\.unknown|meeting\.)/), 'stream.moved', 'recorded 2 at 2']);
    expect(appends).toEqual([1, 2]);
    expect(await types()).toEqual(['MeetingScheduled', 'ItemListed', 'ItemListed']);
  });

  it('with one command id are one command: the same body is answered the same, another is refused', async () => {
    const { write, appends } = aBook();
    const first = schedule();
    const item = listItem('Apologies');
    const other = { ...item, data: { ...(item.data as object), heading: 'Apology' } };
    expect(await allTold(write, first, item, item, other, first, listItem('Declarations'))).toEqual([
      'recorded 0 at 0',
      'recorded 1 at 1',
      'again 1 at 1',
      'command.id-reused',
      'again 0 at 0',
      'recorded 2 at 2',
    ]);
    expect(appends).toEqual([3]);
  });

  it('that were moved by another process are decided again, all of them', async () => {
    const { store, write, types } = aBook();
    await write.handle(schedule());
    await new WritePath(store, clock).handle(listItem('Theirs'));
    expect(await allTold(write, listItem('Ours'), listItem('Stale', { ifMatch: 0 }), listItem('Ours, too'))).toEqual([
      'recorded 2 at 2',
      'stream.moved',
      'recorded 3 at 3',
    ]);
    expect(await types()).toHaveLength(4);
  });

  it('are more than one append where they are many', async () => {
    const { write, appends } = aBook();
    await write.handle(schedule());
    await Promise.all(Array.from({ length: 150 }, (_, n) => write.handle(listItem(`Item ${n}`))));
    expect(appends).toEqual([1, 64, 64, 22]);
    await Promise.all(Array.from({ length: 8 }, () => write.handle(listItem('w'.repeat(100_000)))));
    expect(appends.slice(4)).toEqual([3, 3, 2]);
  });

  it('lose one to an erasure, and no more', async () => {
    const { write, planted } = aBook();
    await write.handle(schedule());
    planted.push(async (...[, , , texts]) => {
      throw new TextWasErased(texts.find(({ text }) => text === 'A name that must go')!.digest);
    });
    expect(await allTold(write, listItem('Apologies'), listItem('A name that must go'), listItem('Declarations'))).toEqual([
      'recorded 1 at 1',
      'text.erased',
      'recorded 2 at 2',
    ]);
  });

  it('find out for themselves which of them the store will not have', async () => {
    const { write, planted, append } = aBook();
    await write.handle(schedule());
    const never: Append = async (stream, expected, envelopes, texts) => {
      if (texts.some(({ text }) => text === 'Odd')) throw new InvalidEnvelope('data', 'is odd');
      return append(stream, expected, envelopes, texts);
    };
    planted.push(never, never, never, never);
    const replies = await Promise.allSettled(['Apologies', 'Odd', 'Declarations'].map((heading) => write.handle(listItem(heading))));
    expect(replies.map((reply) => (reply.status === 'fulfilled' ? reply.value.revision : reply.reason.code))).toEqual([
      1,
      'store.invalid-envelope',
      2,
    ]);
  });
});

describe('an append of which nobody knows whether it is done', () => {
  it('is sent again with the same bytes until it is', async () => {
    const { write, planted, appends, types } = aBook();
    planted.push(gone, gone);
    expect(await allTold(write, schedule(), listItem('Apologies'))).toEqual(['recorded 0 at 0', 'recorded 1 at 1']);
    expect(appends).toEqual([2, 2, 2]);
    expect(await types()).toHaveLength(2);
  });

  it('is seen to be done, and answered as what it is', async () => {
    const { write, planted, append, types } = aBook();
    await write.handle(schedule());
    planted.push((...args) => append(...args).then(gone));
    const item = listItem('Apologies');
    expect(await allTold(write, item, listItem('Declarations'))).toEqual(['recorded 1 at 1', 'recorded 2 at 2']);
    expect(await told(write.handle(item))).toBe('again 1 at 1');
    expect(await types()).toHaveLength(3);
  });

  it('is decided again where others have taken that revision', async () => {
    const { store, write, planted, types } = aBook();
    await write.handle(schedule());
    planted.push(async () => {
      await new WritePath(store, clock).handle(listItem('Theirs'));
      return gone();
    });
    expect(await told(write.handle(listItem('Ours')))).toBe('recorded 2 at 2');
    expect(await types()).toHaveLength(3);
  });

  it('is not answered as done while nobody knows; sent again, the command is answered as what it is', async () => {
    const { write, planted, append, types } = aBook(50);
    await write.handle(schedule());
    planted.push((...args) => append(...args).then(gone), ...Array.from({ length: 50 }, () => gone));
    const item = listItem('Apologies');
    const known = schedule();
    const replies = await allTold(write, known, item, command('TakeItem', { item: randomUUID() }));
    // What was refused on the state that nobody knows is not known either.
    expect(replies).toEqual([expect.stringMatching(/^meeting\./), 'store.unavailable', 'store.unavailable']);
    planted.length = 0;
    expect(await told(write.handle(item))).toBe('again 1 at 1');
    expect(await types()).toHaveLength(2);
  });

  it('is not tried for long where the store says that it lasts', async () => {
    const { write, planted, appends } = aBook(60_000);
    planted.push(async () => {
      throw new StoreUnavailable('The disk is full.', 'Make room.', { lasts: true });
    });
    expect(await told(write.handle(schedule()))).toBe('store.unavailable');
    expect(appends).toEqual([1]);
  });
});
