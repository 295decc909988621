import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { canonical } from '#kernel/canonical.js';
import { digestOf } from '#kernel/text.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { StoreUnavailable, type EventStore } from '#event-store/port.js';
import { Refused, type Command, type Reply } from './command.js';
import { factOf } from './facts.js';
import { readStream } from './reading.js';
import { WritePath } from './write-path.js';

const board = randomUUID();
const meeting = randomUUID();
const actor = randomUUID();
const opened = (words: string) => ({ words });

const aBook = () => {
  const store = new MemoryStore();
  let tick = 0;
  const clock = () => new Date(Date.UTC(2026, 0, 20, 14, 0, tick++)).toISOString();
  return { store, write: new WritePath(store, clock), clock };
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
const schedule = () => command('ScheduleMeeting', { board, date: '2026-01-20', zone: 'Europe/London' });
const listItem = (heading: string, more: Partial<Command> = {}) => command('ListItem', { itemId: randomUUID(), heading }, more);
const refusal = async (reply: Promise<Reply>) => {
  try {
    return `recorded at ${(await reply).revision}`;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.refused;
    throw error;
  }
};

describe('recording', () => {
  it('refuses a vote at which more are entitled than one entry names, with the place, and records nothing', async () => {
    const { store, write } = aBook();
    await write.handle(schedule());
    const item = randomUUID();
    await write.handle(command('ListItem', { itemId: item, heading: 'Repairs to the West Quay' }));
    await write.handle(command('OpenMeeting', { zone: 'Europe/London' }));
    const present = () => command('RecordAttendance', { person: randomUUID(), role: 'voting member', known: 'stated' });
    await Promise.all(Array.from({ length: 201 }, () => write.handle(present())));
    const { revision } = await store.read(`meeting-${meeting}`);
    const division = { item, words: 'That the quay be repaired', method: 'show of hands', for: 150, against: 51 };
    const vote = write.handle(command('RecordVote', { divisionId: randomUUID(), ...division }));
    await expect(vote).rejects.toMatchObject({
      refusal: { refused: 'data.wrong', place: 'entitled', sentence: expect.stringContaining('at most 200') },
    });
    expect((await store.read(`meeting-${meeting}`)).revision).toBe(revision);
  });

  it('keeps words beside the log and their digest in it', async () => {
    const { store, write } = aBook();
    await write.handle(schedule());
    await write.handle(listItem('Repairs to the West Quay'));
    const { events } = await store.read(`meeting-${meeting}`);
    const bytes = events.map((event) => Buffer.from(event.bytes).toString('utf8'));
    expect(bytes.join()).not.toContain('Quay');
    const { standing, open } = await readStream(store, `meeting-${meeting}`);
    expect(open(standing[1]!.data.heading)).toEqual(opened('Repairs to the West Quay'));
  });
  it('writes the canonical bytes, with every member of the envelope', async () => {
    const { store, write } = aBook();
    await write.handle(schedule());
    const [event] = (await store.read(`meeting-${meeting}`)).events;
    expect(Buffer.from(event!.bytes).toString('utf8')).toBe(canonical(event!.envelope));
    expect(Object.keys(event!.envelope).sort()).toEqual([
      'actor',
      'causation',
      'command',
      'commandHash',
      'correlation',
      'data',
      'e',
      'enteredAt',
      'id',
      'nonce',
      'occurred',
      'recorded',
      'recordedAt',
      'revision',
      'stream',
      'type',
      'v',
    ]);
  });
  it('hands over with each envelope what its bytes say', async () => {
    const { store, write } = aBook();
    const append = store.append.bind(store);
    let count = 0;
    const handed: EventStore['append'] = (stream, expected, envelopes, texts, read) => {
      expect(read).toEqual(envelopes.map((bytes) => JSON.parse(Buffer.from(bytes).toString()) as unknown));
      count += envelopes.length;
      return append(stream, expected, envelopes, texts);
    };
    store.append = handed;
    await write.handle(schedule());
    await Promise.all([listItem('Repairs to the West Quay'), listItem('The sluice')].map((one) => write.handle(one)));
    expect(count).toBe(3);
  });

  it('answers with the revision, the position and the events', async () => {
    const { write } = aBook();
    expect(await write.handle(schedule())).toMatchObject({
      revision: 0,
      position: 0,
      again: false,
      events: [{ type: 'MeetingScheduled', revision: 0 }],
    });
    expect(await write.handle(listItem('Apologies'))).toMatchObject({ revision: 1, position: 1 });
  });
  it('names the place, the rule and the remedy of what has the wrong shape', async () => {
    const { store, write } = aBook();
    await expect(write.handle(command('ListItem', { itemId: 'seven', heading: 'Quay' }))).rejects.toThrow(
      /itemId is the id of a item|itemId is the id of an item/,
    );
    expect(await refusal(write.handle(command('ListItem', { itemId: randomUUID(), heading: { $t: 'a-digest' } })))).toBe('data.wrong');
    expect(await refusal(write.handle(command('DanceOnTheTable', {})))).toBe('verb.unknown');
    expect(await refusal(write.handle({ ...schedule(), stream: 'meeting-12' }))).toBe('stream.unknown');
    expect(await refusal(write.handle({ ...schedule(), id: 'one' }))).toBe('command.id-wrong');
    expect(await store.head()).toBe(-1);
  });
  it.each(['2026-99-99T99:99:99.999Z', '2026-13-01T09:00:00.000Z', '2026-01-00T09:00:00.000Z', '2026-02-29T09:00:00.000Z', 'noon'])(
    'refuses %s as the time when it was typed or happened: minutes would print it',
    async (time) => {
      const { store, write } = aBook();
      const wrong = (place: string) => ({ refusal: { refused: 'data.wrong', place } });
      await expect(write.handle({ ...schedule(), enteredAt: time })).rejects.toMatchObject(wrong('enteredAt'));
      await expect(write.handle({ ...schedule(), occurred: { at: time, zone: null } })).rejects.toMatchObject(wrong('occurred.at'));
      expect(await store.head()).toBe(-1);
    },
  );
});

describe('a command id', () => {
  it('sent again with the same body is answered as the first time', async () => {
    const { store, write } = aBook();
    await write.handle(schedule());
    const item = listItem('Apologies');
    const first = await write.handle(item);
    await write.handle(listItem('Declarations'));
    expect(await write.handle({ ...item, ifMatch: 0, actor: randomUUID(), enteredAt: '2026-01-20T14:00:00.000Z' })).toEqual({
      ...first,
      again: true,
    });
    expect(await store.head()).toBe(2);
  });
  it('is neither recorded twice nor answered out of the air where the store does not show it for a moment', async () => {
    const { store, write } = aBook();
    const sent = schedule();
    const reply = await write.handle(sent);
    const read = store.read.bind(store);
    store.read = () => Promise.resolve({ revision: -1, events: [] });
    await expect(write.handle(sent)).rejects.toBeInstanceOf(StoreUnavailable);
    store.read = read;
    expect(await write.handle(sent)).toEqual({ ...reply, again: true });
    expect((await store.read(sent.stream)).revision).toBe(0);
  });

  it('is still known to another process', async () => {
    const { store, write, clock } = aBook();
    const first = schedule();
    await write.handle(first);
    expect(await new WritePath(store, clock).handle(first)).toMatchObject({ revision: 0, again: true });
  });
  it('with another body is refused, also where only how it was recorded differs', async () => {
    const { write } = aBook();
    await write.handle(schedule());
    const item = listItem('Apologies');
    await write.handle(item);
    expect(await refusal(write.handle({ ...item, data: { ...(item.data as object), heading: 'Apology' } }))).toBe('command.id-reused');
    expect(await refusal(write.handle({ ...item, recorded: 'afterwards' }))).toBe('command.id-reused');
  });
  it('belongs to its stream', async () => {
    const { write } = aBook();
    const first = schedule();
    await write.handle(first);
    expect(await write.handle({ ...first, stream: `meeting-${randomUUID()}` })).toMatchObject({ revision: 0, again: false });
  });
  it('answers command.erased once words of it are gone', async () => {
    const { store, write } = aBook();
    await write.handle(schedule());
    const item = listItem('A name that must go');
    await write.handle(item);
    const { events } = await store.read(`meeting-${meeting}`);
    await store.texts.erase([digestOf(factOf(events[1]!).data.heading), events[1]!.envelope.commandHash]);
    expect(await refusal(write.handle(item))).toBe('command.erased');
  });
  it('whose entries would have the ids of others is refused, alone', async () => {
    const { store, write } = aBook();
    const first = schedule();
    await write.handle(first);
    // The version of an id is not a part of those that are made from it.
    const near = listItem('Apologies', { id: first.id.replace(/^(.{14})4/, '$18') });
    const replies = await Promise.all([near, listItem('Minutes')].map((one) => refusal(write.handle(one))));
    expect(replies).toEqual(['command.id-taken', 'recorded at 1']);
    expect(await store.head()).toBe(1);
  });
  it('that was refused leaves no trace', async () => {
    const { store, write } = aBook();
    const item = listItem('Apologies', { ifMatch: 3 });
    expect(await refusal(write.handle(item))).toBe('stream.moved');
    await write.handle(schedule());
    expect(await write.handle({ ...item, ifMatch: 0 })).toMatchObject({ revision: 1, again: false });
    expect(await store.head()).toBe(1);
  });
});

describe('many at once', () => {
  it('on one stream take their turns: nothing is lost and nothing refused', async () => {
    const { store, write } = aBook();
    await write.handle(schedule());
    const replies = await Promise.all(Array.from({ length: 50 }, (_, n) => write.handle(listItem(`Item ${n}`))));
    expect(replies.map(({ revision }) => revision)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(await store.head()).toBe(50);
  });
  it('the same command twice at once is recorded once', async () => {
    const { store, write } = aBook();
    await write.handle(schedule());
    const item = listItem('Apologies');
    const replies = await Promise.all([write.handle(item), write.handle(item), write.handle(item)]);
    expect(replies.map(({ again }) => again)).toEqual([false, true, true]);
    expect(await store.head()).toBe(1);
  });
  it('two processes on one log lose nothing, and nobody is refused on an old state', async () => {
    const { store, write, clock } = aBook();
    const other = new WritePath(store, clock);
    await write.handle(schedule());
    await other.handle(listItem('Theirs'));
    await Promise.all([write, other].flatMap((path) => Array.from({ length: 20 }, (_, n) => path.handle(listItem(`Item ${n}`)))));
    expect(await store.head()).toBe(41);
    const item = listItem('Apologies');
    await other.handle(item);
    expect(
      await write.handle(command('TakeItem', { item: (item.data as { itemId: string }).itemId }, { recorded: 'afterwards' })),
    ).toMatchObject({ revision: 43 });
  });
  it('an If-Match that no longer holds is refused', async () => {
    const { write } = aBook();
    await write.handle(schedule());
    await write.handle(listItem('Apologies', { ifMatch: 0 }));
    expect(await refusal(write.handle(listItem('Declarations', { ifMatch: 0 })))).toBe('stream.moved');
  });
});

describe('a correction', () => {
  it('may cite the sealed texts that its entry holds, and no other', async () => {
    const { store, write } = aBook();
    await write.handle(schedule());
    const item = listItem('Apologys');
    const { events } = await write.handle(item);
    await write.handle(listItem('Declarations'));
    const { recorded } = await readStream(store, `meeting-${meeting}`);
    const right = (heading: unknown) =>
      command('PutRight', {
        entry: events[0]!.id,
        reason: 'Label forgotten',
        authority: { clerk: true },
        replacement: { type: 'ItemListed', v: 1, data: { itemId: (item.data as { itemId: string }).itemId, label: '1', heading } },
      });
    expect(await refusal(write.handle(right(recorded[2]!.data.heading)))).toBe('data.wrong');
    expect(await write.handle(right(recorded[1]!.data.heading))).toMatchObject({ revision: 3 });
    const { standing } = await readStream(store, `meeting-${meeting}`);
    expect(standing[1]!.data).toMatchObject({ label: '1', heading: recorded[1]!.data.heading });
  });
});
