import type { Entry } from './entry.js';
import { eventId } from './ids.js';

type Data = Readonly<Record<string, unknown>>;
type Whole = Entry & { readonly type: string; readonly data: unknown };
/** Entries of one type whose data have the same members: their names once, then the values of each. */
type Table = readonly [type: string, members: readonly string[], ...values: (readonly unknown[])[]];

/** Entries of one stream on their way to a screen: nothing is said twice, and of each only what does not follow from the one before it. */
export type Rows<E extends Whole> = {
  /** Of which table each is the next row. */
  readonly kinds: readonly number[];
  readonly tables: readonly Table[];
  readonly commands: readonly string[];
  /** In milliseconds since the one before it was recorded; of the first, since 1970. */
  readonly after: readonly number[];
  readonly rest: readonly Partial<E>[];
};

/** Entries as rows, half as long on the wire. All of them have the same members. */
export const rowsOf = <E extends Whole>(entries: readonly E[]): Rows<E> => {
  const next = following<E>();
  const tables = new Map<string, [string, readonly string[], ...(readonly unknown[])[]]>();
  const kinds = entries.map(({ type, data }) => {
    const members = Object.keys(data as Data);
    const kind = JSON.stringify([type, members]);
    const table = tables.get(kind) ?? [type, members];
    table.push(Object.values(data as Data));
    tables.set(kind, table);
    return [...tables.keys()].indexOf(kind);
  });
  return {
    kinds,
    tables: [...tables.values()],
    commands: entries.map(({ command }) => command),
    after: entries.map(({ recordedAt }, n) => Date.parse(recordedAt) - (n === 0 ? 0 : Date.parse(entries[n - 1]!.recordedAt))),
    rest: entries.map((entry, n) => {
      const expected = next(entries[n - 1], entry.command);
      return Object.fromEntries(
        Object.entries(entry).filter(([key, value]) => !apart.has(key) && !isSame(value, expected[key])),
      ) as Partial<E>;
    }),
  };
};

/** The entries that the rows were made of. */
export const entriesOf = <E extends Whole>({ kinds, tables, commands, after, rest }: Rows<E>): readonly E[] => {
  const next = following<E>();
  const read = tables.map(() => 2);
  let before: E | undefined;
  let at = 0;
  return kinds.map((kind, n) => {
    const [type, members] = tables[kind]!;
    const values = tables[kind]![read[kind]!++] as readonly unknown[];
    const data = Object.fromEntries(members.map((member, m) => [member, values[m]]));
    const recordedAt = new Date((at += after[n]!)).toISOString();
    return (before = { ...next(before, commands[n]!), ...rest[n], type, data, recordedAt } as E);
  });
};

const apart: ReadonlySet<string> = new Set(['type', 'command', 'data', 'recordedAt']);
const isSame = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other);

/** What an entry would be if it went on from the one before it: the next of its stream and of the log, otherwise alike. */
const following = <E extends Whole>() => {
  let place = 0;
  return (before: E | undefined, command: string): Readonly<Record<string, unknown>> => {
    if (before === undefined) return { command };
    place = before.command === command ? place + 1 : 0;
    const { position } = before as { readonly position?: number };
    return {
      ...before,
      id: eventId(before.stream, command, place),
      revision: before.revision + 1,
      command,
      ...(position !== undefined && { position: position + 1 }),
    };
  };
};
