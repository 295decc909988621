import { howRecorded } from '#kernel/entry.js';
import { money } from '#kernel/money.js';
import { code, id, label, maybe, said, the, theEntry, words, type Shape } from '#kernel/shape.js';
import { clock, date, instant, occurred, partialDate, zone } from '#kernel/times.js';
import { reportedAt } from '#domain/reported-at.js';
import { attends, due, meetingNamed, owner, role } from '#domain/shapes.js';

export type Schema = Record<string, unknown>;
export const ref = (schema: string): Schema => ({ $ref: `#/components/schemas/${schema}` });
const orNull = (schema: object): Schema => ({ anyOf: [schema, { type: 'null' }] });

/** What many verbs carry, under the name by which the document refers to it. */
const shapes: Readonly<Record<string, Shape<unknown>>> = {
  Words: words,
  Said: said,
  Occurred: occurred,
  Due: due,
  Owner: owner,
  Meeting: meetingNamed,
  Money: money,
  Role: role,
  Attends: attends,
  Code: code,
  Label: label,
  Day: date,
  PartialDate: partialDate,
  Clock: clock,
  Instant: instant,
  Zone: zone,
  TheEntry: theEntry,
  TheItem: the('item'),
  TheDecision: the('decision'),
  TheMotion: the('motion'),
  TheDivision: the('division'),
  TheSubject: the('subject'),
  APerson: id('person'),
  AMeeting: id('meeting'),
  WordsIfStated: maybe(words),
  SaidIfStated: maybe(said),
  PersonIfStated: maybe(id('person')),
  ReportedAt: reportedAt,
};

/** What every body may say beside its verb and its data: how it came to be recorded, when it happened, by whose permission. */
const about: Readonly<Record<string, Schema>> = {
  Circumstances: {
    type: 'object',
    properties: {
      recorded: { enum: howRecorded, default: 'live' },
      occurred: orNull(ref('Occurred')),
      enteredAt: orNull({ type: 'string', format: 'date-time' }),
      override: orNull(ref('Override')),
    },
  },
  Override: {
    type: 'object',
    properties: {
      rules: { type: 'array', items: { type: 'string' } },
      by: orNull({ type: 'string', format: 'uuid' }),
      authority: { enum: ['announced by the chair', 'ruling', 'standing orders', 'resolution'] },
      reason: { type: 'string', minLength: 1 },
    },
    required: ['authority', 'reason'],
    additionalProperties: false,
  },
};
const names = new Map(Object.entries(shapes).map(([name, { json }]) => [JSON.stringify(json), name]));

/** The schema with a reference wherever it repeats a shared one. */
export const sharing = (schema: unknown): unknown => {
  const name = names.get(JSON.stringify(schema));
  return name === undefined ? within(schema) : ref(name);
};
const within = (schema: unknown): unknown => {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(sharing);
  return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, sharing(part)]));
};

export const sharedSchemas: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(Object.entries(shapes).map(([name, { json }]) => [name, within(json)])),
  ...about,
};
