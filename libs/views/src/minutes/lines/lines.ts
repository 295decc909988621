import type { Fact } from '#kernel/entry.js';
import type { MeetingType } from '../../facts.js';
import type { Book } from '../book.js';
import type { Minuted, Minuting } from '../minuted.js';
import { after } from './after.js';
import { before } from './before.js';
import { decisions } from './decisions.js';
import { followUp } from './follow-up.js';
import { presence } from './presence.js';
import { talk } from './talk.js';
import { votes } from './votes.js';

const minuting: Minuting = { ...before, ...presence, ...talk, ...votes, ...decisions, ...followUp, ...after };

/** The line of a fact, the part of the minutes that prints it, or why they are silent about it. */
export const minuted = (fact: Fact, book: Book): Minuted =>
  (minuting[fact.type as MeetingType] as (data: unknown, entry: unknown, book: Book) => Minuted)(fact.data, fact.entry, book);
