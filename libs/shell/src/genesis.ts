import { randomUUID } from 'node:crypto';
import { fold } from '#kernel/fold.js';
import { stands } from '#kernel/stands.js';
import { log as logDecider } from '#domain/log/index.js';
import { readerVersion } from '#domain/reader.js';
import { WrongRevision, type EventStore } from '#event-store/port.js';
import type { PublicKey } from '#ledger/keys.js';
import { derivedId } from './derived-id.js';
import { Refused } from './command.js';
import { factOf } from './facts.js';
import type { WritePath } from './write-path.js';

export const format = 0;

/** The keys that a new log names, as the ledger makes them. */
export type FirstKeys = () => Promise<{
  readonly key: PublicKey | null;
  readonly recoveryKey: PublicKey | null;
  /** Told when the log names them, and when another process has begun it with others. */
  readonly entered?: () => void;
  readonly lost?: () => Promise<void>;
}>;

/** Begins the log where it is empty, and each policy that it does not know yet, from the log's end on. Another process may have begun it first. */
export const beginLog = async (
  store: EventStore,
  write: WritePath,
  policies: readonly string[],
  actor: string,
  firstKeys: FirstKeys = async () => ({ key: null, recoveryKey: null }),
): Promise<void> => {
  if ((await store.read('log')).revision < 0) {
    const { entered, lost, ...keys } = await firstKeys();
    const data = { format, log: store.logId ?? randomUUID(), origin: null, ...keys };
    const isOurs = await unlessBegun(() =>
      write.handle({ stream: 'log', id: randomUUID(), verb: 'BeginLog', data, actor, recorded: 'live' }),
    );
    if (isOurs) entered?.();
    else await lost?.();
  }
  const facts = (await store.read('log')).events.map(factOf);
  const log: string = facts[0]!.data.log;
  const begun = new Set(facts.filter(({ type }) => type === 'PolicyBegun').map(({ data }) => data.policy));
  for (const policy of policies.filter((name) => !begun.has(name))) {
    const from = facts.length === 1 ? 0 : (await store.head()) + 1;
    await unlessBegun(() =>
      write.handle({
        stream: 'log',
        id: derivedId(log, 'policy', policy),
        verb: 'BeginPolicy',
        data: { policy, from },
        actor,
        recorded: 'live',
      }),
    );
  }
};

/** Before the first entry of a shape that older programs do not know: says which reader the log asks for from here on. */
export const raiseLeastReader = async (store: EventStore, write: WritePath, actor: string, version = readerVersion): Promise<void> => {
  const facts = (await store.read('log')).events.map(factOf);
  if (version <= fold(logDecider, stands(facts)).leastReader) return;
  const id = derivedId(facts[0]!.data.log as string, 'least reader', String(version));
  await unlessBegun(() => write.handle({ stream: 'log', id, verb: 'RaiseLeastReader', data: { version }, actor, recorded: 'live' }));
};

/** False where another process was first. */
const unlessBegun = async (begin: () => Promise<unknown>): Promise<boolean> => {
  try {
    await begin();
    return true;
  } catch (error) {
    const lost =
      error instanceof WrongRevision || (error instanceof Refused && /^(log|policy|reader|command)\./.test(error.refusal.refused));
    if (!lost) throw error;
    return false;
  }
};
