import type { Is } from '#kernel/shape.js';
import type { Room } from '../room/room.svelte.js';

/** As much of a room as a form reads what may be named from: an earlier meeting has it too. */
export type Holding = Pick<Room, 'candidates' | 'item' | 'desk'>;
export type Offer = { readonly id: string; readonly words: string };

/** What may be named, as a form offers it: what stands under the item in hand first. */
export const offersOf = (is: Is, room: Holding): readonly Offer[] => {
  if (is.is !== 'id') return [];
  return is.how === 'names' ? here(is.noun, room) : elsewhere(is.noun, room);
};

const here = (noun: string, room: Holding): readonly Offer[] => {
  const all = room.candidates(noun);
  if (noun === 'item') return all;
  return [...all.filter(({ item }) => item === room.item), ...all.filter(({ item }) => item !== room.item)];
};

const elsewhere = (noun: string, { desk }: Holding): readonly Offer[] => {
  if (noun === 'meeting')
    return desk.meetings.map(({ meeting, boardName, name }) => ({ id: meeting, words: `${boardName ?? ''} ${name ?? ''}`.trim() }));
  if (noun === 'action')
    return desk.actions.map(({ id, number, wording, meeting }) => ({
      id,
      words: `${number ?? ''} ${wording ?? ''} (${meeting ?? ''})`.trim(),
    }));
  if (noun === 'decision')
    return desk.decisions.map(({ id, words, meeting }) => ({ id, words: `${words ?? ''} (${meeting ?? ''})`.trim() }));
  const named = desk.names[noun as keyof typeof desk.names] as Readonly<Record<string, string>> | undefined;
  return Object.entries(named ?? {}).map(([id, words]) => ({ id, words }));
};

/** What a form names to begin with: the item in hand, and where something must be named, what was recorded last under it. */
export const firstOf = (is: Is, optional: boolean, room: Holding): string | null => {
  if (is.is !== 'id' || is.how !== 'names') return null;
  if (is.noun === 'item') return optional ? null : room.item;
  if (optional) return null;
  return offersOf(is, room)[0]?.id ?? null;
};
