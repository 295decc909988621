import { record, type Decider } from '#kernel/decider.js';
import type { Data } from '#kernel/event.js';
import { refusing } from '#kernel/refusal.js';
import { logEvents, type LogEvent, type LogIntent } from './events.js';

export type Log = {
  readonly log: string | null;
  /** The ids under which it has gone on since, oldest first. */
  readonly forks: readonly string[];
  /** Where each policy begins, by its name: a position of the log. */
  readonly policies: Readonly<Record<string, number>>;
  /** The keys that sign what comes, and those that once did. Whether a signature holds is asked where there is a ledger. */
  readonly keys: readonly string[];
  readonly replaced: readonly string[];
  readonly recoveryKey: string | null;
  /** The stores in which the log has gone on since its first one, in their order. */
  readonly successors: readonly string[];
  /** The least version of a reader that knows every entry of the log. */
  readonly leastReader: number;
};

export const logRefusals = {
  'log.begun-already': { says: 'This log has begun already.', remedy: 'Nothing is left to do.' },
  'log.not-begun': { says: 'This log has not begun.', remedy: 'Begin the log first.' },
  'log.not-correctable': {
    says: 'What the log says of itself cannot be put right or struck out.',
    remedy: 'Record what holds from now on.',
  },
  'key.accepted-already': { says: 'This key is or was one of this log.', remedy: 'Make a new key.' },
  'key.signer-unknown': {
    says: 'A new key is signed by a key of this log or by its recovery key, and this one is not.',
    remedy: 'Sign it with a key that the log accepts, or recover with the recovery key.',
  },
  'key.replaces-none': { says: 'The key that is to be replaced is not one of this log.', remedy: 'Name a key that the log accepts.' },
  'log.closed': {
    says: 'This log is closed here.',
    remedy: 'Record it where the log goes on: ask the operator of this server for the address.',
  },
  'log.successor-held': {
    says: 'The log has gone on in this store before.',
    remedy: 'Copy it to a new store: one that is closed stays closed.',
  },
  'fork.not-new': { says: 'The log was known by this id before.', remedy: 'Declare the fork under a new random id.' },
  'reader.raised-already': { says: 'The log asks for this reader, or for a newer one, already.', remedy: 'Nothing is left to do.' },
  'policy.begun-already': { says: 'This policy has begun already.', remedy: 'Nothing is left to do.' },
} as const;
const refuse = refusing(logRefusals);

const signerMay = (signer: string | null, { keys, recoveryKey }: Log): boolean =>
  signer !== null && (keys.includes(signer) || signer === recoveryKey);
/** A log from before there was a ledger: nobody is there who could sign its first key. */
const isFirst = ({ signer, signature, replaces }: Data<LogEvent, 'KeyAccepted'>, { keys, replaced }: Log): boolean =>
  keys.length + replaced.length === 0 && signer === null && signature === null && replaces === null;

export const log: Decider<LogIntent, Log, LogEvent> = {
  kind: 'log',
  events: logEvents,
  initial: { log: null, forks: [], policies: {}, keys: [], replaced: [], recoveryKey: null, successors: [], leastReader: 1 },
  evolve: {
    LogBegun: (state, { log: id, key, recoveryKey }) => ({ ...state, log: id, keys: key === null ? [] : [key], recoveryKey }),
    PolicyBegun: (state, { policy, from }) => ({ ...state, policies: { ...state.policies, [policy]: from } }),
    KeyAccepted: (state, { key, replaces }) => ({
      ...state,
      keys: [...state.keys.filter((one) => one !== replaces), key],
      replaced: replaces === null ? state.replaced : [...state.replaced, replaces],
    }),
    RecoveryKeyNamed: (state, { key }) => ({ ...state, recoveryKey: key }),
    LogClosed: (state, { successor }) => ({ ...state, successors: [...state.successors, successor] }),
    LeastReaderRaised: (state, { version }) => ({ ...state, leastReader: version }),
    ForkDeclared: (state, { fork }) => ({ ...state, forks: [...state.forks, fork] }),
  },
  rules: {},
  decide: {
    BeginLog: (data, state) => (state.log === null ? record('LogBegun')(data) : refuse('log.begun-already')),
    BeginPolicy: (data, { log: begun, policies }) => {
      if (begun === null) return refuse('log.not-begun');
      return Object.hasOwn(policies, data.policy) ? refuse('policy.begun-already') : record('PolicyBegun')(data);
    },
    AcceptKey: (data, state) => {
      if (state.log === null) return refuse('log.not-begun');
      if ([...state.keys, ...state.replaced, state.recoveryKey].includes(data.key)) return refuse('key.accepted-already');
      if (data.replaces !== null && !state.keys.includes(data.replaces)) return refuse('key.replaces-none');
      return isFirst(data, state) || signerMay(data.signer, state) ? record('KeyAccepted')(data) : refuse('key.signer-unknown');
    },
    NameRecoveryKey: (data, state) => {
      if (state.log === null) return refuse('log.not-begun');
      if ([...state.keys, ...state.replaced, state.recoveryKey].includes(data.key)) return refuse('key.accepted-already');
      return signerMay(data.signer, state) ? record('RecoveryKeyNamed')(data) : refuse('key.signer-unknown');
    },
    // Whether it is closed here is asked of the store: the same entry lies in that where the log goes on.
    CloseLog: (data, { log: begun, successors }) => {
      if (begun === null) return refuse('log.not-begun');
      return successors.includes(data.successor) ? refuse('log.successor-held') : record('LogClosed')(data);
    },
    RaiseLeastReader: (data, { log: begun, leastReader }) => {
      if (begun === null) return refuse('log.not-begun');
      return data.version > leastReader ? record('LeastReaderRaised')(data) : refuse('reader.raised-already');
    },
    DeclareFork: (data, { log: begun, forks }) => {
      if (begun === null) return refuse('log.not-begun');
      return [begun, ...forks].includes(data.fork) ? refuse('fork.not-new') : record('ForkDeclared')(data);
    },
  },
  mayCorrect: () => refuse('log.not-correctable'),
};
