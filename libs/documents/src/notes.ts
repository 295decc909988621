import type { OpenMinutes } from './open-model.js';

/** What a reader should know of the record behind the minutes: what it leaves open, what was read into it, what disagrees. */
export const notesOn = (minutes: OpenMinutes): readonly string[] => [...notStated(minutes), ...inferred(minutes), ...disputed(minutes)];

const notStated = ({ notStated: open, items }: OpenMinutes): readonly string[] => {
  const agenda = items.map(({ label }) => `item ${label}`);
  const places = [...Map.groupBy(open, ({ where }) => where)].map(([where, all]) => ({
    where,
    what: [...new Set(all.map((one) => one.what))].join(', '),
  }));
  places.sort((a, b) => agenda.indexOf(a.where ?? '') - agenda.indexOf(b.where ?? ''));
  return [...Map.groupBy(places, ({ where, what }) => (where === null ? `meeting: ${what}` : what)).values()].map((alike) => {
    const where = alike.flatMap((one) => one.where ?? []);
    return where.length === 0 ? `Not stated: ${alike[0]!.what}.` : `Not stated under ${together(where)}: ${alike[0]!.what}.`;
  });
};

/** `item 2`, or `items 2, 6 and 7`. */
const together = (places: readonly string[]): string => {
  if (places.length === 1 || places.some((place) => !place.startsWith('item '))) return places.join(', ');
  const labels = places.map((place) => place.slice('item '.length));
  return `items ${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
};

const inferred = (minutes: OpenMinutes): readonly string[] => [...inferredRoles(minutes), ...inferredElsewhere(minutes)];

const inferredElsewhere = ({ inferred: all }: OpenMinutes): readonly string[] => [
  ...new Set(all.map(({ what, where }) => `Inferred: ${what}${where === null ? '' : ` under ${where}`}.`)),
];

const inferredRoles = ({ present }: OpenMinutes): readonly string[] =>
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
