import { describe, expect, it } from '@jest/globals';
import { text } from '#kernel/text.js';
import { scenarios, type Given } from '#testing/scenario.js';
import { appointmentsOn, board, officesOn, ordersOn, quorumOn, sittingsOn, type Board } from './index.js';

const { given } = scenarios(board);
const named = { sittingId: 's1', meeting: 'm1', date: '2010-01-20', label: null, kind: null, mentioned: null };
const appointed = { appointmentId: 'a2', person: 'p2', seat: 'seat', as: 'voting member', from: null, known: 'stated' };
const stateOf = (...facts: readonly Given[]): Board => given(...facts).state;
const seat = ['BoardEstablished', 'OrganisationNamed', 'SeatCreated', 'Appointed'] as const;

describe('a board', () => {
  it('is established once', () => {
    const founded = { name: text('Board'), kind: 'board', parent: null, quorum: null, on: null };
    given().when('EstablishBoard', founded).records(['BoardEstablished', founded]);
    given('BoardEstablished').printed.when('EstablishBoard', founded).refused('board.established-already');
  });
  it('takes nothing before it is established, however it is recorded', () => {
    given().when('SetQuorum', { quorum: 4, from: null }).refused('board.not-established');
    given().printed.when('NameSitting', named).refused('board.not-established');
  });
  it('has other names', () => {
    const alias = { name: text('EM Partnership Board'), from: null, until: null };
    given('BoardEstablished').when('NameBoardAlso', alias).records(['BoardAliased', alias]);
  });
});

describe('the quorum', () => {
  it('is the one in force on the date, whatever was recorded last', () => {
    const state = stateOf('BoardEstablished', ['QuorumSet', { quorum: 5, from: '2010-04-01' }], ['QuorumSet', { quorum: 3, from: '2009' }]);
    expect(['2008-12-31', '2009-06-01', '2010-03-31', '2010-04-01'].map((date) => quorumOn(state, date))).toEqual([null, 3, 3, 5]);
  });
  it('may become not stated again', () =>
    expect(quorumOn(stateOf(['BoardEstablished', { quorum: 4 }], ['QuorumSet', { quorum: null, from: null }]), '2010-01-20')).toBeNull());
});

describe('standing orders', () => {
  it('hold from their date on', () => {
    const state = stateOf('BoardEstablished', 'StandingOrdersAdopted', [
      'StandingOrdersAdopted',
      { ordersId: 'later', from: '2011', tie: 'casting vote' },
    ]);
    expect(ordersOn(state, '2009-05-31')).toBeNull();
    expect(ordersOn(state, '2010-01-20')).toMatchObject({ orders: 'orders', tie: 'silent' });
    expect(ordersOn(state, '2011-01-20')).toMatchObject({ orders: 'later', tie: 'casting vote' });
  });
});

