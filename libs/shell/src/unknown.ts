import { refusing } from '#kernel/refusal.js';
import type { Kind } from '#domain/catalogues.js';
import { Refused } from './command.js';

/** What a reader asks for and the book does not hold, at the moment that was asked for. */
export const unknownRefusals = {
  'board.unknown': { says: 'No board of this book has this id or name.', remedy: 'Look at the list of boards.' },
  'person.unknown': { says: 'Nobody in this book has this id or name.', remedy: 'Look at the list of people.' },
  'meeting.unknown': { says: 'No meeting in this book has this id.', remedy: 'Look at the meetings of its board.' },
  'minutes.unknown': {
    says: 'Nothing is recorded of the minutes of a meeting with this id.',
    remedy: 'Look at the meetings of its board.',
  },
  'decision.unknown': { says: 'No decision in this book has this id.', remedy: 'Look at the register of decisions.' },
  'action.unknown': { says: 'No action in this book has this id.', remedy: 'Look at the list of actions.' },
  'stream.unknown': { says: 'There is no such stream.', remedy: 'Look at the audit trail for those that there are.' },
} as const;

export const unknown = (kind: Kind | null, asked = ''): Refused => {
  const code = `${kind ?? 'stream'}.unknown`;
  const known = Object.hasOwn(unknownRefusals, code) ? (code as keyof typeof unknownRefusals) : 'stream.unknown';
  return new Refused(refusing(unknownRefusals)(known, asked && `It was ${JSON.stringify(asked.slice(0, 80))}.`));
};
