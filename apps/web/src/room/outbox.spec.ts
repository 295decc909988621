import { describe, expect, it, jest } from '@jest/globals';
import { NoAnswer, Refused } from '../net/api.js';
import type { Intent, Queued } from './intent.js';
import { Outbox, type Keep } from './outbox.js';

const intent = (id: string): Intent => ({
  id,
  stream: 'meeting-x',
  verb: 'RecordNote',
  data: {},
  recorded: 'live',
  occurred: null,
  enteredAt: '2026-01-01T00:00:00.000Z',
  override: null,
  actor: null,
});
const keeping = (held: readonly Queued[] = []) => {
  let kept = held;
  return { keep: { read: () => kept, write: (queue) => (kept = queue) } satisfies Keep, kept: () => kept };
};
const ids = (queue: readonly Queued[]) => queue.map(({ intent: { id }, state }) => `${id} ${state}`);
const nothing = () => undefined;

describe('the outbox', () => {
  it('keeps what it is given before it sends it', async () => {
    const { keep, kept } = keeping();
    const seen: string[][] = [];
    const outbox = new Outbox(keep, nothing, async () => seen.push(ids(kept())));
    outbox.add([intent('a')]);
    await outbox.flush();
    await Promise.resolve();
    expect(seen[0]).toEqual(['a waiting']);
  });

  it('sends one after the other, in order', async () => {
    const sent: string[] = [];
    const outbox = new Outbox(keeping().keep, nothing, async ({ id }) => {
      await Promise.resolve();
      sent.push(id);
    });
    outbox.add([intent('a'), intent('b')]);
    outbox.add([intent('c')]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(ids(outbox.queued)).toEqual(['a saved', 'b saved', 'c saved']);
  });

  it('sends the same again under the same id until there is an answer', async () => {
    jest.useFakeTimers();
    const sent: string[] = [];
    const outbox = new Outbox(keeping().keep, nothing, async ({ id }) => {
      sent.push(id);
      if (sent.length < 3) throw new NoAnswer('gone');
    });
    outbox.add([intent('a'), intent('b')]);
    await jest.runAllTimersAsync();
    jest.useRealTimers();
    expect(sent).toEqual(['a', 'a', 'a', 'b']);
    expect(ids(outbox.queued)).toEqual(['a saved', 'b saved']);
  });

  it('says whether the server answers, a refusal being an answer', async () => {
    jest.useFakeTimers();
    const answers: boolean[] = [];
    const replies = [new NoAnswer(), new Refused({ status: 409, code: 'x', detail: 'No.' }), null];
    const reply = async () => {
      const next = replies.shift();
      if (next) throw next;
    };
    const outbox = new Outbox(keeping().keep, nothing, reply, (does) => answers.push(does));
    outbox.add([intent('a'), intent('b')]);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(answers).toEqual([false, true, true]);
    outbox.stop();
    jest.useRealTimers();
  });

  it('keeps a refusal apart, and goes on', async () => {
    const outbox = new Outbox(keeping().keep, nothing, async ({ id }) => {
      if (id === 'a') throw new Refused({ status: 409, code: 'vote.more-than-the-roll', detail: 'Too many.' });
    });
    outbox.add([intent('a'), intent('b')]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(ids(outbox.queued)).toEqual(['a refused', 'b saved']);
    outbox.drop(({ id }) => id === 'a');
    expect(ids(outbox.queued)).toEqual(['b saved']);
  });

  it('finds after a reload what was not saved, and reads the rest back from the server', () => {
    const { keep } = keeping([
      { intent: intent('a'), state: 'saved' },
      { intent: intent('b'), state: 'waiting' },
    ]);
    expect(ids(new Outbox(keep, nothing, async () => undefined).queued)).toEqual(['b waiting']);
  });
});
