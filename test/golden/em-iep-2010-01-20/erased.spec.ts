import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Fact } from '#kernel/entry.js';
import { fold } from '#kernel/fold.js';
import { findingsIn } from '#kernel/stream.js';
import { deciders } from '#domain/deciders.js';
import { missingIn } from '#domain/meeting/missing.js';
import { kindOf } from '#domain/catalogues.js';
import { digestsIn } from '#shell/seal.js';
import { readStream } from '#shell/reading.js';
import { attendanceOf } from '#views/attendance/attendance.js';
import { divisionsOf } from '#views/divisions/divisions.js';
import { minutesOf, linesOf } from '#views/minutes/minutes.js';
import { minutesOfSeed, seedLog, type Seed } from './seed.js';

/** Everything that can be seen of a log without its words. */
const seen = async (seed: Seed) => {
  const { store, meeting, commands } = seed;
  const streams = [...new Set(commands.map(({ stream }) => stream))];
  const bytes: string[] = [];
  const folds: unknown[] = [];
  for (const stream of streams) {
    const { events } = await store.read(stream);
    bytes.push(...events.map((event) => Buffer.from(event.bytes).toString('utf8')));
    const decider = deciders[kindOf(stream)!];
    const { recorded, standing } = await readStream(store, stream);
    folds.push([stream, fold(decider, standing), findingsIn(decider, recorded)]);
  }
  const { standing } = await readStream(store, meeting);
  return {
    bytes,
    folds,
    standing,
    attendance: attendanceOf(standing),
    divisions: divisionsOf(standing),
    missing: missingIn(standing),
    minutes: minutesOf(standing),
  };
};

const eraseAll = async ({ store, commands }: Seed) => {
  for (const stream of new Set(commands.map((command) => command.stream))) {
    const { recorded } = await readStream(store, stream);
    await store.texts.erase(recorded.flatMap(digestsIn));
  }
};
const of = (standing: readonly Fact[], type: string): any[] => standing.filter((fact) => fact.type === type).map(({ data }) => data);

describe.each([
  ['with its words', false],
  ['with all texts erased', true],
])('the oracle of the meeting of 20 January 2010, %s', (_, erased) => {
  let standing: readonly Fact[];
  let decisions: any[];
  beforeAll(async () => {
    const seed = await seedLog();
    if (erased) await eraseAll(seed);
    ({ standing } = await readStream(seed.store, seed.meeting));
    decisions = of(standing, 'DecisionRecorded');
  });
  const kinds = () => Object.fromEntries([...Map.groupBy(decisions, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]));

  it('13 items', () =>
    expect(of(standing, 'ItemListed').map(({ label }) => label)).toEqual(Array.from({ length: 13 }, (_, n) => String(n + 1))));
  it('21 people present: 7, 8 and 6; 8 apologies', () => {
    const roles = of(standing, 'AttendanceRecorded').map(({ role }) => role);
    expect(roles).toHaveLength(21);
    expect(['voting member', 'observer', 'officer'].map((role) => roles.filter((one) => one === role).length)).toEqual([7, 8, 6]);
    expect(of(standing, 'ApologyRecorded')).toHaveLength(8);
  });
  it('3 declarations, one of them personal and about something', () => {
    const declared = of(standing, 'InterestDeclared');
    expect(declared.map((one) => [one.class, Object.keys(one.scope)[0]])).toEqual([
      ['unspecified', 'unspecified'],
      ['unspecified', 'unspecified'],
      ['personal', 'subject'],
    ]);
  });
  it('1 counted vote, 6 and 1 of 7 who may vote, nothing more stated', () => {
    const [vote, ...more] = of(standing, 'OptionVoteRecorded');
    expect(more).toEqual([]);
    expect([vote.options.map(({ count }: any) => count), vote.entitled.length, vote.abstained, vote.method]).toEqual([
      [6, 1],
      7,
      null,
      'not stated',
    ]);
    expect(of(standing, 'VoteRecorded')).toEqual([]);
    expect(of(standing, 'NamedVoteRecorded')).toEqual([]);
  });
  it('6 approvals, 1 refusal, 1 endorsement, 9 agreements, 4 board notings, 1 request', () =>
    expect(kinds()).toEqual({
      agreed: 9,
      approved: 4,
      'approved subject to condition': 1,
      endorsed: 1,
      'minutes approved': 1,
      'not approved': 1,
      noted: 4,
      requested: 1,
    }));
  it('8 actions, of which 4 and 8 rest on no recorded decision', () => {
    const actions = of(standing, 'ActionRaised');
    expect(actions.map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(actions.filter(({ decision }) => decision === null).map(({ label }) => label)).toEqual(['4', '8']);
  });
  it('the printed list: action 2 differs in substance, 1, 5 and 6 in print, 3, 4, 7 and 8 match', () =>
    expect(Object.fromEntries(of(standing, 'ActionListed').map(({ label, compared }) => [label, compared]))).toEqual({
      1: 'typographic',
      2: 'substantive',
      3: 'same',
      4: 'same',
      5: 'typographic',
      6: 'typographic',
      7: 'same',
      8: 'same',
    }));
  it('no chair, quorum, opening, closing or roll is asserted', () => {
    for (const type of [
      'ChairTaken',
      'ChairHandedOver',
      'StandingOrdersTaken',
      'RollTaken',
      'MeetingOpened',
      'MeetingClosed',
      'CastingVoteGiven',
    ])
      expect(of(standing, type)).toEqual([]);
  });
});

describe('erasing every text of the log', () => {
  it('leaves every byte, decision, rule and fold as it was', async () => {
    const seed = await seedLog();
    const before = await seen(seed);
    await eraseAll(seed);
    expect(await seen(seed)).toEqual(before);
  });
  it('leaves a paper of the same build, that says [erased] where words were', async () => {
    const seed = await seedLog();
    const before = await minutesOfSeed(seed);
    await eraseAll(seed);
    const after = await minutesOfSeed(seed);
    expect(after.markdown).not.toMatch(/Hill|CCTV|procurement/);
    expect(after.markdown).toContain('**Action 1:** [erased]');
    const lines = ({ open }: typeof before) =>
      open.items.map(({ label, lines }) => [label, lines.map(({ kind, entries }) => [kind, entries])]);
    expect(lines(after)).toEqual(lines(before));
    expect(linesOf(minutesOf(after.read.standing))).toEqual(linesOf(minutesOf(before.read.standing)));
  });
});
