import type { FileError } from '#meeting-file/errors.js';

/** Nothing of any file was recorded: each error names its file, its line, the rule and the remedy. */
export class ImportRefused extends Error {
  readonly code = 'import.refused';
  constructor(readonly errors: readonly FileError[]) {
    super(errors.map(({ file, line, says }) => `${file}:${line}: ${says}`).join('\n'));
    this.name = 'ImportRefused';
  }
}
