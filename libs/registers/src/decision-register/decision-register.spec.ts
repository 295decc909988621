import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { january } from '#testing/january.js';
import { idOf } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';

const { caughtUp } = registersFor();
const begin = async () => {
  const store = new MemoryStore();
  return { store, log: await january(store) };
};

describe('the decision register', () => {
  it('lists what was decided, where, and whether it holds', async () => {
    const registers = await caughtUp((await begin()).store);
    const listed = registers.decisions({ board: 'EM Partnership Board' });
    expect(listed.map(({ kind, meeting, item, force, method }) => [kind, meeting, item.label, force, method])).toEqual([
      ['agreed', '2010-01-20', '6', 'in force', 'not stated'],
      ['approved subject to condition', '2010-01-20', '6', 'conditional', 'not stated'],
    ]);
    expect(registers.decisions({ kind: 'agreed' })).toHaveLength(1);
    expect(registers.decisions({ board: 'none of ours' })).toEqual([]);
  });

  it('shows of one decision who was there, who had a vote, the interests, what is not stated and what followed', async () => {
    const registers = await caughtUp((await begin()).store);
    const one = registers.decision(idOf('send-a-letter'))!;
    expect(one.present.map(({ name, role }) => [name, role])).toEqual([
      ['Councillor Martin Hill OBE', 'voting member'],
      ['Councillor Dave Houseman', 'observer'],
      ['Chris Allison', 'officer'],
    ]);
    expect(one.entitled.map(({ name }) => name)).toEqual(['Councillor Martin Hill OBE']);
    expect(one.interests.map(({ name, as, about }) => [name, as, about.kind])).toEqual([
      ['Councillor Martin Hill OBE', 'Director of I&DeA', 'unspecified'],
    ]);
    expect(one.notStated[0]).toBe('how it was decided');
    expect(one.division).toBeNull();
    expect(one.findings).toEqual([]);
    expect(one.followed.actions.map(({ number }) => number)).toEqual(['1']);
    expect(registers.decision(idOf('nothing'))).toBeNull();
  });

  it('shows money and conditions, and what became of them', async () => {
    const { store, log } = await begin();
    const registers = await caughtUp(store);
    const force = () => registers.decision(idOf('from-reserves'))!.force;
    const one = registers.decision(idOf('from-reserves'))!;
    expect(one.followed.allocations.map(({ amount, source, printed }) => [amount, source, printed])).toEqual([
      [{ minor: 22_500_000, currency: 'GBP' }, 'reserves', '£225k'],
    ]);
    expect(one.conditions).toEqual([{ condition: idOf('funding'), words: 'subject to continued funding', outcome: null }]);
    expect(registers.missing(idOf('board')).conditionsOpen).toHaveLength(1);

    const stream = 'decision-from-reserves';
    const met = ['ConditionMet', { condition: 'funding' }] as const;
    await registers.reached(await log.append(stream, ['DecisionContinued', { decision: 'from-reserves', meeting: 'january' }], met));
    expect([force(), registers.missing(idOf('board')).conditionsOpen]).toEqual(['in force', []]);
    await registers.reached(await log.append(stream, ['ConditionFailed', { condition: 'funding' }]));
    expect(force()).toBe('lapsed');
    await registers.reached(await log.append(stream, 'DecisionRescinded'));
    expect(force()).toBe('rescinded');
    expect(registers.decision(idOf('from-reserves'))!.followed.afterwards.map(({ what, words }) => [what, words])).toEqual([
      ['condition met', 'The grant was confirmed'],
      ['condition failed', 'The grant was confirmed'],
      ['rescinded', 'The project was withdrawn'],
    ]);
  });

  it('shows the vote that led to a decision, with what nobody stated left unstated', async () => {
    const { store, log } = await begin();
    await log.append(
      'meeting-january',
      ['SubjectNamed', { subjectId: 'cctv', item: 'seven', name: text('CCTV projects') }],
      [
        'OptionVoteRecorded',
        {
          item: 'seven',
          options: [
            { optionId: 'no', words: text('Not to support'), count: 6 },
            { optionId: 'yes', words: text('To commission work'), count: 1 },
          ],
          entitled: ['hill'],
        },
      ],
      ['DecisionRecorded', { item: 'seven', subjects: ['cctv'] }],
      ['InterestDeclared', { interestId: 'of-cctv', person: 'hill', item: null, class: 'personal', scope: { subject: 'cctv' } }],
      ['InterestDeclared', { interestId: 'of-six', person: 'hill', item: null, scope: { item: 'six' } }],
    );
    const one = (await caughtUp(store)).decision(idOf('decision'))!;
    expect(one.subjects.map(({ name }) => name)).toEqual(['CCTV projects']);
    expect(one.reason).toBe('the precedent it would set for further funding bids for CCTV projects');
    expect(one.division).toMatchObject({
      question: 'The Board were asked to vote on two options',
      outcome: 'Not to support',
      counts: {
        abstained: null,
        options: [
          { words: 'Not to support', count: 6, prevails: true },
          { count: 1, prevails: false },
        ],
      },
      entitled: [{ name: 'Councillor Martin Hill OBE' }],
      named: [],
    });
    expect(one.notStated).toEqual(expect.arrayContaining(['abstained', 'names']));
    expect(one.findings.map(({ code }) => code)).toEqual(['vote.more-than-the-roll']);
    expect(one.interests.map(({ class: type, about }) => [type, about.words])).toEqual([
      ['unspecified', null],
      ['personal', 'CCTV projects'],
    ]);
  });

  it('shows what a decision brought about: an endorsement, a sub group, minutes approved', async () => {
    const { store, log } = await begin();
    const of = { decision: 'send-a-letter' };
    await log.append(
      'meeting-january',
      ['DelegatedApprovalEndorsed', { ...of, delegate: 'hill', subject: null }],
      ['SubGroupEstablished', { ...of, lead: 'allison' }],
      'SubGroupCriterionSet',
      'SubGroupMemberNamed',
      ['MinutesApproved', of],
    );
    const { effects } = (await caughtUp(store)).decision(idOf('send-a-letter'))!.followed;
    expect(effects.map(({ what, name, words }) => [what, name, words])).toEqual([
      ['endorsed a delegated approval', 'Councillor Martin Hill OBE', 'revised'],
      ['established a sub group', 'Chris Allison', 'to revise the targets'],
      ['approved minutes', null, 'EM Partnership Board meeting – 27th November 2009'],
    ]);
    expect(effects[1]!.detail).toMatchObject({ criteria: ['Sector Lead Improvement'], members: [{ printed: 'Mark Edgell' }] });
  });
});
