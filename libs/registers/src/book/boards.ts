import { factsOf, type RowsOf, type StreamFacts } from '../projection.js';

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
  organisation: factsOf(stream, 'OrganisationNamed').map(({ data }) => ({
    key: data.organisationId,
    organisation: data.organisationId,
    board: stream.id,
    name: stream.words(data.name),
  })),
  body: factsOf(stream, 'BodyMentioned').map(({ data }) => ({
    key: data.bodyId,
    body: data.bodyId,
    board: stream.id,
    name: stream.words(data.name),
    relation: data.relation,
    is_board: data.board,
  })),
  appointment: appointments(stream),
  office: offices(stream),
  sitting: sittings(stream),
});

const boards = (stream: Board) => {
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
};

const names = (stream: Board) =>
  factsOf(stream, 'BoardAliased').map(({ data, entry }) => ({
    key: entry.id,
    board: stream.id,
    name: stream.words(data.name),
    true_from: data.from,
    true_to: data.until,
  }));

const appointments = (stream: Board) =>
  factsOf(stream, 'Appointed').map(({ data }) => ({
    key: data.appointmentId,
    appointment: data.appointmentId,
    board: stream.id,
    person: data.person,
    seat: data.seat,
    appointed_as: data.as,
    known: data.known,
    true_from: data.from,
    true_to: factsOf(stream, 'AppointmentEnded').findLast((end) => end.data.appointment === data.appointmentId)?.data.on ?? null,
  }));

const offices = (stream: Board) =>
  factsOf(stream, 'OfficeTaken').map(({ data }) => ({
    key: data.officeId,
    office: data.officeId,
    board: stream.id,
    person: data.person,
    held: data.office,
    true_from: data.from,
    true_to: factsOf(stream, 'OfficeLeft').findLast((left) => left.data.office === data.officeId)?.data.on ?? null,
  }));

const sittings = (stream: Board) =>
  factsOf(stream, 'SittingNamed').map(({ data }) => {
    const matched = factsOf(stream, 'SittingMatched').findLast((one) => one.data.sitting === data.sittingId);
    const moved = factsOf(stream, 'SittingMoved').findLast((one) => one.data.sitting === data.sittingId);
    return {
      key: data.sittingId,
      sitting: data.sittingId,
      board: stream.id,
      meeting: matched?.data.meeting ?? data.meeting,
      date: moved ? moved.data.date : data.date,
      label: data.label,
      kind: data.kind,
      mentioned: stream.words(data.mentioned),
    };
  });
