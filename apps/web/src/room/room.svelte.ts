import type { Fact, HowRecorded } from '#kernel/entry.js';
import { stands } from '#kernel/stands.js';
import { eventId } from '#kernel/ids.js';
import { isRefusal, type Refusal } from '#kernel/refusal.js';
import type { Stream } from '#kernel/stream.js';
import type { Occurred } from '#kernel/times.js';
import type { Meeting } from '#domain/meeting/state.js';
import type { OpenAgendaItem } from '#documents/open-agenda.js';
import type { OpenMinutes } from '#documents/open-model.js';
import type { Name, Open } from '#documents/reader.js';
import { heldWords } from '#views/minutes/held.js';
import type { Minutes } from '#views/minutes/model.js';
import type { PersonKnown } from '#registers/book/queries.js';
import type { MeetingDesk } from '#shell/desk/answers.js';
import type { ShownEntry } from '#shell/shown.js';
import { workingAs } from '../frame/working-as.svelte.js';
import { ask, entriesOf } from '../net/api.js';
import { follow, type Connection, type Following, type ReadOnly, type Told } from '../net/feed.js';
import type { Candidate, candidatesIn } from './candidates.js';
import { asRecorded, citedBy, introductionOf, namesIn, withNewer, type Held, type Introduction } from './held.js';
import { inTurn, within } from './in-turn.js';
import { newId, type Asked, type Intent, type Queued } from './intent.js';
import { Outbox, type Keep } from './outbox.js';
import { factOf, openerOf } from './shown.js';
import { openAgenda, unprinted } from './unprinted.js';

export type { Asked } from './intent.js';

const atATime = 1_000;
const patienceMs = 2_000;

/**
 * One meeting as this desk holds it: what the server has, then what is on its way there, decided by the same code.
 * Everything that a screen shows of the meeting is read from here.
 */
export class Room {
  readonly stream: string;
  desk = $state.raw<MeetingDesk>()!;
  /** As the server has them. */
  entries = $state.raw<readonly ShownEntry[]>([]);
  queue = $state.raw<readonly Queued[]>([]);
  /** What is being typed: shown in the minutes, recorded nowhere. */
  draft = $state.raw<readonly Intent[]>([]);
  private feed = $state<Connection>('connecting');
  /** Nobody answered when something was sent last, whatever the feed still believes. */
  private silent = $state(false);
  readonly connection: Connection = $derived(this.silent && this.feed === 'connected' ? 'lost' : this.feed);
  /** Why the server records nothing more; null while it does. */
  readOnly = $state.raw<ReadOnly | null>(null);
  /** Why this page cannot show what comes: it, or its server, is older than the log. */
  outdated = $state.raw<ReadOnly | null>(null);
  how = $state<HowRecorded>('live');
  /** When what is entered afterwards happened; null is not stated. */
  happened = $state.raw<Occurred | null>(null);
  /** The item in hand: chosen here, else the one that was taken last. */
  private chosen = $state<string | null>(null);
  /** What forms may name, once there is a form. */
  offering = $state.raw<typeof candidatesIn | null>(null);
  /** Rules and print come when the first screen can be used: who needs them waits for `ready`. */
  private deciding = $state.raw<typeof import('./deciding.js') | null>(null);
  printing = $state.raw<typeof import('./printing.js') | null>(null);
  private preparing: Promise<void> | null = null;
  private asking: Promise<void> | null = null;
  private isWhole: boolean;
  private readonly outbox: Outbox;
  private following: Following | null = null;

