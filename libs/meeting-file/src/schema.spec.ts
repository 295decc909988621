import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { meetingFileSchema } from './schema.js';

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(meetingFileSchema());
const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const seed = read('test/golden/em-iep-2010-01-20/meeting.yaml');
const head = { minutebook: 1, board: 'Board A', meeting: '2010-01-20', recorded: 'live' };

describe('the schema for editors', () => {
  it('takes the minutes of 2010, whether its scalars are read as text or as an editor reads them', () => {
    expect([validate(parse(seed, { schema: 'failsafe' })), validate.errors]).toEqual([true, null]);
    expect([validate(parse(seed)), validate.errors]).toEqual([true, null]);
  });

  it.each([
    ['an unknown key', { ...head, chairman: 'Member A' }],
    ['an unknown role', { ...head, present: [{ role: 'voter' }] }],
    ['an unknown kind', { ...head, items: [{ 'item 1': 'Reports', record: [{ agreeed: 'words' }] }] }],
    ['a count that is none', { ...head, items: [{ 'item 1': 'Reports', record: [{ vote: 'words', for: -1 }] }] }],
    ['a file of another version', { ...head, minutebook: 2 }],
    ['a file without a board', { minutebook: 1, meeting: '2010-01-20', recorded: 'live' }],
  ])('refuses %s', (_, file) => {
    expect(validate(file)).toBe(false);
  });

  it('takes what may stay unsaid', () => {
    expect(
      validate({
        ...head,
        items: [{ 'item 1': 'Reports', 'earlier business': 'not stated', record: [{ facts: [{ agreed: 'a' }], words: 'a' }] }],
      }),
    ).toBe(true);
  });
});
