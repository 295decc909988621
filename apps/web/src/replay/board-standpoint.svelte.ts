import type { BoardMoment, BoardTimeLine, RegisterThen } from '#shell/desk/answers.js';
import { ask } from '../net/api.js';
import type { Order } from './sorting.js';

/** Where in time a reader stands before the registers of one board. */
export class BoardStandpoint {
  register = $state('');
  moments = $state.raw<readonly BoardMoment[]>([]);
  /** The position up to which it was known; null is all that is known now. */
  at = $state<number | null>(null);
  /** The day on which it was true; null is today. */
  on = $state<string | null>(null);
  /** The position that is compared with; null compares nothing. */
  since = $state<number | null>(null);
  order = $state.raw<Order>(null);
  shown = $state.raw<RegisterThen | null>(null);
  before = $state.raw<RegisterThen | null>(null);
  failed = $state<string | null>(null);

  readonly index = $derived.by(() =>
    this.at === null ? this.moments.length - 1 : this.moments.findLastIndex(({ position }) => position <= this.at!),
  );
  readonly now = $derived.by(() => this.moments[this.index] ?? null);
  /** Of what is compared and what is shown, the earlier and the later. */
  readonly between = $derived.by((): readonly [number, number] => {
    const here = this.at ?? this.moments.at(-1)?.position ?? 0;
    return [Math.min(this.since ?? here, here), Math.max(this.since ?? here, here)];
  });

  /** Made where a component begins. @param board as its address says it */
  constructor(
    private readonly board: string,
    asked: URLSearchParams,
  ) {
    this.register = asked.get('register') ?? 'actions';
    this.on = asked.get('on') || null;
    const at = asked.get('at') || null;
    this.at = at !== null && /^\d+$/.test(at) ? Number(at) : null;
    this.since = asked.has('since') ? Number(asked.get('since')) : null;
    void ask<BoardTimeLine>(`/api/desk/${board}/time-line`).then(
      ({ moments }) => {
        this.moments = moments;
        if (at !== null && this.at === null) this.known(at);
      },
      (error: Error) => (this.failed = error.message),
    );
    $effect(() => this.read(this.at, (one) => (this.shown = one)));
    $effect(() => {
      if (this.since === null) this.before = null;
      else return this.read(this.since, (one) => (this.before = one));
      return undefined;
    });
  }

  step(by: number): void {
    this.goTo(this.index + by);
  }
  goTo(index: number): void {
    const last = this.moments.length - 1;
    this.at = index >= last ? null : (this.moments[Math.max(0, index)]?.position ?? null);
  }
  /** As it was known at a time, or by the end of a day in UTC: `2026-03-10`. */
  known(time: string): void {
    const instant = time.length === 10 ? `${time}T23:59:59.999Z` : new Date(time).toISOString();
    this.goTo(this.moments.findLastIndex(({ recordedAt }) => recordedAt <= instant));
  }
  query(at = this.at): URLSearchParams {
    return new URLSearchParams({ ...(at !== null && { at: String(at) }), ...(this.on !== null && { on: this.on }) });
  }

  private read(at: number | null, then: (register: RegisterThen) => void): () => void {
    const leave = new AbortController();
    ask<RegisterThen>(`/api/desk/${this.board}/registers/${this.register}?${this.query(at)}`, { signal: leave.signal }).then(
      (register) => {
        this.failed = null;
        then(register);
      },
      (error: Error) => leave.signal.aborted || (this.failed = error.message),
    );
    return () => leave.abort();
  }
}
