import { record, type Decider } from '#kernel/decider.js';
import { refusing } from '#kernel/refusal.js';
import { logEvents, type LogEvent, type LogIntent } from './events.js';

/** Where each policy begins, by its name: a position of the log. */
export type Log = { readonly log: string | null; readonly policies: Readonly<Record<string, number>> };

export const logRefusals = {
  'log.begun-already': { says: 'This log has begun already.', remedy: 'Nothing is left to do.' },
  'log.not-begun': { says: 'This log has not begun.', remedy: 'Begin the log first.' },
  'log.not-correctable': {
    says: 'What the log says of itself cannot be put right or struck out.',
    remedy: 'Record what holds from now on.',
  },
  'policy.begun-already': { says: 'This policy has begun already.', remedy: 'Nothing is left to do.' },
} as const;
const refuse = refusing(logRefusals);

export const log: Decider<LogIntent, Log, LogEvent> = {
  kind: 'log',
  events: logEvents,
  initial: { log: null, policies: {} },
  evolve: {
    LogBegun: (state, data) => ({ ...state, log: data.log }),
    PolicyBegun: (state, { policy, from }) => ({ ...state, policies: { ...state.policies, [policy]: from } }),
  },
  rules: {},
  decide: {
    BeginLog: (data, state) => (state.log === null ? record('LogBegun')(data) : refuse('log.begun-already')),
    BeginPolicy: (data, { log: begun, policies }) => {
      if (begun === null) return refuse('log.not-begun');
      return Object.hasOwn(policies, data.policy) ? refuse('policy.begun-already') : record('PolicyBegun')(data);
    },
  },
  mayCorrect: () => refuse('log.not-correctable'),
};
