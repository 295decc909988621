import { describe, expect, it } from '@jest/globals';
import { progressOn } from './progress.js';

const terminal = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, out: { isTTY, columns: 80, write: (words: string) => written.push(words) } };
};

describe('a progress bar', () => {
  it('says how much is done, and goes when the work is done', () => {
    const { written, out } = terminal(true);
    const progress = progressOn(out, 'Recording');
    progress.show(1, 4);
    progress.show(1, 4);
    progress.end();
    expect(written).toEqual(['\r\u001b[2KRecording [######..................] 25 %  1 of 4', '\r\u001b[2K']);
  });

  it('is a line now and then in a pipe, for work that asks for it', () => {
    const { written, out } = terminal(false);
    const progress = progressOn(out, 'Rebuilding', 0);
    progress.show(1, 4);
    progress.show(3, 4);
    progress.end();
    expect(written).toEqual(['Rebuilding: 25 %, 1 of 4\n', 'Rebuilding: 75 %, 3 of 4\n']);
  });

  it('is not written into a pipe', () => {
    const { written, out } = terminal(false);
    const progress = progressOn(out, 'Recording');
    progress.show(1, 4);
    progress.end();
    expect(written).toEqual([]);
  });
});
