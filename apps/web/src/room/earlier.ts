import type { Fact } from '#kernel/entry.js';
import { stands } from '#kernel/stands.js';
import { openMinutes } from '#documents/open-minutes.js';
import type { Name } from '#documents/reader.js';
import { minutesOf } from '#views/minutes/minutes.js';
import type { MeetingDesk } from '#shell/desk/answers.js';
import { candidatesIn } from './candidates.js';
import type { Room } from './room.svelte.js';
import { factOf, openerOf } from './shown.js';

/** Another meeting of the board as the server has it: read here, and changed by what this meeting agrees. */
export type Earlier = Pick<Room, 'desk' | 'item' | 'candidates' | 'personName' | 'minutes' | 'open' | 'opened'> & {
  readonly recorded: readonly Fact[];
  readonly standing: readonly Fact[];
};

export const earlierMeeting = (desk: MeetingDesk): Earlier => {
  const recorded = desk.entries.map(factOf);
  const standing = stands(recorded);
  const open = openerOf([...desk.entries, ...desk.paper]);
  const name: Name = (id, as) => {
    const words = desk.names[as][id];
    return words === undefined ? 'withheld' : { words };
  };
  const minutes = minutesOf(standing, stands(desk.paper.map(factOf)), recorded);
  const shown = { at: desk.entries.at(-1)?.recordedAt ?? '', position: desk.entries.at(-1)?.position ?? null };
  return {
    desk,
    item: null,
    recorded,
    standing,
    open,
    minutes,
    opened: openMinutes(minutes, { open, name }, shown),
    candidates: (noun) => candidatesIn(standing, noun, open),
    personName: (id) => desk.names.person[id] ?? 'somebody',
  };
};
