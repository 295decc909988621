import { broken, cannotTell, holds } from '#kernel/decider.js';
import { compareDates } from '../../partial-dates.js';
import type { Meeting, Of } from '../state.js';
import type { Asks } from './rule.js';

type Approval = Asks<Of<'MinutesApproved'>>;

const laidFor = ({ laid }: Meeting, { of }: Of<'MinutesApproved'>) =>
  'meeting' in of ? laid.filter((one) => one.meeting === of.meeting) : [];
const dateOf = (state: Meeting, data: Of<'MinutesApproved'>) =>
  'mentioned' in data.of ? data.of.date : (laidFor(state, data).at(-1)?.date ?? null);

export const ofAnEarlierMeeting: Approval = {
  code: 'minutes.not-earlier',
  source: 'invariant 64',
  binds: 'E/F',
  says: 'A meeting approves the minutes of an earlier meeting.',
  remedy: 'Name the meeting whose minutes they are.',
  ask: (data, before, entry) => {
    if ('meeting' in data.of && entry.stream === `meeting-${data.of.meeting}`) return broken('These are the minutes of this meeting.');
    const theirs = dateOf(before, data);
    const ours = before.schedule?.date ?? null;
    if (theirs === null || ours === null) return cannotTell('The date of one of the two meetings is not stated.');
    const compared = compareDates(theirs, ours);
    if (compared === null) return cannotTell('The dates are not stated far enough to compare them.');
    return compared === -1 ? holds : broken('That meeting is not earlier.');
  },
};

export const ofThisBoard: Approval = {
  code: 'minutes.other-board',
  source: 'invariant 64',
  binds: 'E/F',
  says: 'A board approves its own minutes.',
  remedy: 'Name a meeting of this board.',
  ask: (data, before) => {
    const board = laidFor(before, data).at(-1)?.board ?? null;
    return board === null || !before.schedule || before.schedule.board === board ? holds : broken('That meeting is of another board.');
  },
};

/** Live only: on paper, and from notes, the version may be not stated. Minutes known by mention alone have none. */
export const laidBeforeIt: Approval = {
  code: 'minutes.not-laid',
  source: 'invariant 64',
  binds: 'E',
  says: 'Minutes are approved in the version that was laid before the meeting.',
  remedy: 'Lay the circulated version before the meeting first.',
  ask: (data, before) => ('meeting' in data.of && laidFor(before, data).length === 0 ? broken('None was laid.') : holds),
};
export const newestVersion: Approval = {
  code: 'minutes.other-version',
  source: 'invariant 64',
  binds: 'E',
  says: 'Minutes are approved in the newest version that was laid before the meeting.',
  remedy: 'Name that version.',
  ask: (data, before) => {
    const versions = laidFor(before, data).map(({ version }) => version);
    const newest = Math.max(...versions);
    return versions.length === 0 || data.version === newest ? holds : broken(`It is version ${newest}.`);
  },
};
