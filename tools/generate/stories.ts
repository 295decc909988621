import type { Kind } from '#domain/catalogues.js';

/** What each kind of stream tells. */
export const stories: Readonly<Record<Kind, string>> = {
  board:
    'A board: its names, its quorum, its seats and who holds them, its standing orders, and its meetings. A meeting begins by being named here.',
  person: 'A person known to the book: names, initials and spellings with the place where each is good, and whom the person represents.',
  meeting:
    'One meeting: agenda, attendance, interests, business, votes, decisions and actions, what was put right, and what became of its minutes.',
  minutes: 'The paper that a meeting left: drafted, circulated in numbered versions, approved, drafted again.',
  decision: 'What became of a decision after the meeting that took it. It continues an entry of that meeting.',
  action: 'What became of an action after the meeting that raised it. It continues an entry of that meeting.',
  log: 'What the log says of itself: how it began, and from where each policy carries facts.',
};

/** Why facts are carried from one stream to another, by the name of the policy. */
export const carries: Readonly<Record<string, string>> = {
  'actions.carry': 'What a meeting hears of an earlier action is recorded in that meeting, and carried to the action’s own stream.',
  'decisions.carry': 'What a meeting does with an earlier decision is recorded in that meeting, and carried to the decision’s own stream.',
  'minutes.approve': 'A meeting that approves the minutes of another one, which the book holds, approves the paper in its own stream.',
  'minutes.told':
    'A meeting is told that its minutes were circulated or approved, so that its own stream knows when a correction needs a decision.',
  'corrections.carry': 'A correction that a later meeting agrees is carried to the meeting that it corrects.',
};

/** Errors of a meeting file whose sentence is put together from what stands there. */
export const composed: readonly (readonly [code: string, says: string, remedy: string])[] = [
  [
    'file.differs-from-book',
    'The file says something else than the book, difference by difference.',
    'Import it again with --amend --reason "why".',
  ],
  ['file.key-misplaced', 'This kind of entry does not take that key.', 'Put it under the kind that takes it.'],
  [
    'file.cut-short',
    'The file stops in the middle of a line, so it may have been cut short.',
    'See whether it is whole. If it is, end its last line as every other: with the Enter key.',
  ],
  ['file.not-yaml', 'The file cannot be read as YAML.', 'Put words with a colon in them after ">-" or between quotes.'],
  ['file.version-unknown', 'This reads another version of the format.', 'Begin the file with "minutebook: 1".'],
];
