import type { Alarm } from '#ledger/alarm.js';

/** The first alarm counts: what is found after it may come of it. */
export class FirstAlarm {
  private first: Alarm | null = null;
  private readonly listening = new Set<(alarm: Alarm) => void>();

  get raised(): Alarm | null {
    return this.first;
  }

  raise(alarm: Alarm): Alarm {
    if (this.first) return this.first;
    this.first = alarm;
    for (const tell of this.listening) tell(alarm);
    this.listening.clear();
    return alarm;
  }

  /** Calls once, at once where there is one already. Returns how not to be called. */
  onRaised(tell: (alarm: Alarm) => void): () => void {
    if (this.first) tell(this.first);
    else this.listening.add(tell);
    return () => this.listening.delete(tell);
  }
}
