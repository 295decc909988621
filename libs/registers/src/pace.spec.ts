import { describe, expect, it } from '@jest/globals';
import { Resting } from './pace.js';

/** A clock and a meter that are set by hand; how long it is asked to rest is noted, and over at once or not before it is woken. */
const begin = (overAtOnce = true) => {
  const rests: number[] = [];
  let [worked, now] = [0, 0];
  const rest = (ms: number, signal: AbortSignal) => {
    rests.push(ms);
    return overAtOnce ? Promise.resolve() : new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  };
  const pace = new Resting({ worked: () => worked, now: () => now, rest });
  const work = async (ms: number, ...recorded: readonly 'recorded'[]) => {
    worked += ms;
    now += ms;
    for (const _ of recorded) pace.recorded();
    await pace.turn();
    return rests.splice(0);
  };
  return { pace, work, later: (ms: number) => (now += ms) };
};

describe('who keeps registers beside those who record', () => {
  it('rests three times as long as it worked, where something was recorded meanwhile', async () => {
    const { work } = begin();
    expect(await work(10, 'recorded')).toEqual([30]);
    expect(await work(10)).toEqual([]);
    expect(await work(10, 'recorded')).toEqual([30]);
  });

  it('does not rest after a few milliseconds, but after what they come to', async () => {
    const { work } = begin();
    expect(await work(3, 'recorded')).toEqual([]);
    expect(await work(3)).toEqual([]);
    expect(await work(3)).toEqual([27]);
  });

  it('rests the longer, the more was recorded since its last rest began', async () => {
    const { pace, work } = begin(false);
    const resting = work(10, 'recorded', 'recorded');
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (let n = 0; n < 4; n++) pace.recorded();
    pace.waitedForBy(1);
    expect(await resting).toEqual([60]);
    pace.waitedForBy(0);
    const next = work(10, 'recorded');
    await new Promise((resolve) => setTimeout(resolve, 5));
    pace.waitedForBy(1);
    expect(await next).toEqual([150]);
  });

  it('rests a second at most', async () => {
    expect(await begin().work(1_000, 'recorded')).toEqual([1_000]);
  });

  it('does not rest while somebody waits for it, and ends a rest for him', async () => {
    const { pace, work } = begin(false);
    pace.waitedForBy(1);
    expect(await work(10, 'recorded')).toEqual([]);
    pace.waitedForBy(0);
    const resting = work(10, 'recorded');
    await new Promise((resolve) => setTimeout(resolve, 5));
    pace.waitedForBy(1);
    expect(await resting).toEqual([30]);
  });

  it('does not rest any more when it has been behind for ten seconds, until it has caught up', async () => {
    const { pace, work, later } = begin();
    expect(await work(10, 'recorded')).toEqual([30]);
    later(10_000);
    expect(await work(10, 'recorded')).toEqual([]);
    pace.caughtUp();
    expect(await work(10, 'recorded')).toEqual([30]);
  });
});
