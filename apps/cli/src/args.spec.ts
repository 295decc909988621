import { describe, expect, it } from '@jest/globals';
import { choose, inFormats, noMoreThan, readArgs } from './args.js';
import { Failure } from './failure.js';

const own = { amend: { doc: 'put right' }, reason: { value: 'TEXT', doc: 'why' } };
const failure = (work: () => unknown): Failure => {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing failed');
};

describe('what is typed after a command', () => {
  it('is words and options, in any order', () => {
    const args = readArgs(['a.yaml', '--amend', '--reason', 'Misread', 'b.yaml', '--data=/tmp/x'], own);
    expect(args.words).toEqual(['a.yaml', 'b.yaml']);
    expect(args.flag('amend')).toBe(true);
    expect(args.value('reason')).toBe('Misread');
    expect(args.value('data')).toBe('/tmp/x');
    expect(args.value('at')).toBeNull();
  });

  it('takes what follows -- as words', () => expect(readArgs(['--', '--amend'], own).words).toEqual(['--amend']));

  it('takes digests as words, whatever they begin with', () => {
    const digests = [`-${'a'.repeat(42)}`, `--${'B'.repeat(41)}`, `b${'_'.repeat(42)}`];
    for (const typed of [digests, ['--', ...digests], ['--amend', ...digests, '--reason', 'Misread']])
      expect([...readArgs(typed, own).words].sort()).toEqual([...digests].sort());
    expect(failure(() => readArgs([`--${'B'.repeat(40)}`], own)).message).toContain('There is no option');
  });

  it('takes -h for --help', () => expect(readArgs(['-h'], own).flag('help')).toBe(true));

  it('names the option that was meant', () => {
    const { exit, message, remedy } = failure(() => readArgs(['--amned'], own));
    expect([exit, message, remedy]).toEqual([2, 'There is no option --amned here.', 'Did you mean --amend?']);
  });

  it('refuses an option without its value, and a flag with one', () => {
    expect(failure(() => readArgs(['--reason'], own)).message).toBe('--reason needs a value.');
    expect(failure(() => readArgs(['--data='], own)).message).toBe('--data needs a value.');
    expect(failure(() => readArgs(['--amend=yes'], own)).message).toBe('--amend takes no value.');
  });

  it('names a choice that was meant', () => {
    const args = readArgs(['--format', 'jsn'], inFormats(['table', 'json']));
    const { exit, remedy } = failure(() => choose(args, 'format', ['table', 'json'], 'table'));
    expect([exit, remedy]).toEqual([2, 'Did you mean json? It may be table, json.']);
  });

  it('refuses words that nothing is done with', () => {
    expect(failure(() => noMoreThan(readArgs(['a', 'b'], own), 1, { name: 'help', takes: '[COMMAND]' })).message).toBe('What is `b` for?');
  });
});
