import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wantedIn } from './wanted.js';

const db = new DatabaseSync(':memory:');
db.exec("CREATE VIRTUAL TABLE line_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 2')");
const add = db.prepare('INSERT INTO line_words (rowid, words) VALUES (?, ?)');
const match = db.prepare('SELECT rowid FROM line_words WHERE words MATCH ?');
afterAll(() => db.close());

const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('"', "'", '“', '*', '(', ')', '^', ':', '-', '+', ' ', 'a', 'NEAR', ' AND ', ' OR ', ' NOT ', '\0', 'é'),
  }),
  fc.array(fc.lorem({ maxCount: 1 }), { maxLength: 400 }).map((words) => words.join(' ')),
);

describe('what people type', () => {
  it.each([
    ['one', '"one"*'],
    ['one two', '"one" "two"*'],
    ['"one two" three', '"one two" "three"*'],
    ['three "one two"', '"three" "one two"'],
    ['“one two', '"one two"'],
    ["members' board's", '"members\'" "board\'s"*'],
    ['one AND (two) *', '"one" "AND" "(two)"*'],
    ['words:one', '"words:one"*'],
  ])('%s is asked as %s', (words, asked) => expect(wantedIn(words)).toBe(asked));

  it.each(['', ' ', '"', '""', '***', '( ) - "…" \0'])('%j asks for nothing', (words) => expect(wantedIn(words)).toBeNull());

  it('never makes the index err', () =>
    fc.assert(
      fc.property(typed, (words) => {
        const wanted = wantedIn(words);
        if (wanted !== null) match.all(wanted);
      }),
      { numRuns: 500 },
    ));

  it('finds the line that it was copied from', () => {
    let rowid = 0;
    const word = fc.string({ unit: fc.constantFrom('a', 'É', '7', 'ß', 'ж', "'", '-', '(', '*', '"'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const line = words.join(' ');
        const wanted = wantedIn(line);
        fc.pre(wanted !== null);
        rowid += 1;
        add.run(rowid, line);
        expect(match.all(wanted!).map((row) => row['rowid'])).toContain(rowid);
      }),
    );
  });
});
