import { setImmediate as others } from 'node:timers/promises';
import type { Note, Plan, PlannedCommand } from '#meeting-file/plan.js';
import { systemClock } from '../clock.js';
import { Refused, type Command } from '../command.js';
import { localOperator, type MinuteBook } from '../minute-book.js';
import { mustHaveRoomFor } from '../room-on-disk.js';
import { WritePath } from '../write-path.js';
import { ImportRefused } from './import-refused.js';
import { OverlayStore } from './overlay-store.js';
import { Planner, type Amend, type FileIn } from './planner.js';
import { runId } from './run-id.js';
import { cutOffFile } from './unfinished.js';

export type Imported = {
  readonly file: string;
  readonly meetingId: string;
  readonly run: number;
  /** Entries that were not in the book before; 0 where the file was found again, whole. */
  readonly recorded: number;
  readonly notes: readonly Note[];
};
export type ImportOptions = {
  /** Records what differs between a changed file and the meeting that the book holds, and why. */
  readonly amend?: Amend;
  readonly actor?: string;
  /** Files that are decided, before anything is recorded. */
  readonly onDecided?: (done: number, of: number) => void;
  readonly onProgress?: (done: number, of: number) => void;
};

const mostTogether = 32;

type Run = { readonly file: string; readonly plan: Plan; readonly commands: readonly Command[]; readonly fresh: number };

/**
 * Records meeting files, in the order given. All of them are decided in memory first, so that a refusal stops it before the
 * first append; one that is cut off in the middle is finished by importing the same files again.
 * @throws ImportRefused, StoreUnavailable
 */
export const importFiles = async (
  book: MinuteBook,
  files: readonly FileIn[],
  options: ImportOptions = {},
): Promise<readonly Imported[]> => {
  await book.settled();
  const trial = new OverlayStore(book.store);
  try {
    const runs = await decideAll(book, trial, files, options);
    await mustHaveRoomFor(
      book.dir,
      runs.reduce((sum, { fresh }) => sum + fresh, 0),
    );
    await recordAll(book, runs, options);
    return runs.map(({ file, plan: { meetingId, run, notes }, fresh }) => ({ file, meetingId, run, recorded: fresh, notes }));
  } finally {
    await trial.close();
  }
};

const decideAll = async (book: MinuteBook, trial: OverlayStore, files: readonly FileIn[], options: ImportOptions) => {
  const { amend = null, actor, onDecided } = options;
  const write = new WritePath(trial, systemClock);
  const planner = new Planner(book.store, trial, () => knownTo(book, trial));
  const runs: Run[] = [];
  for (const [n, file] of files.entries()) {
    onDecided?.(n, files.length);
    // Whoever interrupts it is heard between two files.
    await others();
    const unfinished = await cutOffFile(book, file.source);
    const parts = unfinished
      ? [
          { ...unfinished, name: file.name },
          { ...file, amend },
        ]
      : [{ ...file, amend }];
    for (const part of parts) {
      const plan = await planner.plan(part, part.amend);
      runs.push(await decide(write, file.name, plan, actor ?? localOperator));
    }
  }
  return runs;
};

const decide = async (write: WritePath, file: string, plan: Plan, actor: string): Promise<Run> => {
  const commands = plan.commands.map((command) => commandFrom(command, plan, actor));
  let fresh = 0;
  for (const [n, command] of commands.entries()) {
    const reply = await write.handle(command).catch((error: unknown) => {
      throw error instanceof Refused ? asFileError(error, file, plan.commands[n]!) : error;
    });
    if (!reply.again) fresh += reply.events.length;
  }
  return { file, plan, commands, fresh };
};

const commandFrom = ({ line: _, ...command }: PlannedCommand, { meetingId, run }: Plan, actor: string): Command => ({
  ...command,
  actor,
  correlation: runId(meetingId, run),
});

const asFileError = ({ refusal: { refused, rule, sentence, remedy } }: Refused, file: string, { line }: PlannedCommand) =>
  new ImportRefused([{ file, line, rule: rule === null ? refused : `${refused} (${rule})`, says: sentence, remedy }]);

const recordAll = async (book: MinuteBook, runs: readonly Run[], { onProgress }: ImportOptions) => {
  const commands = runs.filter(({ fresh }) => fresh > 0).flatMap((run) => run.commands);
  for (let done = 0; done < commands.length;) {
    const together = sameStreamFrom(commands, done);
    const results = await Promise.allSettled(together.map((command) => book.record(command)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    done += together.length;
    onProgress?.(done, commands.length);
  }
  await book.settled();
};

/** Commands that follow each other on one stream are appended together, in their order. */
const sameStreamFrom = (commands: readonly Command[], from: number): readonly Command[] => {
  const others = commands.findIndex(({ stream }, n) => n > from && stream !== commands[from]!.stream);
  return commands.slice(from, Math.min(others < 0 ? commands.length : others, from + mostTogether));
};

/** Streams that the registers know, and those that this import would begin. */
const knownTo = ({ registers }: MinuteBook, trial: OverlayStore) => {
  const begun = (kind: string) =>
    [...trial.appendedTo].filter((stream) => stream.startsWith(`${kind}-`)).map((stream) => stream.slice(kind.length + 1));
  const people = registers.people().flatMap(({ person, records }) => [person, ...records]);
  return {
    boards: [...new Set([...registers.boards().map(({ board }) => board), ...begun('board')])],
    people: [...new Set([...people, ...begun('person')])],
  };
};
