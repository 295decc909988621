import type { Entry } from './entry.js';
import { eventId } from './ids.js';

type Whole = Entry & { readonly type: string; readonly data: unknown };

/** Entries of one stream on their way to a screen: of each only what does not follow from the one before it. */
export type Rows<E extends Whole> = {
  readonly types: readonly string[];
  readonly commands: readonly string[];
  readonly data: readonly unknown[];
  readonly rest: readonly Partial<E>[];
};

/** Entries as rows, a third shorter on the wire. All of them have the same members. */
export const rowsOf = <E extends Whole>(entries: readonly E[]): Rows<E> => {
  const next = following<E>();
  return {
    types: entries.map(({ type }) => type),
    commands: entries.map(({ command }) => command),
    data: entries.map(({ data }) => data),
    rest: entries.map((entry, n) => {
      const expected = next(entries[n - 1], entry.command);
      return Object.fromEntries(
        Object.entries(entry).filter(([key, value]) => !apart.has(key) && !isSame(value, expected[key])),
      ) as Partial<E>;
    }),
  };
};

/** The entries that the rows were made of. */
export const entriesOf = <E extends Whole>({ types, commands, data, rest }: Rows<E>): readonly E[] => {
  const next = following<E>();
  let before: E | undefined;
  return types.map((type, n) => (before = { ...next(before, commands[n]!), ...rest[n], type, data: data[n] } as E));
};

const apart: ReadonlySet<string> = new Set(['type', 'command', 'data']);
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
