import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { FileError } from '#meeting-file/errors.js';
import { readMeetingFile } from '#meeting-file/parse.js';
import { importFiles, type Imported } from '#shell/import/import-files.js';
import { ImportRefused } from '#shell/import/import-refused.js';
import type { FileIn } from '#shell/import/planner.js';
import type { MinuteBook } from '#shell/minute-book.js';
import { ruleInWords } from '#shell/rule-in-words.js';
import { usageOf, type Args } from '../args.js';
import { paintFor } from '../colour.js';
import type { Command, Exit } from '../command.js';
import { badNews, wrongUsage } from '../failure.js';
import type { Io } from '../io.js';
import { meetingInWords } from '../naming.js';
import { progressOn } from '../progress.js';
import { withBook } from '../questions.js';
import { many } from '../units.js';

export const importCommand: Command = {
  name: 'import',
  takes: 'PATH… [--amend --reason TEXT]',
  doc: 'Record meetings from meeting files; a folder stands for the meeting files in it. Importing a file again changes nothing.',
  options: {
    amend: { doc: 'record what differs between a changed file and the meeting that the book holds' },
    reason: { value: 'TEXT', doc: 'why it was changed, for the audit trail' },
  },
  run: async (args, io) => {
    const amend = amendIn(args);
    const files = filesIn(args, io);
    const errors = files.flatMap(({ name, source }) => {
      const read = readMeetingFile(source, name);
      return 'errors' in read ? read.errors : [];
    });
    // A book is begun for files that can be read.
    if (errors.length > 0) return refuse(errors, io);
    return withBook(args, io, async (book) => {
      const [reading, recording] = [progressOn(io.stderr, 'Reading the files'), progressOn(io.stderr, 'Recording')];
      const end = () => (reading.end(), recording.end());
      try {
        const imported = await importFiles(book, files, { amend, onDecided: reading.show, onProgress: recording.show });
        end();
        for (const one of imported) report(one, book, io);
        return 0;
      } catch (error) {
        end();
        if (!(error instanceof ImportRefused)) throw error;
        return refuse(error.errors, io);
      }
    });
  },
};

const amendIn = (args: Args) => {
  const reason = args.value('reason')?.trim() || null;
  if (args.flag('amend') && reason === null) throw wrongUsage('--amend needs a reason.', 'Write `--amend --reason "Misread the count"`.');
  if (!args.flag('amend') && reason !== null) throw wrongUsage('--reason belongs to --amend.', 'Write both, or neither.');
  return reason === null ? null : { reason };
};

const isMeetingFile = (source: string) => /^(?:\ufeff|---\s|\s*#[^\n]*\n|\s)*minutebook\s*:/.test(source);

/** In the order of their dates, so that an earlier meeting is in the book when a later one speaks of it. */
const filesIn = (args: Args, { cwd }: Io): readonly FileIn[] => {
  if (args.words.length === 0) throw wrongUsage('Which file?', `Usage: ${usageOf(importCommand)}`);
  const files = args.words.flatMap((path) => {
    const full = resolve(cwd, path);
    if (!statSync(full, { throwIfNoEntry: false })) throw badNews(`There is no file or folder ${path}.`, 'Check its name.');
    const found = statSync(full).isDirectory() ? inFolder(full, cwd) : [fileAt(full, cwd)];
    if (found.length === 0)
      throw badNews(`There is no meeting file in ${path}.`, 'A meeting file ends in .yaml and begins with "minutebook: 1".');
    return found;
  });
  return files.toSorted((a, b) => (dateIn(a) < dateIn(b) ? -1 : dateIn(a) > dateIn(b) ? 1 : 0));
};
const inFolder = (folder: string, cwd: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/i.test(name))
    .toSorted()
    .map((name) => fileAt(join(folder, name), cwd))
    .filter(({ source }) => isMeetingFile(source));
const fileAt = (full: string, cwd: string): FileIn => {
  const near = relative(cwd, full);
  return { name: near.startsWith('..') ? full : near, source: readFileSync(full, 'utf8') };
};
const dateIn = ({ source }: FileIn) => /^meeting\s*:\s*["']?(\S+)/m.exec(source)?.[1] ?? '';

const report = ({ file, meetingId, run, recorded, notes }: Imported, { registers }: MinuteBook, { stdout, stderr }: Io) => {
  const meeting = registers.meeting(meetingId);
  const name = meeting ? meetingInWords(meeting) : meetingId;
  stdout.write(
    recorded === 0
      ? `${name}: already in the book, nothing has changed.\n`
      : `${name}: ${many(recorded, 'entry', 'entries')} recorded${run > 1 ? `, amendment ${run - 1}` : ''}.\n`,
  );
  for (const { line, says, candidates } of recorded === 0 ? [] : notes)
    stderr.write(`${file}:${line}: note: ${says}${candidates.length > 0 ? ` It may be ${candidates.join(' or ')}.` : ''}\n`);
};

const refuse = (errors: readonly FileError[], { stderr, env }: Io): Exit => {
  const paint = paintFor(stderr, env);
  for (const { file, line, says, rule, remedy } of errors)
    stderr.write(`${paint.alarm(`${file}:${line}: ${says}`)}\n  rule: ${ruleInWords(rule)}\n  remedy: ${remedy}\n`);
  stderr.write('Nothing was recorded.\n');
  return 1;
};
