import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a run keeps its files; they are gone after it, but for books that are to be kept. */
export class Place {
  private made: string | null = null;
  constructor(private readonly books: string | null) {}

  /** An empty folder. */
  folder(): string {
    return mkdtempSync(join(this.root(), 'book-'));
  }
  /** Where large books lie, for all rows of a run, or of several. */
  get library(): string {
    return this.books ?? join(this.root(), 'books');
  }
  leave(): void {
    if (this.made) rmSync(this.made, { recursive: true, force: true });
  }
  private root(): string {
    return (this.made ??= mkdtempSync(join(tmpdir(), 'minutebook-bench-')));
  }
}