  private readonly waiting: readonly Intent[] = $derived.by(() => {
    const known = new Set(this.entries.map(({ command }) => command));
    return this.queue.filter(({ intent, state }) => state !== 'refused' && !known.has(intent.id)).map(({ intent }) => intent);
  });
  private readonly cites = (intent: Intent): ReadonlySet<string> => citedBy(intent, this.entries);
  private readonly facts: readonly Fact[] = $derived(this.entries.map(factOf));
  /** With its ids, once this desk can decide. */
  private readonly whole: Stream<Meeting> | null = $derived(
    this.deciding &&
      this.deciding.heldWith(
        this.facts,
        this.waiting.filter(({ stream }) => stream === this.stream),
        this.cites,
      ),
  );
  /** The meeting with everything that this desk has sent or is about to send. */
  readonly held: Held = $derived(this.whole ?? asRecorded(this.facts));
  readonly state: Meeting = $derived(this.held.state);
  /** Entries that are not on the server, as far as anybody knows. */
  readonly unsaved: number = $derived(this.queue.filter(({ state }) => state === 'waiting').length);
  readonly refused = $derived(this.queue.filter((one) => one.state === 'refused'));
  readonly item: string | null = $derived.by(() => this.chosen ?? this.state.taken.at(-1)?.item ?? null);
  readonly open: Open = $derived(openerOf([...this.entries, ...this.desk.paper]));
  private readonly introduced = $derived(
    new Map(
      this.waiting
        .filter(({ verb }) => verb === 'IntroducePerson')
        .map(({ stream, data }) => [stream.slice('person-'.length), data as Introduction]),
    ),
  );
  readonly name: Name = $derived(namesIn(this.desk, this.introduced));
  private readonly drafted: Held = $derived(
    this.whole && this.draft.length > 0 ? this.deciding!.draftedOn(this.whole, this.draft, this.cites) : this.held,
  );
  /** The words that entries hold: what stretches of them are cut from. */
  readonly minutes: Pick<Minutes, 'held'> = $derived({ held: heldWords(this.held.standing) });
  readonly agenda: readonly OpenAgendaItem[] = $derived(openAgenda(this.held.standing, this.open));
  /** The minutes with what is being typed; before `ready` no more of them than the agenda. */
  readonly opened: OpenMinutes = $derived(
    this.printing?.printed(
      this.drafted,
      stands(this.desk.paper.map(factOf)),
      { open: this.open, name: this.name },
      { at: this.entries.at(-1)?.recordedAt ?? '', position: this.entries.at(-1)?.position ?? null },
    ) ?? unprinted(this.agenda),
  );

  /** @param isWhole whether the desk is the server's whole answer; else that is asked for when there is time */
  constructor(desk: MeetingDesk, keep: Keep, isWhole = true) {
    this.isWhole = isWhole;
    this.stream = desk.stream;
    this.desk = desk;
    this.entries = desk.entries;
    this.outbox = new Outbox(
      keep,
      (queue) => this.queued(queue),
      undefined,
      (does) => this.answers(does),
    );
    this.queue = this.outbox.queued;
    void this.outbox.flush();
  }

  /** Rules, print, news from others, and all that the server says: asked for when the first screen can be used. */
  get ready(): Promise<void> {
    // Asked for while a screen is being made: nothing of the room changes under it.
    return (this.preparing ??= Promise.resolve().then(() => this.prepare()));
  }

  private async prepare(): Promise<void> {
    this.following = follow(
      this.desk.head,
      (told) => this.heard(told),
      (now) => this.connected(now),
      (why) => (this.readOnly = why),
      (why) => (this.outdated = why),
    );
    // Without an answer the desk prints what it has.
    const [printing, { candidatesIn }] = await Promise.all([
      import('./printing.js'),
      import('./candidates.js'),
      within(patienceMs, this.completed()),
      this.ruled(),
    ]);
    [this.printing, this.offering] = [printing, candidatesIn];
  }

  /** The rules: what is recorded waits for them. */
  async ruled(): Promise<void> {
    this.deciding ??= await import('./deciding.js');
  }

  private connected(now: Connection): void {
    this.feed = now;
    if (now !== 'connected') return;
    void this.outbox.flush();
    void this.completed();
  }

  /** Asks for what the page did not carry: corrections need it. @returns whether it is here */
  async completed(): Promise<boolean> {
    if (!this.isWhole) await (this.asking ??= this.readDesk().finally(() => (this.asking = null)));
    return this.isWhole;
  }

  /** The words of an entry's own command: of the n-th fact that it decides. */
  entryOf(command: string, place = 0): string {
    return eventId(this.stream, command, place);
  }

  intentOf({ verb, data, stream = this.stream, id = newId(), recorded = this.how, occurred, override = null }: Asked): Intent {
    return {
      id,
      stream,
      verb,
      data,
      recorded,
      occurred: occurred === undefined ? (recorded === 'afterwards' ? this.happened : null) : occurred,
      enteredAt: new Date().toISOString(),
      override,
      actor: workingAs.person,
    };
  }

  /** What this desk decides on it, before anything is sent: the facts, or why not. All of them, or none. */
  would(...asked: readonly Asked[]): readonly Fact[] | Refusal {
    return this.decisionOn(asked.map((one) => this.intentOf(one)));
  }

  /** Decides here and now, and sends it on its way; a refusal changes nothing. */
  record(...asked: readonly Asked[]): Refusal | null {
    const intents = asked.map((one) => this.intentOf(one));
    const decided = this.decisionOn(intents);
    if (isRefusal(decided)) return decided;
    this.draft = [];
    this.outbox.add(intents);
    return null;
  }

  /** Shows in the minutes what is being typed. */
  preview(...asked: readonly Asked[]): void {
    this.draft = asked.map((one) => this.intentOf(one));
  }

