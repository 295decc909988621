import { fold } from '#kernel/fold.js';
import { meetingFold } from '#domain/meeting/fold.js';
import { entitledAt } from '#domain/meeting/presence.js';
import { openChanges, type OpenChange } from '#documents/changes.js';
import type { Reader } from '#documents/reader.js';
import { differences } from '#views/differences/differences.js';
import { only } from '#views/facts.js';
import { minutesOf } from '#views/minutes/minutes.js';
import { stands } from '#kernel/stands.js';
import type { ShownEntry } from '#shell/shown.js';
import { factOf } from '../room/shown.js';

/** A vote or a decision at which others could vote than had been known until then. */
export type Recount = { readonly entry: string; readonly was: number; readonly is: number };
export type Changed = { readonly lines: readonly OpenChange[]; readonly rolls: readonly Recount[] };

/** What an entry of a meeting changed when it became known: lines of the minutes, and who could vote where a vote had been taken. */
export const changedBy = (entry: ShownEntry, entries: readonly ShownEntry[], reader: Reader): Changed => {
  const known = (upTo: number) => stands(entries.filter(({ revision }) => revision <= upTo).map(factOf));
  const [before, after] = [known(entry.revision - 1), known(entry.revision)];
  const [was, is] = [minutesOf(before), minutesOf(after)];
  const [then, now] = [fold(meetingFold, before), fold(meetingFold, after)];
  const taken = only(before, 'VoteRecorded', 'OptionVoteRecorded', 'DecisionRecorded').map((fact) => fact.entry.id as string);
  return {
    lines: openChanges(differences(was, is), was, is, reader),
    rolls: taken
      .map((id) => ({ entry: id, was: entitledAt(then, id).length, is: entitledAt(now, id).length }))
      .filter((one) => one.was !== one.is),
  };
};
