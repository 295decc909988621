import { BadShape, choice, fields, fromLog, leaf, maybe, oneOf, the, theEntry, type Shape } from './shape.js';

export type EntryId = string;

const known = (source: RegExp, what: string, example: string, is: 'date' | 'partial date' | 'clock' | 'instant' | 'zone') =>
  leaf<string>(
    (value, at, from) => {
      // What is on record is read as it stands.
      if (typeof value === 'string' && source.test(value) && (from === fromLog || isOnTheCalendar(value))) return value;
      throw new BadShape(at, `is ${what}, such as ${example}`);
    },
    { type: 'string', pattern: source.source },
    { is },
  );

const isOnTheCalendar = (value: string) => {
  const [, year, month, day] = /^(\d{4}|XXXX)-(\d{2})-(\d{2})/.exec(value)?.map(Number) ?? [];
  if (day === undefined) return true;
  return month! >= 1 && month! <= 12 && day >= 1 && day <= daysIn(Number.isNaN(year) ? 2000 : year!, month!);
};
const daysIn = (year: number, month: number) => (month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** A calendar day, `2010-01-20`. */
export const date = known(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day', '2010-01-20', 'date');

/** A date as far as it is stated (EDTF level 1): `2010`, `2010-04`, `2010-04-14`, `XXXX-05-14` for "14th May". */
export const partialDate = known(
  /^(\d{4}|XXXX)(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
  'a date as far as it is stated',
  '2010-04 or XXXX-05-14',
  'partial date',
);

/** A time on the clock in the place of the meeting, `14:32`. */
export const clock = known(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time on the clock', '14:32', 'clock');

/** An instant, UTC with milliseconds, `2026-01-20T14:32:00.000Z`. */
export const instant = known(
  /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/,
  'an instant in UTC with milliseconds',
  '2026-01-20T14:32:00.000Z',
  'instant',
);

/** A zone of the IANA database, `Europe/London`; whether it exists is for the edge that has the database. */
export const zone = known(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/, 'a time zone', 'Europe/London', 'zone');

/** What the recorder says of when it happened. An item or an entry is of the same stream. */
export type Occurred =
  | { readonly at: string; readonly zone: string | null }
  | { readonly date: string }
  | { readonly during: string }
  | { readonly before: EntryId }
  | { readonly after: EntryId };

export const occurred: Shape<Occurred> = choice({
  at: fields({ at: instant, zone: maybe(zone) }),
  date: fields({ date: partialDate }),
  during: fields({ during: the('item') }),
  before: fields({ before: theEntry }),
  after: fields({ after: theEntry }),
});

/** How a thing came to be known: the source says so, or somebody reads it into the source. */
export const provenance = oneOf('stated', 'inferred');
