import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { event, type Catalogue } from '#kernel/event.js';
import { count, maybe, words } from '#kernel/shape.js';
import { text } from '#kernel/text.js';
import { checkEnvelope } from '#event-store/envelope.js';
import { canonical } from '#kernel/canonical.js';
import { eventId } from '#kernel/ids.js';
import { catalogues } from '#domain/catalogues.js';
import { freeze } from '../../tools/generate/frozen.js';
import { faults, type Published } from './lock.js';

const here = import.meta.dirname;
const published: readonly Published[] = globSync('*/*.json', { cwd: here }).map((path) => ({
  kind: basename(dirname(path)),
  path,
  frozen: JSON.parse(readFileSync(join(here, path), 'utf8')),
}));

describe('every entry that was ever published', () => {
  it('is read by today’s shape, has kept its shape, and has its file', () => expect(faults(published, catalogues)).toEqual([]));

  it('lies under its type and version', () =>
    expect(published.filter(({ path, frozen }) => basename(path) !== `${frozen.type}.v${frozen.v}.json`)).toEqual([]));

  it.each(published.map(({ path, frozen }) => [path, frozen.envelope] as const))('%s is an envelope that a store takes', (_, envelope) => {
    expect(checkEnvelope(new TextEncoder().encode(canonical(envelope)))).toEqual(envelope);
  });

  it('has the id that its stream and its command give it', () =>
    expect(published.filter(({ frozen: { envelope } }) => envelope.id !== eventId(envelope.stream, envelope.command, 0))).toEqual([]));
});

describe('the lock notices', () => {
  const noted = (v: number, data: object, upcast = {}): Catalogue => ({
    Noted: event({ v, by: 'Note', say: 'note', doc: 'Noted.', data: data as never, example: { words: text('So be it') } as never, upcast }),
  });
  const was = noted(1, { words });
  const kept: readonly Published[] = [{ kind: 'board', path: 'Noted.v1.json', frozen: freeze('board', 'Noted', was['Noted']!, ['Noted']) }];
  const noticed = (today: Catalogue) => faults(kept, { board: today });

  it('nothing where nothing has changed', () => expect(noticed(noted(1, { words }))).toEqual([]));
  it('a new type without its file', () => expect(noticed({ ...was, Other: was['Noted']! })[0]).toContain('Other v1 is not published'));
  it('a type that has vanished', () => expect(noticed({})).toEqual(['Noted.v1.json: Noted is gone, and logs hold it']));
  it('a changed shape under the old version', () =>
    expect(noticed(noted(1, { words, votes: maybe(count) }))).toEqual([
      'Noted.v1.json: the shape has changed: give it version 2 and a step from 1',
    ]));
  it('a text that became plain', () => expect(noticed(noted(1, { words: count }))).toHaveLength(2));
  it('a new version without a step', () =>
    expect(noticed(noted(2, { words, votes: count }))).toEqual([
      'board Noted v2 is not published: npm run generate -- --freeze',
      'Noted.v1.json: cannot be read today: the value has version 1, and no step leads from it to 2',
    ]));
  it('no fault in a new version with its step', () => {
    const today = noted(2, { words, votes: count }, { 1: (data: object) => ({ ...data, votes: 0 }) });
    const frozen = { ...kept[0]!.frozen, v: 2, schema: freeze('board', 'Noted', today['Noted']!, ['Noted']).schema };
    const envelope = { ...frozen.envelope, data: { ...(frozen.envelope.data as object), votes: 0 } };
    expect(faults([...kept, { ...kept[0]!, frozen: { ...frozen, envelope } }], { board: today })).toEqual([]);
  });
  it('a digest that is made another way', () => {
    const [one] = kept;
    const texts = one!.frozen.texts.map((sealed) => ({ ...sealed, salt: `${sealed.salt}x` }));
    expect(faults([{ ...one!, frozen: { ...one!.frozen, texts } }], { board: was })).toHaveLength(1);
  });
});
