import { BadShape, fromClient } from '#kernel/shape.js';
import type { HowRecorded } from '#kernel/entry.js';
import { askedBy, type Catalogue } from '#kernel/event.js';
import type { Occurred } from '#kernel/times.js';
import { catalogues } from '#domain/catalogues.js';
import { idsOfRun, withIds, type Draft } from './draft.js';
import type { Problems } from './errors.js';
import type { IdFrom } from './ids.js';
import type { Note } from './paper.js';

/** One command of a run, ready to be sent: its texts are plain words, read by the catalogue's `asks`. */
export type PlannedCommand = {
  readonly stream: string;
  readonly id: string;
  readonly verb: string;
  readonly data: unknown;
  readonly recorded: HowRecorded;
  readonly occurred: Occurred | null;
  readonly override: null;
  readonly continues: null;
  /** Where in the file it comes from. */
  readonly line: number;
};

/** A run of the import. Sent again, it gives the same commands with the same ids, so that a run that was cut off is finished. */
export type Plan = {
  readonly meetingId: string;
  /** From 1; each amendment is a run of its own. */
  readonly run: number;
  /** Whether the log holds this run already, whole or in part: its commands are then sent to finish it. */
  readonly again: boolean;
  readonly commands: readonly PlannedCommand[];
  readonly notes: readonly Note[];
};

export const idsFor = (idFrom: IdFrom, meetingId: string, run: number) =>
  idsOfRun(`meeting-${meetingId}`, (place) => idFrom(meetingId, run, place));

export const commandOf = (draft: Draft, id: string, idOf: (symbol: string) => string): PlannedCommand => ({
  stream: `${draft.kind}-${idOf(draft.of)}`,
  id,
  verb: draft.verb,
  ...withIds(draft, idOf),
  recorded: draft.recorded,
  override: null,
  continues: null,
  line: draft.line,
});

/** What the catalogue does not take is an error of the file, on the line that it comes from. */
export const checkShapes = (commands: readonly PlannedCommand[], problems: Problems) => {
  for (const { stream, verb, data, line } of commands) {
    const kind = stream.slice(0, stream.indexOf('-')) as keyof typeof catalogues;
    const [, spec] = askedBy(catalogues[kind] as Catalogue, verb)!;
    try {
      spec.asks.read(data, '', fromClient);
    } catch (error) {
      if (!(error instanceof BadShape)) throw error;
      problems.add(
        line,
        'file.value-unknown',
        `To ${spec.say}: ${error.message}.`,
        'Write it as the guide shows, or leave it out if it is not stated.',
      );
    }
  }
};

/** The entry that keeps the file says how many commands of its run are on its stream: fewer of them is a run that was cut off. */
export const counted = (commands: readonly PlannedCommand[], meetingId: string): readonly PlannedCommand[] => {
  const many = commands.filter(({ stream }) => stream === `meeting-${meetingId}`).length;
  return commands.map((one) => (one.verb === 'ReadMeetingFile' ? { ...one, data: { ...(one.data as object), commands: many } } : one));
};
