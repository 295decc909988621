/** What is wrong with a file, where, and what to do about it. Nothing of a file with errors is recorded. */
export type FileError = {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** `file.noun-reason`, public and permanent. */
  readonly rule: string;
  readonly says: string;
  readonly remedy: string;
};

/** Words of the file and the line that they begin on. */
export type Written = { readonly words: string; readonly line: number };

/** Collects errors, so that a clerk sees them all at once. */
export class Problems {
  readonly errors: FileError[] = [];
  constructor(readonly file: string) {}

  add(line: number, rule: string, says: string, remedy: string): null {
    this.errors.push({ file: this.file, line, rule, says, remedy });
    return null;
  }
  inOrder(): readonly FileError[] {
    return this.errors.toSorted((a, b) => a.line - b.line);
  }
}
