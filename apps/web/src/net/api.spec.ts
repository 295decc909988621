import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ask, NoAnswer, Refused } from './api.js';

type Fetch = typeof globalThis.fetch;
const asked = jest.fn<Fetch>();
const kept = globalThis.fetch;
beforeEach(() => {
  jest.useFakeTimers();
  asked.mockReset();
  globalThis.fetch = asked;
});
afterEach(() => {
  jest.useRealTimers();
  globalThis.fetch = kept;
});

/** As of a question that is lost: nothing comes, until whoever asks gives up. */
const silence: Fetch = (_, init) =>
  new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError'))));
const answer = (body: object, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));

describe('a question that is never answered', () => {
  it('is asked once more', async () => {
    asked.mockImplementationOnce(silence).mockImplementationOnce(() => answer({ here: true }));
    const told = ask('/api/desk');
    await jest.advanceTimersByTimeAsync(7_999);
    expect(asked).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(await told).toEqual({ here: true });
    expect(asked.mock.calls.map(([path]) => path)).toEqual(['/api/desk', '/api/desk']);
  });

  it('is given up after that, and whoever asked is told', async () => {
    asked.mockImplementation(silence);
    const told = expect(ask('/api/desk')).rejects.toBeInstanceOf(NoAnswer);
    await jest.advanceTimersByTimeAsync(38_000);
    await told;
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('is not asked again for whoever wants no answer any more', async () => {
    asked.mockImplementation(silence);
    const own = new AbortController();
    const told = expect(ask('/api/search?q=quay', { signal: own.signal })).rejects.toBeInstanceOf(NoAnswer);
    own.abort();
    await told;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('is not asked again where it records something', async () => {
    asked.mockImplementation(() => new Promise(() => undefined));
    void ask('/api/meetings/1/entries', { method: 'POST', body: '{}' });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked.mock.calls[0]![1]?.signal).toBeUndefined();
  });
});

it('a server that cannot be reached, and one that refuses, are not asked again', async () => {
  asked.mockImplementationOnce(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(ask('/api/desk')).rejects.toBeInstanceOf(NoAnswer);
  asked.mockImplementationOnce(() => answer({ code: 'person.unknown', detail: 'Nobody is known by that.' }, 404));
  await expect(ask('/api/desk/people/x')).rejects.toBeInstanceOf(Refused);
  expect(asked).toHaveBeenCalledTimes(2);
});
