import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Columns, Finding } from './finding.js';

/** From how many texts on it is of use to scan for them; where some lie, and how far from these others may. */
const [many, samples, aside] = [128, 16, 32];
/** How many that nobody asks for may lie between two that are asked for one after the other. */
const passedOver = 8;
/** For each that is asked for so many are read, at most. */
const furthestApart = 3;
const sampleOf = (all: readonly string[]): readonly string[] =>
  Array.from({ length: samples }, (_, n) => all[Math.floor((n * (all.length - 1)) / (samples - 1))]!);

type Asked = readonly [digest: string, n: number];

/**
 * What is held of each of some texts, in their order; undefined for what is not held. Looked up one by one, they take most of the time
 * in which a log is verified: many are looked for beside each other first.
 * @param columns what is read of a text; `gone` says in SQL whether it was erased.
 * @param valueOf what is made of these columns, which stand behind another one
 */
export const looking = <T, C extends readonly unknown[]>(
  db: DatabaseSync,
  { textsWith, placeOf }: Finding,
  columns: Columns,
  valueOf: (row: readonly [at: unknown, ...C]) => T,
): ((digests: readonly string[]) => readonly (T | undefined)[]) => {
  type Row<At> = readonly [at: At, ...C];
  const rowsOf = <R>(source: string) => {
    const statement = db.prepare(source);
    // Rows come as arrays: that takes a quarter less time than objects.
    statement.setReturnArrays(true);
    return (...values: SQLInputValue[]) => statement.all(...values) as unknown as readonly R[];
  };
  const lookedUp = textsWith<C>(columns);
  const lying = rowsOf<Row<string>>(`SELECT digest, ${columns('FALSE')} FROM texts WHERE place BETWEEN ? AND ? ORDER BY place`);
  const lyingOrErased = rowsOf<Row<string>>(`
    SELECT texts.digest, ${columns('erased.digest IS NOT NULL')}
    FROM texts LEFT JOIN erased ON erased.digest = texts.digest WHERE place BETWEEN ? AND ? ORDER BY place`);
  const anyErased = rowsOf('SELECT 1 FROM erased LIMIT 1');
  const placesOf = (digests: readonly string[]): readonly number[] => digests.flatMap((digest) => placeOf(digest) ?? []);

  let someErased = false;
  // Whether any was erased is asked once all are read: the noughts of one that is erased in between are not taken for its words.
  const between = (first: number, last: number): readonly Row<string>[] => {
    const rows = someErased ? [] : lying(first, last);
    someErased ||= anyErased().length > 0;
    return someErased ? lyingOrErased(first, last) : rows;
  };

  /** Each is found wherever it lies. */
  const among = (rows: readonly Row<string>[], asked: readonly Asked[], found: (T | undefined)[]) => {
    const at = new Map<string, number>();
    rows.forEach(([digest], n) => at.has(digest) || at.set(digest, n));
    let furthest = -1;
    const away = asked.filter(([digest, n]) => {
      const place = at.get(digest);
      if (place === undefined) return true;
      found[n] = valueOf(rows[place]!);
      furthest = Math.max(furthest, place);
      return false;
    });
    return { away, furthest };
  };

  /** Each lies behind the one before it: to compare them so takes a small part of the time in which a map of them is made. */
  const inTurn = (rows: readonly Row<string>[], digests: readonly string[], found: (T | undefined)[]) => {
    const away: Asked[] = [];
    let next = 0;
    digests.forEach((digest, n) => {
      const end = Math.min(next + passedOver, rows.length);
      let at = next;
      while (at < end && rows[at]![0] !== digest) at++;
      if (at === end) return void away.push([digest, n]);
      found[n] = valueOf(rows[at]!);
      next = at + 1;
    });
    return { away, furthest: next - 1 };
  };

  // Where those lay that were asked for last: whoever reads on finds the next ones behind them, and as far apart.
  let [lastPlace, apart] = [0, 1];
  const lastBehind = (many: number) => lastPlace + Math.ceil(apart * many) + aside;
  /** One is looked up, so that whoever reads here and there does not scan in vain. */
  const goesOn = (digests: readonly string[]): boolean => {
    const place = placeOf(digests[0]!);
    return place === undefined || (place > lastPlace && place <= lastBehind(digests.length));
  };
  const behind = (digests: readonly string[], found: (T | undefined)[]): readonly Asked[] => {
    const rows = between(lastPlace + 1, lastBehind(digests.length));
    let { away, furthest }: ReturnType<typeof among> = inTurn(rows, digests, found);
    if (away.length >= many) {
      const others = among(rows, away, found);
      [away, furthest] = [others.away, Math.max(furthest, others.furthest)];
    }
    const [place] = furthest < 0 ? [] : placesOf([rows[furthest]![0]]);
    if (place === undefined || place <= lastPlace) return away;
    apart = Math.min(Math.max((place - lastPlace) / (digests.length - away.length), 1), furthestApart);
    lastPlace = place;
    return away;
  };
  /** The texts of one stream lie behind each other from its first to its last, where it was recorded without others in between. */
  const inOneLine = (digests: readonly string[], found: (T | undefined)[]): readonly Asked[] | null => {
    const [first, last] = placesOf([digests[0]!, digests.at(-1)!]);
    if (first === undefined || last === undefined || last < first || last - first > furthestApart * digests.length) return null;
    return inTurn(between(first, last), digests, found).away;
  };
  /** Those that lie where some of them do. Of entries that follow each other the texts mostly do so, too. */
  const near = (asked: readonly Asked[], found: (T | undefined)[]): readonly Asked[] => {
    const places = placesOf(sampleOf(asked.map(([digest]) => digest)));
    const [first, last] = [Math.min(...places) - aside, Math.max(...places) + aside];
    if (places.length === 0 || last - first > furthestApart * asked.length) return asked;
    const rows = between(first, last);
    const { away, furthest } = among(rows, asked, found);
    if (furthest >= 0) [lastPlace = lastPlace] = placesOf([rows[furthest]![0]]);
    return away;
  };

  return (digests) => {
    const found = Array.from<T | undefined>({ length: digests.length });
    let away: readonly Asked[] | null = null;
    if (digests.length >= many) away = goesOn(digests) ? behind(digests, found) : inOneLine(digests, found);
    away ??= digests.map((digest, n) => [digest, n]);
    if (away.length >= many) away = near(away, found);
    if (away.length > 0)
      for (const row of lookedUp(away.map(([digest]) => digest))) {
        const [, n] = away[row[0]]!;
        if (found[n] === undefined) found[n] = valueOf(row);
      }
    return found;
  };
};
