import { describe, expect, it } from '@jest/globals';
import { Refused } from '#shell/command.js';
import { formOf } from './forms.js';

describe('the form of an answer', () => {
  it.each([
    [undefined, undefined, 'json'],
    [undefined, '*/*', 'json'],
    [undefined, 'text/html', 'html'],
    [undefined, 'text/html,application/xhtml+xml,*/*;q=0.8', 'html'],
    [undefined, 'text/html;q=0.4, text/markdown;q=0.9', 'md'],
    [undefined, 'image/png, text/*;q=0.1', 'md'],
    [undefined, 'TEXT/HTML', 'html'],
    [undefined, 'application/json;q=0, text/html', 'html'],
    ['md', 'text/html', 'md'],
  ] as const)('asked for as %s, accepting %s, is %s', (format, accept, form) =>
    expect(formOf(['json', 'md', 'html'], format, accept)).toBe(form),
  );
  it.each(['image/png', 'application/json;q=0', ''])('is refused where only %p is accepted', (accept) =>
    expect(() => formOf(['json', 'csv'], undefined, accept)).toThrow(Refused),
  );
});
