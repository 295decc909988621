import { newId } from '../room/intent.js';
import type { Asked, Room } from '../room/room.svelte.js';
import { introductions, tidied, withStretches } from './compose.js';
import type { Values } from './form.js';
import { asPrinted, type AsTyped, type Typed } from './people.js';
import type { Line } from './several.js';

type Form = {
  readonly room: Room;
  readonly verb: string;
  /** The field that holds a person. */
  readonly name: string;
  /** What the form says of each of them. */
  readonly said: Values;
  readonly printedOf: (name: string, typed: AsTyped) => Values;
};

/** One entry for each name, after the introductions of those who are new: what a form asks for when several are typed at once. */
export const askedForSeveral = (lines: readonly Line[], { room, verb, name, said, printedOf }: Form) => {
  const added = new Map<string, Typed>();
  const entries = lines.map(({ typed, is }): Asked => {
    const person = 'known' in is ? is.known.person : newId();
    if (!('known' in is)) added.set(person, typed);
    const each = { ...said, [name]: person, ...printedOf(name, asPrinted(typed, 'known' in is ? is.known.known : null)) };
    const id = newId();
    return { id, verb, data: withStretches(verb, tidied(each) as Values, room.entryOf(id), room) };
  });
  const newcomers = introductions(
    added,
    entries.map(({ data }) => data),
    room.desk.board.id,
  );
  return { newcomers, entries };
};
