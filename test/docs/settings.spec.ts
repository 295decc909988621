import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { settings } from '#shell/settings.js';

const guide = readFileSync('docs/guides/run-a-server.md', 'utf8');
const rows = [...guide.matchAll(/^\| `(MINUTEBOOK_\w+)` +\| `([^`]+)` +\|/gm)].map(([, name, otherwise]) => [name!, otherwise!] as const);

describe('the guide to running a server', () => {
  it('names every setting with what holds where it is left out, and no other', () =>
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(Object.entries(settings).map(([name, { otherwise }]) => [name, otherwise])),
    ));
});
