import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readNote, signCheckpoint } from '#ledger/checkpoint.js';
import { SigningKey } from '#ledger/keys.js';
import { verifyConsistency, verifyInclusion } from '#ledger/proofs.js';
import { serving } from './serving.js';

const api = serving();
const introduce = (name: string) => api.post(`people/${randomUUID()}`, 'IntroducePerson', { name });
const newest = async (): Promise<string> => (await api.get('/api/log/checkpoint')).body;
const compare = (checkpoint: unknown) => api.send('/api/log/checkpoint', JSON.stringify({ checkpoint }), { key: null });
const hashes = (proof: readonly string[]) => proof.map((one) => Buffer.from(one, 'base64url'));

let seen = '';
beforeAll(async () => {
  await introduce('Member A');
  seen = await newest();
  await introduce('Member B');
});

describe('a reader who trusts nobody', () => {
  it('is given a checkpoint, and it again by its size', async () => {
    const { size } = readNote(seen).checkpoint;
    const answer = await api.get(`/api/log/checkpoints/${size}`);
    expect([answer.status, answer.body, answer.headers.get('content-type')]).toEqual([200, seen, 'text/plain; charset=utf-8']);
    expect(await api.get('/api/log/checkpoints/999')).toMatchObject({ status: 404, body: { code: 'checkpoint.unknown' } });
  });
  it('shows one that was seen before, and is given the proof that the log has only grown', async () => {
    const { status, body } = await compare(seen);
    const [old, now] = [readNote(seen).checkpoint, readNote(body.checkpoint).checkpoint];
    expect([status, body.first, body.second]).toEqual([200, old.size, now.size]);
    expect(now.size).toBeGreaterThan(old.size);
    expect(verifyConsistency(old.size, now.size, hashes(body.proof), old.root, now.root)).toBe(true);
    expect((await api.get(`/api/log/consistency?first=${old.size}&second=${now.size}`)).body.proof).toEqual(body.proof);
    expect(await api.get('/api/log/consistency?first=3&second=9999')).toMatchObject({ status: 400, body: { code: 'size.wrong' } });
  });
  it('is given a receipt for one entry, with its words or without', async () => {
    const position = await api.head();
    const { body } = await api.get(`/api/log/entries/${position}/receipt`);
    const { size, root } = readNote(body.checkpoint).checkpoint;
    const leaf = Buffer.from(body.entry.leaf, 'base64url');
    expect(verifyInclusion(leaf, position, size, hashes(body.proof), root)).toBe(true);
    expect(body.entry.texts.map(({ text }: { text: string }) => text)).toEqual(['Member B']);
    const { body: bare } = await api.get(`/api/log/entries/${position}/receipt?texts=false`);
    expect(bare.entry).toEqual({ ...body.entry, texts: [{ digest: body.entry.texts[0].digest, withheld: true }] });
    expect(await api.get('/api/log/entries/9999/receipt')).toMatchObject({ status: 404, body: { code: 'position.unknown' } });
  });
  it('is told where a checkpoint is none, or that of another log', async () => {
    expect(await compare('nothing')).toMatchObject({ status: 400, body: { code: 'checkpoint.unreadable' } });
    const forged = signCheckpoint(readNote(seen).checkpoint, SigningKey.make());
    expect(await compare(forged)).toMatchObject({ status: 409, body: { code: 'checkpoint.other-log' } });
    expect((await api.get('/health')).body.ledger).toMatchObject({ alarm: null, unsigned: null });
  });
});
