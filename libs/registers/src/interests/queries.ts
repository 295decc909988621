import { meetingName, where, type Ask } from '../ask.js';

export type InterestKnown = {
  readonly id: string;
  readonly entry: string;
  readonly person: string;
  readonly name: string | null;
  readonly board: string | null;
  readonly boardName: string | null;
  readonly meeting: string | null;
  readonly meetingId: string;
  readonly item: { readonly label: string | null; readonly heading: string | null };
  readonly words: string | null;
  readonly as: string | null;
  readonly class: string;
  readonly about: {
    readonly kind: 'subject' | 'item' | 'meeting' | 'unspecified';
    readonly id: string | null;
    readonly words: string | null;
  };
  readonly withdrew: boolean;
};
export type InterestsAsked = { readonly board?: string; readonly meeting?: string; readonly person?: string };

/** @param asked ids; of a person that of any of the joined records. */
export const interests = (ask: Ask, { board, meeting, person }: InterestsAsked = {}): readonly InterestKnown[] => {
  const asked = where({
    'board = ?': board,
    'meeting = ?': meeting,
    'is_now = (SELECT is_now FROM person_is WHERE person_is.person = ?)': person,
  });
  return ask.rows(`SELECT * FROM interest_known ${asked.sql} ORDER BY board, date, nth, meeting, place`, ...asked.values).map((row) => ({
    id: row['interest'] as string,
    entry: row['entry'] as string,
    person: row['is_now'] as string,
    name: row['name'] as string | null,
    board: row['board'] as string | null,
    boardName: row['board_name'] as string | null,
    meeting: meetingName(row),
    meetingId: row['meeting'] as string,
    item: { label: row['item_label'] as string | null, heading: row['item_heading'] as string | null },
    words: row['words'] as string | null,
    as: row['held_as'] as string | null,
    class: row['class'] as string,
    about: {
      kind: row['about_kind'] as InterestKnown['about']['kind'],
      id: row['about'] as string | null,
      words: row['about_words'] as string | null,
    },
    withdrew: row['withdrew'] === 1,
  }));
};
