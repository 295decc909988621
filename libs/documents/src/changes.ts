import type { Change, Printed } from '#views/differences/differences.js';
import type { Minutes } from '#views/minutes/model.js';
import { inWords, readSaid, type Reader } from './reader.js';
import { dueInWords, ownersInWords, plain, speak, type Speaker } from './speak.js';
import { openLine } from './open-minutes.js';

export type OpenChange = {
  readonly change: Change['change'];
  readonly entry: string;
  /** All that stand behind it, then and now. */
  readonly entries: readonly string[];
  /** `item 5`, or the part of the minutes. */
  readonly where: string;
  readonly was: string | null;
  readonly is: string | null;
};

/** The list of changes of a numbered version, in words: what reads the same although it was written anew is no change. */
export const openChanges = (changes: readonly Change[], before: Minutes, after: Minutes, reader: Reader): readonly OpenChange[] =>
  changes
    .map((change) => ({
      change: change.change,
      entry: change.entry,
      entries: change.entries,
      where: whereOf(change, after, before, reader),
      was: 'was' in change ? printedInWords(change.was, { ...reader, held: before.held }) : null,
      is: 'is' in change ? printedInWords(change.is, { ...reader, held: after.held }) : null,
    }))
    .filter(({ was, is }) => was !== is);

const whereOf = (change: Change, after: Minutes, before: Minutes, reader: Reader): string => {
  const item = [...after.items, ...before.items].find((one) => one.item === change.item);
  if (item) return item.label === null ? inWords(reader.open(item.heading)) : `item ${item.label}`;
  const printed = 'is' in change ? change.is : change.was;
  return printed.of === 'line' ? 'the meeting' : printed.of;
};

const printedInWords = (printed: Printed, speaker: Speaker): string => {
  const name = (id: string) => inWords(speaker.name(id, 'person'));
  const opened = (words: Parameters<Reader['open']>[0] | null) => (words === null ? null : inWords(speaker.open(words)));
  switch (printed.of) {
    case 'line': {
      const { text, bullets } = openLine(printed.line, speaker);
      return [text, ...bullets.map((bullet) => bullet.text)].join(' – ');
    }
    case 'item':
      return stated(printed.item.label, inWords(speaker.open(printed.item.heading)));
    case 'list of those present':
      return stated(opened(printed.roster.heading), `(${printed.roster.role})`);
    case 'person present': {
      const { person, printed: words, initials, of, substitute, remote, role } = printed.person;
      const instead = substitute && (opened(substitute.printed) ?? `substituting for ${name(substitute.for)}`);
      return stated(
        opened(words) ?? name(person),
        initials && `(${inWords(speaker.open(initials))})`,
        instead,
        opened(of),
        `– ${role}${remote ? ', remotely' : ''}`,
      );
    }
    case 'apology':
      return stated(opened(printed.apology.printed) ?? name(printed.apology.person), opened(printed.apology.of));
    case 'printed list':
      return stated(printed.listed.label, plain(speak([{ said: printed.listed.words }], speaker)));
    case 'sitting': {
      const { title, date, start, end, place } = printed.sitting;
      return stated(...title.map(opened), date, start, end, opened(place));
    }
    case 'action': {
      const { label, words, owners, due } = printed.action;
      const whose = ownersInWords(owners, speaker);
      return stated(label, readSaid(words, speaker.held, speaker.open), `(${whose})`, due && `due ${dueInWords(due, speaker)}`);
    }
  }
};
const stated = (...all: readonly (string | null)[]) => all.filter((one) => one !== null && one !== '').join(' ');
