import type { Item, Line, ListedAction, Minutes, PriorityAction, Roster } from '../minutes/model.js';

/** Something that the minutes print on behalf of an entry. */
export type Printed =
  | { readonly of: 'line'; readonly line: Line }
  | { readonly of: 'item'; readonly item: Pick<Item, 'label' | 'heading' | 'added'> }
  | { readonly of: 'list of those present'; readonly roster: Pick<Roster, 'heading' | 'role'> }
  | { readonly of: 'person present'; readonly person: Roster['people'][number] }
  | { readonly of: 'apology'; readonly apology: Item['apologies'][number] }
  | { readonly of: 'printed list'; readonly listed: ListedAction }
  | { readonly of: 'sitting'; readonly sitting: Minutes['sitting'] }
  /** What an action's line does not print (the date), or all of it where another line speaks for it. */
  | { readonly of: 'action'; readonly action: Pick<PriorityAction, 'label' | 'words' | 'owners' | 'performers' | 'due'> };

export type Place = {
  readonly entry: string;
  readonly item: string | null;
  /** All that stand behind it, then and now, those included whose words it cites: what changed one of them changed it. */
  readonly entries: readonly string[];
};
export type Change =
  | (Place & { readonly change: 'added'; readonly is: Printed })
  | (Place & { readonly change: 'removed'; readonly was: Printed })
  | (Place & { readonly change: 'reads otherwise'; readonly was: Printed; readonly is: Printed });

/** What one fold of the minutes prints otherwise than an earlier one: by entry, in the order of the newer, what is gone at the end. */
export const differences = (before: Minutes, after: Minutes): readonly Change[] => {
  const [was, is] = [unitsOf(before), unitsOf(after)];
  const present = [...is].flatMap(([key, { printed, ...place }]): Change[] => {
    const old = was.get(key);
    if (!old) return [{ change: 'added', ...place, is: printed }];
    if (same(old.printed, printed, before, after)) return [];
    const entries = [...new Set([...old.entries, ...place.entries])];
    return [{ change: 'reads otherwise', ...place, entries, was: old.printed, is: printed }];
  });
  const gone = [...was].flatMap(([key, { printed, ...place }]): Change[] =>
    is.has(key) ? [] : [{ change: 'removed', ...place, was: printed }],
  );
  return withoutRepeats([...present, ...gone]);
};

/** An action whose line has changed is told once, by its line. */
const withoutRepeats = (changes: readonly Change[]): readonly Change[] => {
  const told = new Set(changes.filter((change) => printedBy(change).of === 'line').map(({ entry }) => entry));
  return changes.filter((change) => printedBy(change).of !== 'action' || !told.has(change.entry));
};
const printedBy = (change: Change): Printed => ('is' in change ? change.is : change.was);

type Unit = Place & { readonly printed: Printed };
type Units = ReadonlyMap<string, Unit>;

/** Every printed thing by what prints it and its first entry: one entry may print a line and a name on a list. */
const unitsOf = (minutes: Minutes): Units => {
  const units = [
    unit(minutes.sitting.entries, null, { of: 'sitting', sitting: minutes.sitting }),
    ...minutes.present.flatMap(rosterUnits),
    ...minutes.apologies.map((apology) => unit(apology.entries, null, { of: 'apology', apology })),
    ...lineUnits(minutes.opening, null),
    ...minutes.items.flatMap(itemUnits),
    ...lineUnits(minutes.closing, null),
    ...minutes.lists.flatMap(({ lines }) => lines.map((listed) => unit(listed.entries, null, { of: 'printed list', listed }))),
    ...minutes.actions.map((action) => unit([action.entry], action.item, { of: 'action', action: readings(action) })),
  ];
  return new Map(units.flatMap((one): [string, Unit][] => (one === null ? [] : [[`${one.printed.of} ${one.entry}`, one]])));
};

const unit = (entries: readonly string[], item: string | null, printed: Printed): Unit | null =>
  entries[0] === undefined ? null : { entry: entries[0], item, entries: [...new Set([...entries, ...citedIn(printed)])], printed };

const rosterUnits = ({ entries, heading, role, people }: Roster) => [
  unit(entries, null, { of: 'list of those present', roster: { heading, role } }),
  ...people.map((person) => unit(person.entries, null, { of: 'person present', person })),
];
const itemUnits = ({ item, entries, label, heading, added, apologies, lines }: Item) => [
  unit(entries, item, { of: 'item', item: { label, heading, added } }),
  ...apologies.map((apology) => unit(apology.entries, item, { of: 'apology', apology })),
  ...lineUnits(lines, item),
];
/** Each bullet of another entry is a thing of its own; those of the line's entry belong to the line. */
const lineUnits = (lines: readonly Line[], item: string | null): readonly (Unit | null)[] =>
  lines.flatMap((line) => {
    const isOwn = ({ entries }: Line) => entries[0] === line.entries[0];
    return [
      unit(line.entries, item, { of: 'line', line: { ...line, bullets: line.bullets.filter(isOwn) } }),
      ...line.bullets.filter((bullet) => !isOwn(bullet)).map((bullet) => unit(bullet.entries, item, { of: 'line', line: bullet })),
    ];
  });

const readings = ({ label, words, owners, performers, due }: PriorityAction) => ({ label, words, owners, performers, due });

/** Which entries stand behind a thing, and how they were recorded, is not what it reads. A stretch reads as the words that hold it. */
const same = (was: Printed, is: Printed, before: Minutes, after: Minutes) => asRead(was, before) === asRead(is, after);
const unread: ReadonlySet<string> = new Set(['entries', 'recorded', 'occurred']);
const asRead = (printed: Printed, { held }: Minutes): string =>
  JSON.stringify(printed, (key, value: unknown) =>
    unread.has(key) ? undefined : isCited(value) ? { ...value, of: held[value.in] } : value,
  );
/** The entries that hold words which it cites. */
const citedIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return isCited(value) ? [value.in] : Object.values(value).flatMap(citedIn);
};
const isCited = (value: unknown): value is { readonly in: string; readonly from: number; readonly to: number } =>
  typeof value === 'object' && value !== null && 'in' in value && 'from' in value && typeof value.in === 'string';
