import type { Override } from '#kernel/stream.js';
import type { Occurred } from '#kernel/times.js';
import { presentNow } from '#domain/meeting/presence.js';
import { newId } from '../room/intent.js';
import type { Asked, Room } from '../room/room.svelte.js';
import { isByName, type Called } from './by-name.js';
import { citing, correctionOf, moved, opening, specOfVerb, standingOf, tidied, withStretches, wordsOf, type Sentence } from './compose.js';
import { draftKept } from './draft.js';
import type { Changed, Follow, FollowIds } from './follows.js';
import { fieldsOf, type Field, type Values } from './form.js';
import { everybody, printedIn, type AsTyped, type Typed } from './people.js';
import { readLater } from './read-later.svelte.js';
import { curated, curatedOf } from './verbs.js';

/** What goes on from line to line of a list. */
const lasting = ['list', 'role', 'known', 'item', 'discussion', 'attends', 'group'];

/** An entry while it is composed: what was typed and chosen, what the words offer, and what is asked for when it is recorded. */
export class Composition {
  readonly room: Room;
  readonly verb: string;
  readonly spec;
  readonly how;
  /** The field of its words, those beside it, and all others. */
  readonly main: Field | null;
  readonly small: readonly Field[];
  readonly more: readonly Field[];
  /** The entry that is put right, as it stands; null where a new one is recorded. */
  readonly standing;
  private readonly initial: Values;
  private readonly fields: readonly Field[];
  private readonly kept;

  private values = $state.raw<Values>({});
  private touched = $state.raw<ReadonlySet<string>>(new Set());
  private introduced = $state.raw<ReadonlyMap<string, Typed>>(new Map());
  private command = $state(newId());
  private ids: FollowIds | null = null;
  called = $state.raw<Called>([]);
  reason = $state('');
  when = $state.raw<Occurred | null | undefined>(undefined);
  changed = $state.raw<Changed>({});

  private readonly here = $derived.by(() => new Set(presentNow(this.room.state).map(({ person }) => person)));
  readonly people = $derived.by(() =>
    everybody([...this.room.desk.people, ...this.room.introductions()], this.here, printedIn(this.room.held.standing)),
  );
  private readonly words = $derived.by(() => (this.main === null ? null : (tidied(this.values[this.main.name]) ?? null)));
  /** What the form was opened with stays, whatever the words say. */
  private readonly given = $derived.by(() => new Set([...this.touched, ...Object.keys(this.initial)]));
  readonly offered: Values = $derived.by(() => this.offeredIn(this.own(null)));
  /** Fields that hold what the words say. */
  readonly read: ReadonlySet<string> = $derived.by(() => {
    const isRead = typeof this.words === 'string' && this.standing === null && readLater.here !== null;
    return isRead ? readLater.here!.fieldsOffered(this.readIn(this.own(null)), this.given) : new Set<string>();
  });
  private readonly under = $derived.by(() => ({
    heading: this.room.opened.items.find(({ item }) => item === this.values['item'])?.heading ?? null,
    live: this.room.how === 'live',
  }));
  readonly follows: readonly Follow[] = $derived.by(() => this.followsIn(this.offered, this.own(null)));

  /** @param correct the entry that is put right; null: a new one is recorded */
  constructor(room: Room, verb: string, initial: Values, correct: string | null) {
    [this.room, this.verb, this.initial] = [room, verb, initial];
    this.spec = specOfVerb(verb);
    this.how = curatedOf(verb);
    const fields = (this.fields = fieldsOf(this.spec));
    // A verb that nobody has curated shows its words first, and all that it asks.
    const isCurated = verb in curated;
    const main = (this.main = fields.find(({ name }) => name === (isCurated ? this.how.main : 'words')) ?? null);
    const small = (this.small = (isCurated ? this.how.small : fields.map(({ name }) => name)).flatMap((name) =>
      fields.filter((field) => field.name === name && field !== main),
    ));
    this.more = fields.filter((field) => field !== main && !small.includes(field));
    this.standing = correct === null ? null : standingOf(correct, room);
    this.kept = draftKept(room.stream).of(verb, correct, room.item);
    const draft = this.kept.take();
    this.values = draft ? { ...draft.values, ...initial } : this.standing ? { ...this.standing.fact.data } : opening(verb, room, initial);
    if (draft === null) return;
    [this.touched, this.introduced] = [new Set(draft.touched), new Map(draft.introduced)];
    [this.called, this.reason, this.when, this.changed] = [draft.called ?? [], draft.reason, draft.when, draft.changed ?? {}];
  }

  nameOf(id: string): string {
    return this.introduced.get(id)?.name ?? this.room.personName(id);
  }
  /** Words, or the stretch of other words that they are. */
  wordsOf(said: unknown): string {
    return wordsOf(said, this.sentence(this.own(null)), this.room);
  }
  introduce(typed: Typed): string {
    const id = newId();
    this.introduced = new Map([...this.introduced, [id, typed]]);
    return id;
  }

