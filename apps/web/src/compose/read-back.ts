import type { Room } from '../room/room.svelte.js';
import { specOfVerb } from './compose.js';
import type { Values } from './form.js';

/** What is said when an entry is recorded: of a vote, its result as the minutes will have it. */
export const readBack = (verb: string, data: Values, room: Room, corrected: boolean): string => {
  const { say } = specOfVerb(corrected ? 'PutRight' : verb);
  if (verb !== 'RecordVote' && verb !== 'RecordOptionVote') return `Recorded: ${say}.`;
  return [`${say} recorded.`, resultOf(String(data['divisionId']), room)].join(' ');
};

const resultOf = (id: string, room: Room): string => {
  const division = room.printing?.divisionsOf(room.held.standing).divisions.find((one) => one.division === id);
  if (!division) return '';
  const roll = division.entitled.length > 0 ? ` ${division.entitled.length} may vote.` : '';
  if (division.of === 'for and against') {
    const counted = (['for', 'against', 'abstained'] as const).flatMap((which) => {
      const { stated } = division.counts[which];
      return stated === null ? [] : [`${which} ${stated}`];
    });
    const result = `It is ${division.outcome}${counted.length > 0 ? `: ${counted.join(', ')}` : ''}.`;
    return `${result}${roll}`;
  }
  const won = division.options.find(({ prevails }) => prevails);
  return `${won && typeof won.words === 'string' ? `“${String(won.words)}” prevails, with ${won.count}.` : ''}${roll}`;
};
