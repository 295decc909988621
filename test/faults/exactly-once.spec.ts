import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { StoreUnavailable, type EventStore } from '#event-store/port.js';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { Refused, type Command, type Reply } from '#shell/command.js';
import { WritePath } from '#shell/write-path.js';
import { runs } from '#testing/runs.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { countedSuite, patience } from './suite.js';

const newFolder = temporaryFolders();
const count = countedSuite('Exactly once');
const [board, actor] = [randomUUID(), randomUUID()];
const clock = () => '2026-01-20T14:00:00.000Z';

/** One sending of a command: which, with which words, through which process, and what becomes of it on the way. */
const sending = fc.record({
  command: fc.nat({ max: 3 }),
  words: fc.constantFrom('first', 'first', 'first', 'other'),
  through: fc.nat({ max: 1 }),
  waits: fc.nat({ max: 3 }),
  fate: fc.constantFrom('arrives', 'arrives', 'arrives', 'lost on the way back', 'lost on the way', 'lost for good'),
});
type Sending = typeof sending extends fc.Arbitrary<infer T> ? T : never;
/** At the same time, each on a meeting of its own: most of the time is spent in waiting to send again. */
const together = 100;
const sequence = fc.array(sending, { minLength: 2, maxLength: 6 });

/** A store that does not always answer: what is planted becomes of the next append. */
const faulty = (store: EventStore, fates: Sending['fate'][]): EventStore =>
  new Proxy(store, {
    get: (target, name) => {
      if (name !== 'append')
        return typeof target[name as keyof EventStore] === 'function' ? (target as any)[name].bind(target) : (target as any)[name];
      return async (...args: Parameters<EventStore['append']>) => {
        const fate = fates.shift() ?? 'arrives';
        if (fate === 'lost on the way') throw new StoreUnavailable('No answer came.', 'Try again.');
        const done = await target.append(...args);
        if (fate === 'arrives') return done;
        throw new StoreUnavailable('No answer came.', 'Try again.', { lasts: fate === 'lost for good' });
      };
    },
  });

const holdsFor = async (stores: readonly [EventStore, EventStore], sendings: readonly Sending[]) => {
  const stream = `meeting-${randomUUID()}`;
  const ids = [0, 1, 2, 3].map(() => ({ id: randomUUID(), itemId: randomUUID() }));
  const fates: Sending['fate'][] = [];
  const paths = stores.map((store) => new WritePath(faulty(store, fates), clock, {}, 50));
  const command = (verb: string, data: object, id: string): Command => ({ stream, id, verb, data, actor, recorded: 'live' });
  await new WritePath(stores[0], clock).handle(command('ScheduleMeeting', { board, date: '2026-01-20' }, randomUUID()));
  const answers: { readonly sending: Sending; readonly reply: Reply | string }[] = [];
  await Promise.all(
    sendings.map(async (one) => {
      for (let n = 0; n < one.waits; n++) await turn();
      const { id, itemId } = ids[one.command]!;
      if (one.fate !== 'arrives') fates.push(one.fate);
      const reply = await paths[one.through]!.handle(command('ListItem', { itemId, heading: one.words }, id)).catch((error: unknown) => {
        if (error instanceof Refused) return error.refusal.refused;
        if (error instanceof StoreUnavailable) return error.code;
        throw error;
      });
      answers.push({ sending: one, reply });
    }),
  );
  const { events } = await stores[0].read(stream);
  const effects = Map.groupBy(events, ({ envelope }) => envelope.command);
  must(
    events.every(({ envelope }, n) => envelope.revision === n),
    'a gap',
  );
  const quiet = new WritePath(stores[1], clock);
  for (const [place, { id, itemId }] of ids.entries()) {
    const its = effects.get(id) ?? [];
    const ofIt = answers.filter(({ sending: { command: which } }) => which === place);
    const replies = ofIt.filter((one): one is { sending: Sending; reply: Reply } => typeof one.reply === 'object');
    must(its.length <= 1, 'an effect twice');
    // Whoever is answered is answered the same, and it is in the log; of two bodies one at most was taken.
    const same = ({ reply }: { reply: Reply }) => reply.revision === its[0]?.envelope.revision && reply.position === its[0].position;
    must(replies.every(same), 'an answer that is not in the log');
    must(replies.filter(({ reply }) => !reply.again).length <= 1, 'recorded twice, as it is said');
    must(new Set(replies.map(({ sending: { words } }) => words)).size <= 1, 'two bodies taken');
    const refusals = ofIt.flatMap(({ reply }) => (typeof reply === 'string' ? [reply] : []));
    must(
      refusals.every((one) => one === 'command.id-reused' || one === 'store.unavailable'),
      `refused: ${refusals.join()}`,
    );
    // Sent once more when all is quiet, it is answered as what it is, or taken now.
    const words = replies[0]?.sending.words ?? ofIt[0]?.sending.words;
    if (words === undefined) continue;
    const again = await quiet.handle(command('ListItem', { itemId, heading: words }, id)).catch((error: unknown) => error as Refused);
    if (again instanceof Refused) must(replies.length === 0 && again.refusal.refused === 'command.id-reused', 'refused at last');
    else must(again.again === its.length > 0 && (its.length === 0 || again.position === its[0]!.position), 'not the first answer at last');
  }
};
const must = (holds: boolean, otherwise: string) => {
  if (!holds) throw new Error(otherwise);
};

describe('a command sent again, late, out of order or without an answer', () => {
  it(
    'is recorded once, and answered the same',
    async () => {
      const asked = runs({ gate: 20_000 / together, nightly: 1_000_000 / together });
      const property = fc.asyncProperty(fc.array(sequence, { minLength: together, maxLength: together }), async (all) => {
        const store = new MemoryStore();
        await Promise.all(all.map((sendings) => holdsFor([store, store], sendings)));
      });
      await fc.assert(property, asked as fc.Parameters<[Sending[][]]>);
      count('sequences in memory', asked.numRuns! * together);
    },
    patience,
  );
  it(
    'is recorded once by two programs on one file',
    async () => {
      const asked = runs({ gate: 100, nightly: 5_000 });
      const dir = newFolder();
      const stores = [await SqliteStore.open(dir), await SqliteStore.open(dir)] as const;
      const property = fc.asyncProperty(sequence, (sendings) => holdsFor(stores, sendings));
      await fc.assert(property, asked as fc.Parameters<[Sending[]]>);
      await Promise.all(stores.map((store) => store.close()));
      count('sequences on two stores of one file', asked.numRuns!);
    },
    patience,
  );
});
