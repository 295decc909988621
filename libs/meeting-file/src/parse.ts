import { Problems, type FileError } from './errors.js';
import { meeting, type MeetingSaid } from './grammar.js';
import { treeOf } from './yaml.js';

/** The version of the format that this reads and writes. */
export const version = '1';

/**
 * A meeting file as what it says, or all that is wrong with it, in the order of its lines.
 * @param file the name to print in errors.
 */
export const readMeetingFile = (
  source: string,
  file: string,
): { readonly said: MeetingSaid } | { readonly errors: readonly FileError[] } => {
  const problems = new Problems(file);
  const tree = treeOf(source, problems);
  const said = tree && meeting.read(tree.root, { problems, lineOf: tree.lineOf });
  if (tree?.root === null) problems.add(1, 'file.empty', 'The file is empty.', 'Begin it with "minutebook: 1".');
  if (said && problems.errors.length === 0) complete(said, problems);
  if (source !== '' && !source.endsWith('\n'))
    problems.add(
      source.split('\n').length,
      'file.cut-short',
      'The file stops in the middle of a line, so it may have been cut short.',
      'See whether it is whole. If it is, end its last line as every other: with the Enter key.',
    );
  return said && problems.errors.length === 0 ? { said } : { errors: problems.inOrder() };
};

const complete = (said: MeetingSaid, problems: Problems) => {
  if (said.minutebook?.words !== version)
    problems.add(
      said.lines['minutebook'] ?? 1,
      'file.version-unknown',
      said.minutebook
        ? `This reads version ${version} of the format, not ${said.minutebook.words}.`
        : 'The file does not say which version of the format it is in.',
      `Begin the file with "minutebook: ${version}".`,
    );
  if (!said.board) problems.add(1, 'file.board-missing', 'The file does not name the board.', 'Write "board:" and its name.');
  if (!said.meeting) problems.add(1, 'file.meeting-missing', 'The file does not say which meeting it is.', 'Write "meeting: 2010-01-20".');
  else if (!/^\d{4}-\d{2}-\d{2}$/.test(said.meeting.date))
    problems.add(said.meeting.line, 'file.meeting-without-day', 'A meeting that was held has a day.', 'Write "meeting: 2010-01-20".');
  if (!said.recorded)
    problems.add(
      1,
      'file.recorded-missing',
      'The file does not say how it was recorded.',
      'Write "recorded: from printed minutes", "afterwards" or "live".',
    );
};
