import type { OpenMinutes } from './open-model.js';

/** What a reader should know of the record behind the minutes: what it leaves open, what was read into it, what disagrees. */
export const notesOn = (minutes: OpenMinutes): readonly string[] => [...notStated(minutes), ...inferred(minutes), ...disputed(minutes)];

const notStated = ({ notStated: open }: OpenMinutes): readonly string[] => {
  const places = Map.groupBy(open, ({ where }) => where);
  return [...places].map(([where, all]) => {
    const what = [...new Set(all.map((one) => one.what))].join(', ');
    return where === null ? `Not stated: ${what}.` : `Not stated under ${where}: ${what}.`;
  });
};

const inferred = ({ present }: OpenMinutes): readonly string[] =>
  present
    .filter(({ provenance }) => provenance === 'inferred')
    .map(
      ({ heading, role, because }) => `Inferred: those under “${heading}” attended as ${role}${because === null ? '' : ` (${because})`}.`,
    );

const disputed = ({ actions }: OpenMinutes): readonly string[] =>
  actions
    .filter((action) => action.disputed)
    .map(
      ({ label }) =>
        `${label === null ? 'An action' : `Action ${label}`} reads otherwise in the printed list; nobody has settled which wording stands.`,
    );
