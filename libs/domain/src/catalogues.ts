import type { Catalogue, EventSpec } from '#kernel/event.js';
import { actionEvents } from './action/events.js';
import { boardEvents } from './board/events.js';
import { decisionEvents } from './decision/events.js';
import { logEvents } from './log/events.js';
import { meetingEvents } from './meeting/events.js';
import { minutesEvents } from './minutes/events.js';
import { personEvents } from './person/events.js';

/** Every kind of stream with its events: `meeting` is the catalogue of `meeting-<id>`. */
export const catalogues = {
  board: boardEvents,
  person: personEvents,
  meeting: meetingEvents,
  minutes: minutesEvents,
  decision: decisionEvents,
  action: actionEvents,
  log: logEvents,
} as const satisfies Record<string, Catalogue>;
export type Kind = keyof typeof catalogues;

/** `meeting` of `meeting-3f…`; the log's own stream is `log`. */
export const kindOf = (stream: string): Kind | null => {
  if (stream === 'log') return 'log';
  // Asked several times for each entry that is read: a name that is cut out would be hashed each time.
  for (const { kind, begins } of kinds) if (stream.startsWith(begins)) return kind;
  return null;
};
const kinds = (Object.keys(catalogues) as Kind[]).map((kind) => ({ kind, begins: `${kind}-` }));

/** The id in a stream's name: of `meeting-3f…` that is `3f…`. */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** The catalogue's own string of a type that was read: by it members are found, and compared, without looking at its letters. */
export const ownType = (type: string): string => types.get(type) ?? type;
const types = new Map(Object.values(catalogues).flatMap((catalogue) => Object.keys(catalogue).map((type) => [type, type])));

/** What a type of entry in a stream is; nothing where this version does not know it. */
export const specOf = (stream: string, type: string): EventSpec | undefined => {
  const kind = kindOf(stream);
  const catalogue: Catalogue = kind ? catalogues[kind] : {};
  return Object.hasOwn(catalogue, type) ? catalogue[type] : undefined;
};
