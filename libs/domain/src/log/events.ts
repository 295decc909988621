import { withCorrections } from '#kernel/corrections.js';
import { event, type EventsOf, type IntentsOf } from '#kernel/event.js';
import { code, count, id, maybe, words } from '#kernel/shape.js';
import { text } from '#kernel/text.js';

export const logEvents = withCorrections({
  LogBegun: event({
    v: 1,
    by: 'BeginLog',
    say: 'begin the log',
    doc: 'The genesis of a log: its format, its id and its origin. The keys are absent until there is a ledger.',
    data: { format: count, log: id('log'), origin: maybe(words), key: maybe(words), recoveryKey: maybe(words) },
    example: { format: 0, log: 'log', origin: text('A board’s own computer'), key: null, recoveryKey: null },
  }),
  PolicyBegun: event({
    v: 1,
    by: 'BeginPolicy',
    say: 'begin a policy',
    doc: 'A policy carries facts from this position of the log on.',
    data: { policy: code, from: count },
    example: { policy: 'actions.carry', from: 0 },
  }),
});
export type LogEvent = EventsOf<typeof logEvents>;
export type LogIntent = IntentsOf<typeof logEvents>;
