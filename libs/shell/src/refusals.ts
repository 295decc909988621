import { refusing } from '#kernel/refusal.js';

/** What the write path refuses before or after a decider was asked. */
export const shellRefusals = {
  'stream.unknown': {
    says: 'There is no such kind of stream.',
    remedy: 'Name a board, person, meeting, minutes, decision or action by its id.',
  },
  'stream.moved': {
    says: 'The stream has moved on since it was read.',
    remedy: 'Read it again, look at what is new, and send the command with the new revision.',
  },
  'data.wrong': { says: 'The data do not have the shape of this verb.', remedy: 'Mend the place named and send it again.' },
  'command.id-reused': { says: 'This command id was used for something else.', remedy: 'Send the new intent under a new id.' },
  'command.id-taken': {
    says: 'An entry that this command would make has the id of one that is in the log.',
    remedy: 'Send it under a new random UUID: ids that are counted up are too near to each other.',
  },
  'command.id-wrong': {
    says: 'A command id is a UUID in small letters.',
    remedy: 'Make a new random UUID for each intent, and keep it when sending again.',
  },
  'command.erased': { says: 'This was recorded, and words of it have since been erased.', remedy: 'It is done: do not send it again.' },
  'text.not-here': {
    says: 'This stream does not hold a text that is to be erased.',
    remedy: 'Name the digests of its own texts: the entries show them.',
  },
  'text.erased': { says: 'A text of this command was erased and cannot be put again.', remedy: 'Write it without those words.' },
  'entry.too-large': { says: 'One entry would be larger than the log takes.', remedy: 'Record it as several entries.' },
  'at.wrong': {
    says: '`at` is neither a position nor a time.',
    remedy: 'Write a position such as 41, a day, or a time with its zone such as 2026-01-20T14:32:00Z.',
  },
  'at.ahead': { says: 'The log does not go that far.', remedy: 'Ask at an earlier position, or leave `at` out for now.' },
  'since.wrong': {
    says: '`since` is no version, no position and no time.',
    remedy: 'Write `version:1`, a position such as 41, a day, or a time with its zone such as 2026-01-20T14:32:00Z.',
  },
  'since.ahead': { says: 'The log does not go that far.', remedy: 'Name an earlier position, or a version that was sent out.' },
  'since.later': {
    says: '`since` is later than the moment that was asked for.',
    remedy: 'Name an earlier one, or leave `at` out for now.',
  },
  'version.unknown': {
    says: 'No such version of these minutes was sent out.',
    remedy: 'Name one that was, or a position or time in its place.',
  },
  'search.no-words': {
    says: 'There are no words to look for.',
    remedy: 'Write one word or more; put "a phrase" into quotes.',
  },
  'wait.wrong': {
    says: 'The header Wait-For names no place in the log.',
    remedy: 'Write a position such as 41, or a stream and a revision such as meeting-3f…@12.',
  },
  'wait.over': {
    says: 'What was waited for has not come in that time.',
    remedy: 'Ask again, or with a longer Prefer: wait; /health says how far the registers are.',
  },
  'on.wrong': { says: '`on` is no day.', remedy: 'Write a day such as 2026-01-20.' },
} as const;
export const refuse = refusing(shellRefusals);