  change(name: string, value: unknown, typed?: AsTyped | null): void {
    this.values = { ...(this.standing ? this.values : this.offered), [name]: value, ...(typed && this.printedOf(name, typed)) };
    this.touched = new Set([...this.touched, name]);
    this.keep();
  }
  /** As somebody is typed in a list, so it is printed. */
  printedOf(name: string, { name: printedName, initials, of }: AsTyped): Values {
    if (name !== 'person' || !['RecordAttendance', 'RecordApology'].includes(this.verb)) return {};
    const said = { printed: printedName, initials, of };
    return Object.fromEntries(
      Object.entries(said).filter(([field, one]) => one !== null && this.fields.some((each) => each.name === field)),
    );
  }
  call(counts: Values, votes: Called): void {
    this.values = { ...this.offered, ...counts };
    this.called = votes;
    this.touched = new Set([...this.touched, ...Object.keys(counts)]);
    this.keep();
  }

  keep(): void {
    const { values, touched, introduced, reason, called, when, changed } = this;
    this.kept.keep({
      values,
      touched: [...touched],
      introduced: [...introduced],
      reason,
      called,
      ...(when !== undefined && { when }),
      changed,
    });
  }
  /** Half-typed words are there when the form opens again. */
  shut(): void {
    if (this.touched.size === 0 && this.reason.trim() === '') this.kept.forget();
    else this.kept.shut();
  }
  forget(): void {
    this.kept.forget();
  }
  /** The form stays open for the next of a list. @param said what the one before it said */
  next(said: Values): void {
    this.kept.forget();
    const keptOver = Object.fromEntries(lasting.filter((name) => name in said).map((name) => [name, said[name]]));
    this.values = { ...opening(this.verb, this.room, {}), ...keptOver };
    [this.command, this.touched, this.introduced, this.changed, this.ids] = [newId(), new Set(), new Map(), {}, null];
  }

  /** What is recorded: who is new, the entry itself, each vote by name, and what its words bring with them. */
  asked(
    override: Override | null,
    introducing: (introduced: ReadonlyMap<string, Typed>, data: unknown, board: string) => readonly Asked[],
  ) {
    const entry = this.entry(override);
    const votes = (isByName(this.offered) ? this.called : []).map((named): Asked => ({
      verb: 'RecordNamedVote',
      data: { division: this.values['divisionId'], ...named },
    }));
    const all = [
      ...introducing(this.introduced, entry.data, this.room.desk.board.id),
      entry,
      ...votes.map((vote) => this.happening(vote)),
      ...this.askedWith(override),
    ];
    return { entry, all };
  }
  /** How it will read: shown before it is said why. */
  preview(): readonly Asked[] {
    return [this.entry(null, this.reason.trim() || '…'), ...this.askedWith(null)];
  }
  happening<A extends Asked>(asked: A): A {
    return this.when === undefined ? asked : { ...asked, occurred: this.when };
  }

  private entry(override: Override | null, why = this.reason.trim()): Asked {
    const { standing, command, verb, when } = this;
    const data = this.dataOf(this.own(override));
    if (standing === null) return this.happening({ id: command, verb, data, override });
    const occurred = when === undefined ? standing.fact.entry.occurred : when;
    return { id: command, verb: 'PutRight', data: correctionOf(standing, this.spec, data, why, occurred), override };
  }
  private askedWith(override: Override | null): readonly Asked[] {
    const [entry, { decisionId }, reading] = [this.own(override), this.values as { decisionId?: string }, readLater.here];
    if (decisionId === undefined || typeof this.words !== 'string' || this.standing !== null || reading === null) return [];
    const follows = this.followsIn(this.dataOf(entry), entry);
    const own = { entry, words: this.words };
    return reading.askedAfter(decisionId, follows, this.changed, (this.ids ??= reading.followIds()), own).map((one) => this.happening(one));
  }
  private dataOf(own: string): Values {
    const data = withStretches(this.verb, tidied(this.offeredIn(own)) as Values, own, this.room);
    return this.standing ? citing(data, this.standing) : data;
  }
  private followsIn(values: Values, own: string): readonly Follow[] {
    return this.standing === null ? (readLater.here?.followsOf(this.verb, values, own, this.under) ?? []) : [];
  }

  /** Which entry holds the words: the one that is put right, else the one that is about to be recorded. */
  private own(override: Override | null): string {
    return this.standing?.fact.entry.id ?? this.room.entryOf(this.command, override === null ? 0 : 1);
  }
  private sentence(entry: string): Sentence | null {
    return typeof this.words === 'string' ? { entry, words: this.words } : null;
  }
  /** What the words say is offered; what was touched stays. */
  private readIn(own: string): Values {
    const { room, people, standing } = this;
    return readLater.here?.suggested(this.verb, this.values, this.given, { room, people, own, correcting: standing !== null }) ?? {};
  }
  private offeredIn(own: string): Values {
    return { ...this.inOtherWords(), ...this.readIn(own) };
  }
  /** Stretches of the words that are put right follow them. */
  private inOtherWords(): Values {
    const { standing, main, words, values } = this;
    const before = standing === null || main === null ? null : standing.fact.data[main.name];
    if (typeof before !== 'string' || typeof words !== 'string' || before === words) return values;
    return moved(values, { entry: standing!.fact.entry.id, words: before }, words) as Values;
  }
}
