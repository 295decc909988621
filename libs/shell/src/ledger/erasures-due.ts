import type { Envelope } from '#event-store/port.js';
import type { AuditLine } from './audit-line.js';
import { listedIn } from './recorded-facts.js';

/** Follows what is written of a log: which erased texts it shows, and not yet that their stream lists them as erased. */
export class ErasuresDue {
  private readonly due = new Set<string>();
  private readonly onRecord = new Set<string>();

  get areDue(): boolean {
    return this.due.size > 0;
  }

  see(lines: readonly AuditLine[]): void {
    for (const { envelope, texts = [] } of lines) {
      if (!envelope) continue;
      const { stream } = envelope;
      for (const one of texts) if ('erased' in one) this.shown(`${stream} ${one.digest}`);
      for (const digest of erasedBy(envelope)) this.listed(`${stream} ${digest}`);
    }
  }

  private shown(text: string): void {
    if (!this.onRecord.has(text)) this.due.add(text);
  }

  private listed(text: string): void {
    this.onRecord.add(text);
    this.due.delete(text);
  }
}

const erasedBy = (envelope: Envelope): readonly string[] => (envelope.type === 'TextsErased' ? listedIn(envelope) : []);
