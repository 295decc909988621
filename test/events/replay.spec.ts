import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { canonical } from '#kernel/canonical.js';
import { fields, maybe, count } from '#kernel/shape.js';
import { catalogues } from '#domain/catalogues.js';
import type { Catalogue } from '#kernel/event.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { idOf } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';
import { faults, type Published } from './lock.js';

const here = import.meta.dirname;
const published: readonly Published[] = globSync('*/*.json', { cwd: here })
  .toSorted()
  .map((path) => ({ kind: basename(dirname(path)), path, frozen: JSON.parse(readFileSync(join(here, path), 'utf8')) }));
const { caughtUp } = registersFor();

/** What ends a log, and what takes words away, come last. */
const last = ['PutRight', 'StruckOut', 'TextsErased', 'LogClosed'];
const inOrder = published.toSorted((one, other) => last.indexOf(one.frozen.type) - last.indexOf(other.frozen.type));

describe('every entry that was ever published', () => {
  it('is followed by the registers of today, in one log with all the others', async () => {
    const store = new MemoryStore();
    for (const { path, frozen } of inOrder) {
      const { revision } = await store.read(frozen.envelope.stream);
      const bytes = new TextEncoder().encode(canonical({ ...frozen.envelope, id: idOf(path), revision: revision + 1 }));
      await store.append(frozen.envelope.stream, revision, [bytes], frozen.texts);
    }
    const registers = await caughtUp(store);
    expect(registers.health().map(({ name, stopped, position }) => [name, stopped, position])).toEqual(
      registers.health().map(({ name }) => [name, null, published.length - 1]),
    );
    expect(registers.auditTrail({}).length).toBeGreaterThan(100);
  });
});

describe('the lock notices', () => {
  const types = Object.entries(catalogues).flatMap(([kind, catalogue]) => Object.keys(catalogue).map((type) => [kind, type] as const));

  it.each(types)('a shape of today that is changed without a new version: %s %s', (kind, type) => {
    const catalogue = (catalogues as Readonly<Record<string, Catalogue>>)[kind]!;
    const spec = catalogue[type]!;
    const { of } = spec.shape.is as { readonly of: Parameters<typeof fields>[0] };
    const changed = { ...spec, shape: fields({ ...of, oneMore: maybe(count) }) };
    const path = `${kind}/${type}.v${spec.v}.json`;
    expect(faults(published, { ...catalogues, [kind]: { ...catalogue, [type]: changed } })).toContain(
      `${path}: the shape has changed: give it version ${spec.v + 1} and a step from ${spec.v}`,
    );
  });
});
