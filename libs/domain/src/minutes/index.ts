import { broken, cannotTell, holds, record, type Decider, type Evolve, type Rule, type Rules } from '#kernel/decider.js';
import type { Entry } from '#kernel/entry.js';
import type { Data } from '#kernel/event.js';
import type { Text } from '#kernel/text.js';
import { minutesEvents, type MinutesEvent, type MinutesIntent } from './events.js';

export type Version = { readonly version: number; readonly meetingRevision: number; readonly digest: Text; readonly entry: Entry };
export type MinutesState = {
  /** The revision of the meeting that each draft was made of, newest last. */
  readonly drafts: readonly number[];
  /** The versions that were sent out, newest last. */
  readonly versions: readonly Version[];
  readonly approved: (Data<MinutesEvent, 'MinutesApproved'> & { readonly entry: Entry }) | null;
};

export const initial: MinutesState = { drafts: [], versions: [], approved: null };

export type MinutesStatus = 'not drafted' | 'draft' | 'circulated' | 'approved';
/** How far the minutes have come: approved stays so, also while they are drafted again. */
export const statusOf = ({ drafts, versions, approved }: MinutesState): MinutesStatus => {
  if (approved) return 'approved';
  if (versions.length > 0) return 'circulated';
  return drafts.length > 0 ? 'draft' : 'not drafted';
};

/** The version that was sent out last, which a later meeting approves; null before the first. */
export const newestVersion = ({ versions }: MinutesState): Version | null => versions.at(-1) ?? null;

const evolve: Evolve<MinutesState, MinutesEvent> = {
  MinutesDrafted: (state, { meetingRevision }) => ({ ...state, drafts: [...state.drafts, meetingRevision] }),
  MinutesCirculated: (state, { version, meetingRevision, digest }, entry) => ({
    ...state,
    versions: [...state.versions, { version, meetingRevision, digest, entry }],
  }),
  MinutesApproved: (state, data, entry) => ({ ...state, approved: { ...data, entry } }),
  MinutesRedrafted: (state, { meetingRevision }) => ({ ...state, drafts: [...state.drafts, meetingRevision] }),
};

const lifeOfThePaper = 'minutes are drafted, circulated in numbered versions, and approved by a decision of another meeting (invariant 64)';

const drafted: Rule<MinutesState, unknown> = {
  code: 'minutes.not-drafted',
  source: lifeOfThePaper,
  binds: 'E',
  says: 'These minutes are not drafted yet.',
  remedy: 'Draft them first.',
  ask: (_, { drafts }) => (drafts.length > 0 ? holds : broken('')),
};

const rules: Rules<MinutesState, MinutesEvent> = {
  MinutesDrafted: [
    {
      code: 'minutes.drafted-already',
      source: lifeOfThePaper,
      binds: 'E',
      says: 'These minutes are drafted already.',
      remedy: 'Draft them again, with the reason.',
      ask: (_, { drafts }) => (drafts.length > 0 ? broken('') : holds),
    },
  ],
  MinutesCirculated: [
    drafted,
    {
      code: 'minutes.version',
      source: lifeOfThePaper,
      binds: 'E',
      says: 'Versions are numbered 1, 2, 3 in the order in which they are sent out.',
      remedy: 'Send it out under the next number.',
      ask: ({ version }, state) => {
        const next = (newestVersion(state)?.version ?? 0) + 1;
        return version === next ? holds : broken(`The next one is ${next}.`);
      },
    },
  ],
  MinutesApproved: [
    {
      code: 'minutes.approved-already',
      source: lifeOfThePaper,
      binds: 'E/F',
      says: 'These minutes are approved already.',
      remedy: 'Agree a correction, if something is to be changed.',
      ask: (_, { approved }) => (approved ? broken('') : holds),
    },
    {
      code: 'minutes.version-approved',
      source: lifeOfThePaper,
      binds: 'E/F',
      refusesUnknown: true,
      says: 'What is approved is the version that was sent out last.',
      remedy: 'Send the minutes out, and name that version.',
      ask: ({ version }, state) => {
        const newest = newestVersion(state);
        if (version === null) return cannotTell('The version is not stated.');
        if (!newest) return cannotTell('None is on record.');
        return version === newest.version ? holds : broken(`That is version ${newest.version}.`);
      },
    },
    {
      code: 'minutes.digest',
      source: lifeOfThePaper,
      binds: 'E',
      refusesUnknown: true,
      says: 'The digest of the version that is approved is not stated.',
      remedy: 'Lay the minutes before the meeting: their digest comes with them.',
      ask: ({ digest }) => (digest === null ? cannotTell('') : holds),
    },
  ],
  MinutesRedrafted: [drafted],
};

export const minutes: Decider<MinutesIntent, MinutesState, MinutesEvent> = {
  kind: 'minutes',
  events: minutesEvents,
  initial,
  evolve,
  rules,
  decide: {
    DraftMinutes: record('MinutesDrafted'),
    CirculateMinutes: record('MinutesCirculated'),
    ApproveMinutes: record('MinutesApproved'),
    RedraftMinutes: record('MinutesRedrafted'),
  },
};