describe('appointments', () => {
  it('invariant 9 (E/F): membership counts while the appointment is in force', () => {
    const state = stateOf(...seat, 'AppointmentEnded');
    expect(['2009-05-31', '2009-06-01', '2010-05-05', '2010-05-06'].map((date) => appointmentsOn(state, date).length)).toEqual([
      0, 1, 1, 0,
    ]);
  });
  it('invariant 9: an appointment whose beginning is not stated counts, and says that it is not certain', () => {
    const state = stateOf(...seat.slice(0, 3), ['Appointed', { from: null }]);
    expect(appointmentsOn(state, '2010-01-20')).toMatchObject([{ person: 'person', certain: false }]);
  });
  it('invariant 9, live: an appointment cannot end before it begins', () => {
    given(...seat)
      .when('EndAppointment', { appointment: 'appointment', on: '2009-05', reason: null })
      .refused('appointment.ends-before-it-begins');
  });
  it('invariant 9, printed: it is recorded as the paper says, with a finding', () => {
    given(...seat)
      .printed.when('EndAppointment', { appointment: 'appointment', on: '2009-05', reason: null })
      .findings('appointment.ends-before-it-begins');
  });
  it('end once', () => {
    given(...seat, 'AppointmentEnded')
      .when('EndAppointment', { appointment: 'appointment', on: '2010-05-07', reason: null })
      .refused('appointment.ended-already');
  });
  it('a seat has one holder at a time', () => {
    given(...seat)
      .when('Appoint', { ...appointed, from: '2010-01-01' })
      .refused('seat.taken');
    given(...seat)
      .afterwards.when('Appoint', { ...appointed, from: '2010-01-01' })
      .findings('seat.taken');
    given(...seat)
      .when('Appoint', { ...appointed, seat: null })
      .records(['Appointed', { ...appointed, seat: null }]);
  });
  it('the next holder begins on the day on which the last one ends', () => {
    given(...seat, 'AppointmentEnded')
      .when('Appoint', { ...appointed, from: '2010-05-05' })
      .refused('seat.taken');
    given(...seat, 'AppointmentEnded')
      .when('Appoint', { ...appointed, from: '2010-05-06' })
      .findings();
  });
  it('an earlier holder recorded late is let through: nobody can tell', () => {
    given(...seat)
      .when('Appoint', { ...appointed, from: '2008-06-01' })
      .notStated('seat.taken');
  });
  it('offices are held until they are left', () => {
    const state = stateOf('BoardEstablished', 'OfficeTaken', 'OfficeLeft');
    expect(officesOn(state, '2010-01-20')).toMatchObject([{ as: 'chair', person: 'person', certain: true }]);
    expect(officesOn(state, '2010-05-06')).toEqual([]);
    given('BoardEstablished', 'OfficeTaken')
      .when('LeaveOffice', { office: 'office', on: '2009-01' })
      .refused('office.ends-before-it-begins');
    given('BoardEstablished', 'OfficeTaken', 'OfficeLeft')
      .when('LeaveOffice', { office: 'office', on: '2011' })
      .refused('office.left-already');
  });
});

describe('sittings', () => {
  it('a meeting is named once, however it is recorded', () => {
    given('BoardEstablished').when('NameSitting', named).records(['SittingNamed', named]);
    given('BoardEstablished', ['SittingNamed', named])
      .printed.when('NameSitting', { ...named, sittingId: 's2' })
      .refused('sitting.named-already');
  });
  it('a mention is matched once; afterwards it does not count beside the meeting', () => {
    const both = ['BoardEstablished', ['SittingNamed', named], ['SittingNamed', { date: '2010-01-20' }]] as const;
    expect(sittingsOn(stateOf(...both), '2010-01-20')).toHaveLength(2);
    const matched = given(...both).when('MatchSitting', { sitting: 'sitting', meeting: 'm1' });
    expect(sittingsOn(matched.state, '2010-01-20')).toMatchObject([{ sitting: 's1' }]);
    matched.when('MatchSitting', { sitting: 'sitting', meeting: 'm2' }).refused('sitting.matched-already');
  });
  it('5.1 Names of meetings: two on one day need labels that differ, or stand in order', () => {
    const first = ['BoardEstablished', ['SittingNamed', { ...named, label: 'A' }]] as const;
    const second = { ...named, sittingId: 's2', meeting: 'm2' };
    given(...first)
      .when('NameSitting', { ...second, label: 'A' })
      .refused('sitting.same-label');
    given(...first)
      .printed.when('NameSitting', { ...second, label: 'A' })
      .findings('sitting.same-label');
    const state = given(...first).when('NameSitting', second).state;
    expect(sittingsOn(state, '2010-01').map(({ sitting }) => sitting)).toEqual(['s1', 's2']);
  });
  it('a meeting gets its date, or loses it', () => {
    const state = given('BoardEstablished', 'SittingNamed').when('MoveSitting', { sitting: 'sitting', date: '2010-04-14' }).state;
    expect(sittingsOn(state, '2010-04').map(({ date }) => date)).toEqual(['2010-04-14']);
    expect(sittingsOn(state, '2009-11-27')).toEqual([]);
  });
});
