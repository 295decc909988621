import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { readMeetingFile } from './parse.js';

const whole = readFileSync(new URL('../../../test/golden/em-iep-2010-01-20/meeting.yaml', import.meta.url), 'utf8');
const rules = (source: string) => {
  const read = readMeetingFile(source, 'meeting.yaml');
  return 'errors' in read ? read.errors.map(({ rule }) => rule) : [];
};

it('a file that is cut anywhere in a line is refused, whatever is left of it', () => {
  expect(rules(whole)).toEqual([]);
  for (let end = 200; end < whole.length; end += 97)
    if (whole[end - 1] !== '\n') expect([end, rules(whole.slice(0, end)).length > 0]).toEqual([end, true]);
});
it('names the line at which it stops', () => {
  const read = readMeetingFile(whole.trimEnd(), 'meeting.yaml');
  expect('errors' in read && read.errors).toMatchObject([{ rule: 'file.cut-short', line: whole.trimEnd().split('\n').length }]);
});
