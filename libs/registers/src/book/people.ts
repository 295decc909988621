import { each, factsOf, known, type RowsOf, type StreamFacts } from '../projection.js';

type Person = StreamFacts<'person'>;

export const peopleTables = {
  person: { person: 'text', name: 'text?', description: 'text?' },
  spelling: { spelling: 'text', person: 'text', written: 'text?', kind: 'text', board: 'text?', meeting: 'text?' },
  person_join: { person: 'text', other: 'text' },
  represents: { person: 'text', organisation: 'text', board: 'text', true_from: 'text?', true_to: 'text?' },
} as const;

export const personRows = (stream: Person): RowsOf<typeof peopleTables> => ({
  person: people(stream),
  spelling: spellings(stream),
  person_join: joined(stream),
  represents: represents(stream),
});

const represents = each<'person'>()(['OrganisationRepresented'], (stream, { data, entry }) => ({
  key: entry.id,
  person: stream.id,
  organisation: data.organisation,
  board: data.board,
  true_from: data.from,
  true_to: data.until,
}));

const people = known((stream: Person) => {
  const [introduced] = factsOf(stream, 'PersonIntroduced');
  const identified = factsOf(stream, 'PersonIdentified').at(-1);
  const name = identified?.data.name ?? introduced?.data.name ?? null;
  return [{ key: 'person', person: stream.id, name: stream.words(name), description: stream.words(introduced?.data.description ?? null) }];
});

/** A spelling without a board and a meeting means this person everywhere. */
const spellings = known((stream: Person) => {
  const withdrawn = new Set(factsOf(stream, 'SpellingWithdrawn').map(({ data }) => data.spelling));
  return factsOf(stream, 'SpellingAdded')
    .filter(({ data }) => !withdrawn.has(data.spellingId))
    .map(({ data }) => ({
      key: data.spellingId,
      spelling: data.spellingId,
      person: stream.id,
      written: stream.words(data.spelling),
      kind: data.kind,
      board: 'board' in data.scope ? data.scope.board : null,
      meeting: 'meeting' in data.scope ? data.scope.meeting : null,
    }));
});

const joined = known((stream: Person) => {
  const others = new Set<string>();
  for (const { type, data } of factsOf(stream, 'PersonJoined', 'PersonParted')) {
    if (type === 'PersonJoined') others.add(data.other);
    else others.delete(data.other);
  }
  return [...others].map((other) => ({ key: other, person: stream.id, other }));
});
