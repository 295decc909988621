import type { Position } from '#event-store/port.js';
import type { RegisterFile } from './register-file.js';
import type { Value } from './tables.js';

/** `at`: as it was known when the log ended at this position; `on`: as it was true on this day, `2010-04-01`. Today and all that is known, without. */
export type When = { readonly at?: Position; readonly on?: string };
export type Row = Readonly<Record<string, Value>>;

/** One question after the other, all as of one moment. */
export class Ask {
  constructor(
    private readonly file: RegisterFile,
    readonly at: Position | null,
    readonly on: string,
  ) {}

  rows(sql: string, ...values: readonly (string | number | null)[]): readonly Row[] {
    return this.file.rows({ at: this.at, on: this.on }, sql, ...values);
  }
  one(sql: string, ...values: readonly (string | number | null)[]): Row | undefined {
    return this.rows(sql, ...values)[0];
  }

  /** What people are called now, by the id of any of their records. */
  names(): (person: string | null) => string | null {
    const names = new Map(this.rows('SELECT person, name FROM person_named').map(({ person, name }) => [person, name as string | null]));
    return (person) => names.get(person) ?? null;
  }
  organisations(): (organisation: string | null) => string | null {
    const rows = this.rows('SELECT organisation, name FROM organisation_named');
    const names = new Map(rows.map(({ organisation, name }) => [organisation, name as string | null]));
    return (organisation) => names.get(organisation) ?? null;
  }
}

export const json = <T>(value: Value | undefined): T => (value === null || value === undefined ? null : JSON.parse(value as string)) as T;

/** Rows by what one of their columns says, in their order. */
export const byTheir = (column: string, rows: readonly Row[]): ((value: Value | undefined) => readonly Row[]) => {
  const groups = Map.groupBy(rows, (row) => row[column]);
  return (value) => groups.get(value) ?? [];
};

/** WHERE with those conditions of which something is asked. */
export const where = (conditions: Readonly<Record<string, string | null | undefined>>) => {
  const asked = Object.entries(conditions).filter(([, value]) => value !== undefined && value !== null);
  return {
    sql: asked.length === 0 ? '' : `WHERE ${asked.map(([condition]) => condition).join(' AND ')}`,
    values: asked.map(([, value]) => value as string),
  };
};

/** `2010-01-20`, and `2010-01-20 (2)` for the second of that day. */
export const meetingName = ({ date, nth, that_day: thatDay }: Row): string | null =>
  date === null || date === undefined ? null : Number(thatDay) > 1 ? `${date} (${nth})` : String(date);
