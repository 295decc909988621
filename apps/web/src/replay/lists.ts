import { instantInWords } from '#documents/figures.js';
import type { Row, Table } from '#documents/table.js';
import type { ShownEntry } from '#shell/shown.js';
import { isLate, type Past } from './past.js';
import { summaryOf, type Telling } from './summary.js';
import { authorityOf, reasonOf, whenInWords } from './words.js';

export type ListName = 'put right' | 'struck out' | 'entered late' | 'overridden';
export type List = { readonly name: ListName; readonly table: Table; readonly entries: readonly ShownEntry[] };

const column = (key: string, heading: string) => ({ key, heading });
const when = [column('by', 'By'), column('recorded', 'Recorded'), column('position', 'Position')];
const columns: Readonly<Record<ListName, Table['columns']>> = {
  'put right': [
    column('what', 'What'),
    column('was', 'It read'),
    column('is', 'It reads'),
    column('why', 'Why'),
    column('authority', 'By authority of'),
    ...when,
  ],
  'struck out': [column('what', 'What'), column('was', 'It read'), column('why', 'Why'), column('authority', 'By authority of'), ...when],
  'entered late': [column('what', 'What'), column('is', 'It says'), column('happened', 'Happened'), column('how', 'Entered'), ...when],
  overridden: [
    column('what', 'What'),
    column('is', 'It says'),
    column('rules', 'Rules'),
    column('why', 'Why'),
    column('authority', 'By authority of'),
    ...when,
  ],
};

/** What was put right, struck out, entered late or overridden, as far as was known, each as a table of what is seen. */
export const listsOf = (telling: Telling, stream: string): readonly List[] => {
  const { past } = telling;
  const own = past.entries.filter((one) => one.stream === stream);
  const row = rowOf(telling, past);
  const list = (name: ListName, entries: readonly ShownEntry[]): List => ({
    name,
    entries,
    table: { columns: columns[name], rows: entries.map(row) },
  });
  return [
    list(
      'put right',
      own.filter(({ type }) => type === 'PutRight'),
    ),
    list(
      'struck out',
      own.filter(({ type }) => type === 'StruckOut'),
    ),
    list(
      'entered late',
      own.filter((one) => isLate(one, own)),
    ),
    list(
      'overridden',
      own.filter(({ type }) => type === 'Overridden'),
    ),
  ];
};

const rowOf =
  (telling: Telling, { entries }: Past) =>
  (entry: ShownEntry): Row => {
    const about = aboutOf(entry, entries);
    return {
      entry: about.id,
      what: telling.say(about),
      was: about === entry ? null : asItRead(about, entry, entries, telling),
      is: entry.type === 'Overridden' ? summaryOf(about, telling) : summaryOf(entry, telling),
      why: reasonOf(entry),
      authority: authorityOf(entry),
      rules: ((entry.data as { readonly rules?: readonly string[] }).rules ?? []).join(', ') || null,
      happened: whenInWords(entry, telling),
      how: entry.recorded,
      by: entry.actorName,
      recorded: instantInWords(entry.recordedAt),
      position: entry.position,
    };
  };

/** The entry that a correction or an override is about; else itself. */
const aboutOf = (entry: ShownEntry, entries: readonly ShownEntry[]): ShownEntry => {
  const { entry: id } = entry.data as { readonly entry?: string };
  const found = entry.type === 'Overridden' ? entries.find((one) => one.command === entry.command && one !== entry) : undefined;
  const corrected = ['PutRight', 'StruckOut'].includes(entry.type) ? entries.find((one) => one.id === id) : undefined;
  return found ?? corrected ?? entry;
};

/** What the entry said until this correction: as recorded, or as the correction before it left it. */
const asItRead = (about: ShownEntry, correction: ShownEntry, entries: readonly ShownEntry[], telling: Telling): string => {
  const isEarlier = (one: ShownEntry) =>
    one.type === 'PutRight' && one.position < correction.position && (one.data as { readonly entry: string }).entry === about.id;
  return summaryOf(entries.findLast(isEarlier) ?? about, telling);
};
