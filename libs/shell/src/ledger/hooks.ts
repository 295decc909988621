import { refusing } from '#kernel/refusal.js';
import type { Text } from '#kernel/text.js';
import type { EventStore } from '#event-store/port.js';
import { NotACheckpoint, readNote } from '#ledger/checkpoint.js';
import { Refused } from '../command.js';
import type { Hooks } from '../write-path.js';
import type { Ledger } from './ledger.js';

export const draftRefusals = {
  'checkpoint.not-of-this-log': {
    says: 'This is not a checkpoint that this log has signed.',
    remedy: 'Leave it out: the book puts in the checkpoint of the meeting’s close.',
  },
} as const;
const refuse = refusing(draftRefusals);

type Drafted = { readonly meeting: string; readonly checkpoint: Text | null };

/** Whether what the verb says is completed from what the ledger knows. */
export const completes = (verb: string): boolean => verb === 'DraftMinutes';

/** Nothing is written where the log is not what was signed; and minutes that are drafted carry the checkpoint of their meeting's close. */
export const hooksOf = (ledger: Ledger, store: EventStore): Hooks => ({
  mayWrite: () => ledger.mustBeTrusted(),
  complete: async (verb, data) => {
    if (!completes(verb)) return data;
    const { meeting, checkpoint } = data as Drafted;
    if (checkpoint !== null) await mustBeOurs(ledger, checkpoint as unknown as string);
    return { ...(data as Drafted), checkpoint: checkpoint ?? (await ofClose(ledger, store, meeting)) };
  },
});

/** The first checkpoint that covers the newest close of a meeting; null where it is not closed, or nothing signs here. */
const ofClose = async (ledger: Ledger, store: EventStore, meeting: string): Promise<string | null> => {
  ledger.mustBeTrusted();
  const { events } = await store.read(`meeting-${meeting}`);
  const closed = events.findLast(({ envelope }) => envelope.type === 'MeetingClosed');
  return closed ? ledger.covering(closed.position) : null;
};

const mustBeOurs = async (ledger: Ledger, note: string): Promise<void> => {
  try {
    if (await ledger.bearsOut(readNote(note))) return;
  } catch (error) {
    // What cannot be read is none.
    if (!(error instanceof NotACheckpoint)) throw error;
  }
  throw new Refused(refuse('checkpoint.not-of-this-log'));
};
