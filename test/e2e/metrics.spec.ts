import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '#event-store/port.js';
import { MinuteBook } from '#shell/minute-book.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { createServer, type Server } from '../../apps/server/src/server.js';

const newFolder = temporaryFolders();
let server: Server;
beforeAll(async () => {
  server = await createServer({ dir: newFolder(), port: 0 });
});
afterAll(() => server.close());

const introduce = (name: string, key: string = randomUUID(), id: string = randomUUID()) =>
  fetch(`${server.address}/api/people/${id}/entries`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ verb: 'IntroducePerson', data: { name } }),
  });
const read = async (): Promise<string> => (await fetch(`${server.address}/metrics`)).text();
/** The value of one sample; undefined where there is none. */
const value = (text: string, sample: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
};

describe('/metrics', () => {
  it('is in the text format of Prometheus: each metric has its help and type before its samples', async () => {
    const response = await fetch(`${server.address}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const lines = (await response.text()).split('\n');
    expect(lines.pop()).toBe('');
    const types = new Map<string, string>();
    for (const line of lines) {
      const [, type, kind] = /^# TYPE (\w+) (counter|gauge|histogram)$/.exec(line) ?? [];
      if (type !== undefined) {
        expect(types.has(type)).toBe(false);
        types.set(type, kind!);
      }
      if (line.startsWith('#')) continue;
      const [, name] = /^([a-z_]+)(?:\{(?:[a-z_]+="[^"\\\n]*",?)+\})? -?[0-9.e+-]+$/.exec(line) ?? [];
      expect([line, name !== undefined && (types.has(name) || types.has(name.replace(/_(bucket|sum|count)$/, '')))]).toEqual([line, true]);
    }
    expect(types.get('minutebook_command_seconds')).toBe('histogram');
  });
  it('counts commands by verb and by how they ended, and how long they took', async () => {
    const before = await read();
    const [key, id] = [randomUUID(), randomUUID()];
    await introduce('Member A', key, id);
    await introduce('Member A', key, id);
    await introduce('Member B', randomUUID(), id);
    const after = await read();
    const grown = (sample: string) => (value(after, sample) ?? 0) - (value(before, sample) ?? 0);
    for (const outcome of ['recorded', 'again', 'refused'])
      expect([outcome, grown(`minutebook_commands_total{verb="IntroducePerson",outcome="${outcome}"}`)]).toEqual([outcome, 1]);
    expect(grown('minutebook_command_seconds_count')).toBe(3);
    expect(grown('minutebook_command_seconds_bucket{le="+Inf"}')).toBe(3);
    expect(grown('minutebook_append_group_size_count')).toBe(1);
    expect(grown('minutebook_log_entries')).toBe(1);
  });
  it('counts appends that shared a commit', async () => {
    const before = await read();
    await Promise.all(Array.from({ length: 20 }, () => introduce('Member C')));
    const after = await read();
    const grown = (sample: string) => value(after, sample)! - (value(before, sample) ?? 0);
    expect(grown('minutebook_append_group_size_sum')).toBe(20);
    expect(grown('minutebook_append_group_size_count')).toBeGreaterThan(0);
  });
  it('says how far followers and checkpoint are, and who listens', async () => {
    const leaving = new AbortController();
    const listening = await fetch(`${server.address}/api/log/stream`, { signal: leaving.signal });
    await server.app.get(MinuteBook).settled();
    const text = await read();
    expect(value(text, 'minutebook_sse_watchers')).toBe(1);
    expect(value(text, 'minutebook_follower_lag_entries{follower="search"}')).toBe(0);
    expect(value(text, 'minutebook_follower_stopped{follower="ledger"}')).toBe(0);
    expect(value(text, 'minutebook_event_loop_delay_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0);
    expect(value(text, 'minutebook_store_read_only')).toBe(0);
    // Nobody has taken a backup, and nought would be a moment.
    expect(value(text, 'minutebook_last_backup_timestamp_seconds')).toBeUndefined();
    leaving.abort();
    await listening.text().catch(() => undefined);
    await server.app.get(MinuteBook).ledger.newest();
    const later = await read();
    expect([value(later, 'minutebook_sse_watchers'), value(later, 'minutebook_uncovered_entries')]).toEqual([0, 0]);
    expect(value(later, 'minutebook_checkpoint_age_seconds')).toBeLessThan(60);
  });
  it('has no label that is an id, an address or a name, however much is asked', async () => {
    for (let n = 0; n < 20; n++) await fetch(`${server.address}/api/people/${randomUUID()}/entries?after=${n}`);
    await fetch(`${server.address}/api/people/${randomUUID()}/entries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ verb: 'Member D', data: { name: 'Member D' } }),
    });
    const text = await read();
    expect(text).toContain('verb="unknown",outcome="refused"');
    expect(text).not.toMatch(/Member|[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(text.split('\n').length).toBeLessThan(300);
  });
  it('says that nothing more is recorded', async () => {
    const { store } = server.app.get(MinuteBook);
    const full = new StoreUnavailable('The disk is full.', 'Make room, then start again.', { lasts: true });
    (store as unknown as { stop: (why: StoreUnavailable) => void }).stop(full);
    await introduce('Member E');
    const text = await read();
    expect(value(text, 'minutebook_store_read_only')).toBe(1);
    expect(value(text, 'minutebook_commands_total{verb="IntroducePerson",outcome="unavailable"}')).toBe(1);
  });
});
