import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lengthInLog } from './length.js';

describe('the length of a text in the log', () => {
  it('is that of its JSON in UTF-8', () => {
    const text = fc.string({ unit: 'binary' }).filter((one) => one.isWellFormed());
    fc.assert(fc.property(text, (one) => lengthInLog(one) === Buffer.byteLength(JSON.stringify(one))));
    const each = Array.from({ length: 0x100 }, (_, unit) => String.fromCharCode(unit)).join('');
    expect(lengthInLog(each)).toBe(Buffer.byteLength(JSON.stringify(each)));
  });
});