  /**
   * Takes up another item. In a meeting that is recorded live this is an entry; of a paper nobody knows when it was taken, the
   * one in hand is taken already, and in a meeting that is over an item is only looked at.
   */
  turnTo(item: string): Refusal | null {
    const isInHand = this.state.taken.at(-1)?.item === item;
    const isOver = this.how === 'live' && this.state.room === 'closed';
    const refusal = this.how === 'printed' || isInHand || isOver ? null : this.record({ verb: 'TakeItem', data: { item } });
    return refusal ?? this.lookAt(item);
  }

  /** Shows an item without taking it up. */
  lookAt(item: string): null {
    this.chosen = item;
    return null;
  }

  /** What the server refused is given up, or sent again in another way under a new id. */
  giveUp(id: string): void {
    this.outbox.drop((intent) => intent.id === id);
  }

  /** What a person is called; who has no name that this desk may show is somebody. */
  personName(id: string): string {
    const opened = this.name(id, 'person');
    return typeof opened === 'string' ? 'somebody' : opened.words;
  }

  candidates(noun: string): readonly Candidate[] {
    return this.offering?.(this.held.standing, noun, this.open) ?? [];
  }

  /** People whom this desk has introduced and the server has not named yet. */
  introductions(): readonly PersonKnown[] {
    // The server may name somebody before this desk hears that the introduction is saved.
    const named = new Set(this.desk.people.flatMap(({ person, records }) => [person, ...records]));
    return [...this.introduced]
      .filter(([person]) => !named.has(person))
      .map(([person, data]) => ({ person, name: introductionOf(data) ?? null, records: [person], called: [] }));
  }

  /** The entry as it stands, with what is still on its way. */
  standing(entry: string): Fact | null {
    return this.held.standing.find((fact) => fact.entry.id === entry) ?? null;
  }

  /** By which verb an entry was asked for. */
  verbOf(entry: string): string | null {
    const fact = this.standing(entry);
    return (fact && this.deciding?.verbOf(fact.type)) ?? null;
  }

  get decides(): boolean {
    return this.deciding !== null;
  }

  stop(): void {
    this.following?.stop();
    this.outbox.stop();
  }

  private queued(queue: readonly Queued[]): void {
    this.queue = queue;
    const saved = queue.filter(({ state }) => state === 'saved');
    if (saved.some(({ intent }) => intent.stream === this.stream)) void this.read();
    if (saved.some(({ intent }) => intent.stream !== this.stream)) void this.readDesk();
  }

  private answers(does: boolean): void {
    if (does && this.silent) this.following?.again();
    this.silent = !does;
  }

  private decisionOn(intents: readonly Intent[]): readonly Fact[] | Refusal {
    const ours = intents.filter(({ stream }) => stream === this.stream);
    return this.whole ? this.deciding!.decisionOn(this.whole, ours, this.cites) : [];
  }

  /** Words that are erased are gone from entries that are here already. */
  private heard({ stream, type }: Told): void {
    if (stream === this.stream && type !== 'TextsErased') void this.read();
    else if (stream === this.stream || this.shows(stream)) void this.readDesk();
  }

  /** What is shown of other streams: names, the board, and what became of the minutes. */
  private shows(stream: string): boolean {
    // Minutes of earlier meetings too: a newer version may be sent out while they lie before this one.
    const isPaper = this.desk.meetings.some(({ meeting }) => stream === `minutes-${meeting}`);
    return isPaper || stream === `board-${this.desk.board.id}` || stream.startsWith('person-');
  }

  /** Reads on from the last entry that is here. */
  private readonly read = inTurn(async () => {
    const after = this.entries.at(-1)?.revision ?? -1;
    try {
      const { entries } = await ask<{ entries: readonly ShownEntry[] }>(`${entriesOf(this.stream)}?after=${after}&limit=${atATime}`);
      this.entries = withNewer(this.entries, entries);
      this.outbox.drop(({ id, stream }) => stream === this.stream && entries.some(({ command }) => command === id));
      if (entries.length === atATime) void this.read();
    } catch {
      // The feed finds the server again, and asks then.
    }
  });

  /** Names, the paper and the board: what other streams say. */
  private readonly readDesk = inTurn(async () => {
    // What is saved only while the answer is on its way is not in it.
    const saved = new Set(this.queue.filter(({ state }) => state === 'saved').map(({ intent }) => intent.id));
    try {
      this.desk = await ask<MeetingDesk>(`/api/desk${this.desk.address}`);
      this.isWhole = true;
      this.entries = withNewer(this.entries, this.desk.entries);
      this.outbox.drop(({ id, stream }) => stream !== this.stream && saved.has(id));
    } catch {
      // The feed finds the server again, and asks then.
    }
  });
}
