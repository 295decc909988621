import { each, factsOf, known, type RowsOf, type StreamFacts } from '../projection.js';

type Board = StreamFacts<'board'>;

export const boardTables = {
  board: { board: 'text', name: 'text?', kind: 'text', parent: 'text?', quorum: 'integer?', true_from: 'text?' },
  board_name: { board: 'text', name: 'text?', true_from: 'text?', true_to: 'text?' },
  organisation: { organisation: 'text', board: 'text', name: 'text?' },
  body: { body: 'text', board: 'text', name: 'text?', relation: 'text', is_board: 'text?' },
  appointment: {
    appointment: 'text',
    board: 'text',
    person: 'text',
    seat: 'text?',
    appointed_as: 'text',
    known: 'text',
    true_from: 'text?',
    true_to: 'text?',
  },
  office: { office: 'text', board: 'text', person: 'text', held: 'text', true_from: 'text?', true_to: 'text?' },
  sitting: { sitting: 'text', board: 'text', meeting: 'text?', date: 'text?', label: 'text?', kind: 'text?', mentioned: 'text?' },
} as const;

export const boardRows = (stream: Board): RowsOf<typeof boardTables> => ({
  board: boards(stream),
  board_name: names(stream),
  organisation: organisations(stream),
  body: bodies(stream),
  appointment: appointments(stream),
  office: offices(stream),
  sitting: sittings(stream),
});

const organisations = each<'board'>()(['OrganisationNamed'], (stream, { data }) => ({
  key: data.organisationId,
  organisation: data.organisationId,
  board: stream.id,
  name: stream.words(data.name),
}));

const bodies = each<'board'>()(['BodyMentioned'], (stream, { data }) => ({
  key: data.bodyId,
  body: data.bodyId,
  board: stream.id,
  name: stream.words(data.name),
  relation: data.relation,
  is_board: data.board,
}));

const boards = known((stream: Board) => {
  const quorum = factsOf(stream, 'QuorumSet').at(-1);
  return factsOf(stream, 'BoardEstablished')
    .slice(0, 1)
    .map(({ data }) => ({
      key: 'board',
      board: stream.id,
      name: stream.words(data.name),
      kind: data.kind,
      parent: data.parent,
      quorum: quorum ? quorum.data.quorum : data.quorum,
      true_from: data.on,
    }));
});

const names = each<'board'>()(['BoardAliased'], (stream, { data, entry }) => ({
  key: entry.id,
  board: stream.id,
  name: stream.words(data.name),
  true_from: data.from,
  true_to: data.until,
}));

const endings = known((stream: Board) => new Map(factsOf(stream, 'AppointmentEnded').map(({ data }) => [data.appointment, data.on])));
const appointments = each<'board'>()(['Appointed'], (stream, { data }) => ({
  key: data.appointmentId,
  appointment: data.appointmentId,
  board: stream.id,
  person: data.person,
  seat: data.seat,
  appointed_as: data.as,
  known: data.known,
  true_from: data.from,
  true_to: endings(stream).get(data.appointmentId) ?? null,
}));

const leavings = known((stream: Board) => new Map(factsOf(stream, 'OfficeLeft').map(({ data }) => [data.office, data.on])));
const offices = each<'board'>()(['OfficeTaken'], (stream, { data }) => ({
  key: data.officeId,
  office: data.officeId,
  board: stream.id,
  person: data.person,
  held: data.office,
  true_from: data.from,
  true_to: leavings(stream).get(data.officeId) ?? null,
}));

const matches = known((stream: Board) => new Map(factsOf(stream, 'SittingMatched').map(({ data }) => [data.sitting, data.meeting])));
const moved = known((stream: Board) => new Map(factsOf(stream, 'SittingMoved').map(({ data }) => [data.sitting, data.date])));
const sittings = each<'board'>()(['SittingNamed'], (stream, { data }) => {
  return {
    key: data.sittingId,
    sitting: data.sittingId,
    board: stream.id,
    meeting: matches(stream).get(data.sittingId) ?? data.meeting,
    date: moved(stream).has(data.sittingId) ? moved(stream).get(data.sittingId)! : data.date,
    label: data.label,
    kind: data.kind,
    mentioned: stream.words(data.mentioned),
  };
});
