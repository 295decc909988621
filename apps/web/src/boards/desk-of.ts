import { isRefusal } from '#kernel/refusal.js';
import { isCorrection } from '#kernel/stands.js';
import { advance, streamOf, type Stream } from '#kernel/stream.js';
import { board as decider } from '#domain/board/index.js';
import type { BoardDesk } from '#shell/desk/answers.js';
import type { ShownEntry } from '#shell/shown.js';
import { decide } from '../room/decide.js';

type Told = readonly [verb: string, data: object | ((entries: readonly ShownEntry[]) => object)];

/** For specs: the desk of a board as the server would answer it when all of this is recorded. */
export const deskOf = (told: readonly Told[], more: Partial<BoardDesk> = {}): BoardDesk => {
  const board = '11111111-1111-4111-8111-111111111111';
  let stream: Stream = streamOf(decider, []);
  for (const [verb, given] of told) {
    const data = typeof given === 'function' ? given(shown(stream)) : given;
    const intent = {
      id: crypto.randomUUID(),
      stream: `board-${board}`,
      verb,
      data,
      recorded: 'live',
      occurred: null,
      enteredAt: '2026-01-02T09:00:00.000Z',
      override: null,
      actor: null,
    } as const;
    const facts = decide(decider, stream, intent);
    if (isRefusal(facts)) throw new Error(`${facts.refused}: ${facts.sentence}`);
    stream = advance(decider, stream, facts);
  }
  const known = { board, name: 'Lock Board', aliases: [], kind: 'board', parent: null, quorum: null };
  const entries = shown(stream);
  return {
    board: { ...known, sittings: [], organisations: [] },
    entries,
    revision: entries.length - 1,
    meetings: [],
    actions: [],
    people: [],
    represented: [],
    boards: [known],
    addresses: { boards: {}, meetings: {} },
    ...more,
  };
};

const shown = ({ recorded, standing }: Stream): readonly ShownEntry[] =>
  recorded.map(({ type, data, entry }, position) => ({
    ...entry,
    type,
    data,
    position,
    actorName: 'Officer O',
    texts: [],
    stands: isCorrection(type) || standing.some((fact) => fact.entry.id === entry.id),
    correctedBy: null,
  }));
