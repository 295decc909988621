import type { Name, Open } from '#documents/reader.js';
import type { MeetingDesk, NamesOf } from '#shell/desk/answers.js';
import type { ShownEntry } from '#shell/shown.js';
import { afterPaint } from '../net/after-paint.js';
import { ask } from '../net/api.js';
import { openerOf } from '../room/shown.js';
import { momentsOf, pastAt, type Past } from './past.js';
import type { Telling } from './summary.js';

const nobody: NamesOf = { person: {}, organisation: {}, board: {}, meeting: {}, decision: {}, action: {} };

/** Where in time a reader stands before one meeting: how far it was known, up to what it had happened, and which line is looked at. */
export class Standpoint {
  desk = $state.raw<MeetingDesk>()!;
  readonly moments: readonly ShownEntry[] = $derived.by(() => momentsOf(this.desk));
  readonly open: Open = $derived.by(() => openerOf(this.moments));
  /** Of the moments, the last that was known. */
  index = $state(0);
  /** The entry up to which everything had happened; null is all that was known. */
  upTo = $state<string | null>(null);
  /** The position that is compared with; null compares nothing. */
  since = $state<number | null>(null);
  /** The entry that is looked at. */
  line = $state<string | null>(null);
  /** How often a reader has asked who changed something: each time, that is where the keyboard goes. */
  looks = $state(0);
  /** A position after the last entry, if it was asked for. */
  private beyond = $state<number | null>(null);
  private from: Element | null = null;
  /** Names are facts too: somebody who was identified later had none then. */
  private named = $state.raw<{ readonly position: number; readonly names: NamesOf }>({ position: -1, names: nobody });
  private catalogues = $state.raw<typeof import('#domain/catalogues.js') | null>(null);
  private summaries = $state.raw<typeof import('./summary.js') | null>(null);

  readonly now = $derived.by(() => this.moments[this.index]);
  /** How far the log was known: at the last entry of this meeting, all that the others have said since. */
  readonly position = $derived.by(() => {
    const own = this.now?.position ?? -1;
    return this.index === this.moments.length - 1 ? Math.max(own, this.beyond ?? this.desk.head) : own;
  });
  readonly past: Past = $derived.by(() => pastAt(this.desk, { position: this.named.position, upTo: this.upTo }, this.open, this.name));
  /** Where in the order of what happened the reader stands: the end, if everything known is shown. */
  readonly place = $derived.by(() => {
    const found = this.upTo === null ? -1 : this.past.order.indexOf(this.upTo);
    return found < 0 ? Math.max(0, this.past.order.length - 1) : found;
  });
  readonly telling: Telling = $derived.by(() => ({ past: this.past, open: this.open, nameOf: this.nameOf, say: this.say }));

  /** Made where a component begins: it looks up names as the reader moves. */
  constructor(desk: MeetingDesk, asked: URLSearchParams) {
    this.desk = desk;
    this.named = { position: desk.head, names: desk.names };
    const at = asked.has('at') ? Number(asked.get('at')) : NaN;
    this.index = Math.max(0, Number.isNaN(at) ? this.moments.length - 1 : this.moments.findLastIndex(({ position }) => position <= at));
    this.beyond = Number.isNaN(at) ? null : at;
    this.upTo = asked.get('upto');
    this.since = asked.has('since') ? Number(asked.get('since')) : null;
    this.line = asked.get('line');
    $effect(() => this.lookUp(this.position));
    // The names of verbs, and what an entry says in one line, come after the first screen.
    void afterPaint()
      .then(() => Promise.all([import('#domain/catalogues.js'), import('./summary.js')]))
      .then(([catalogues, summaries]) => ([this.catalogues, this.summaries] = [catalogues, summaries]));
  }

  /** The same meeting, with more of it: nobody is moved from where they stand. */
  take(desk: MeetingDesk): void {
    if (desk === this.desk) return;
    if (this.named.names === this.desk.names) this.named = { position: this.named.position, names: desk.names };
    this.desk = desk;
  }

  readonly name: Name = (id, as) => {
    const words = this.named.names[as][id];
    return words === undefined ? 'withheld' : { words };
  };
  readonly nameOf = (id: string): string => this.named.names.person[id] ?? 'somebody not named yet';
  readonly say = ({ stream, type }: Pick<ShownEntry, 'stream' | 'type'>): string => this.catalogues?.specOf(stream, type)?.say ?? '…';
  readonly summary = (entry: ShownEntry): string => this.summaries?.summaryOf(entry, this.telling) ?? '';
  readonly entry = (id: string): ShownEntry | null => this.past.entries.find((one) => one.id === id) ?? null;

  look(entry: string): void {
    if (document.activeElement?.closest('#who-changed') === null) this.from = document.activeElement;
    this.line = entry;
    this.looks++;
  }
  /** To where the reader was when asking. */
  back(): void {
    if (this.from instanceof HTMLElement) this.from.focus();
  }
  step(by: number): void {
    this.index = Math.min(Math.max(this.index + by, 0), this.moments.length - 1);
  }
  end(): void {
    this.beyond = null;
    this.index = this.moments.length - 1;
  }
  toThe(next: (entry: ShownEntry) => boolean): void {
    const found = this.moments.findIndex((one, n) => n > this.index && next(one));
    if (found >= 0) this.index = found;
  }
  /** Along the order of what happened. @param place the last one is everything */
  goTo(place: number): void {
    const { order } = this.past;
    this.upTo = place >= order.length - 1 ? null : (order[Math.max(0, place)] ?? null);
  }
  get query(): URLSearchParams {
    return new URLSearchParams({
      ...(this.now && { at: String(this.position) }),
      ...(this.upTo !== null && { upto: this.upTo }),
      ...(this.since !== null && { since: String(this.since) }),
      ...(this.line !== null && { line: this.line }),
    });
  }

  private lookUp(position: number): (() => void) | undefined {
    if (position === this.named.position) return undefined;
    const leave = new AbortController();
    ask<MeetingDesk>(`/api/desk${this.desk.address}?at=${position}`, { signal: leave.signal }).then(
      ({ names }) => (this.named = { position, names }),
      () => leave.signal.aborted || (this.named = { position, names: nobody }),
    );
    return () => leave.abort();
  }
}
