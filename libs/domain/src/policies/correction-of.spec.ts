import { describe, expect, it } from '@jest/globals';
import { stands } from '#kernel/stands.js';
import type { Fact } from '#kernel/entry.js';
import { isRefusal } from '#kernel/refusal.js';
import { decideOn, streamOf } from '#kernel/stream.js';
import { text } from '#kernel/text.js';
import { factOf } from '#testing/fact.js';
import { idOf, kindOf } from '../catalogues.js';
import { deciders } from '../deciders.js';
import { meetingEvents } from '../meeting/events.js';
import { actionsCarry } from './actions-carry.js';
import { correctionsCarry } from './corrections-carry.js';
import { causesOf, correctionOf, targetsOf, versionsOf, type Carried, type Policy } from './policy.js';

/** Streams in memory, with a policy run over them: what a runner does, and nothing besides. */
class Streams {
  private readonly streams = new Map<string, readonly Fact[]>();
  private readonly causes = new Map<string, string>();
  constructor(private readonly policy: Policy) {}

  recorded = (stream: string): readonly Fact[] => this.streams.get(stream) ?? [];
  types = (stream: string) => stands(this.recorded(stream)).map(({ type }) => type);

  put(stream: string, type: string, data: object, id: string): this {
    const fact = factOf(deciders[kindOf(stream)!].events, type, data, {
      id,
      stream,
      revision: this.recorded(stream).length,
      recorded: 'printed',
    });
    this.streams.set(stream, [...this.recorded(stream), fact]);
    return this;
  }
  carries(id: string): this {
    const fact = [...this.streams.values()].flat().find(({ entry }) => entry.id === id)!;
    this.policy.carry(fact).forEach((one) => this.send(one, fact.entry.id));
    return this;
  }
  /** How many commands a correction was answered with. */
  answers(id: string): number {
    const correction = [...this.streams.values()].flat().find(({ entry }) => entry.id === id)!;
    const upToNow = this.recorded(correction.entry.stream).filter(({ entry }) => entry.revision <= correction.entry.revision);
    const { entry } = correction.data as { entry: string };
    const now = stands(upToNow).find((fact) => fact.entry.id === entry) ?? null;
    const causes = causesOf(upToNow, entry);
    const answers = targetsOf(this.policy, versionsOf(upToNow, entry)).flatMap((stream) => {
      const target = this.recorded(stream);
      const carried = target.filter((fact) => causes.has(this.causes.get(fact.entry.id) ?? ''));
      return correctionOf(this.policy, { stream, now, correction, carried, target });
    });
    expect(new Set(answers.map(({ stream, n }) => `${stream} ${n}`)).size).toBe(answers.length);
    answers.forEach((one) => this.send(one, correction.entry.id));
    return answers.length;
  }
  private send({ stream, verb, data, occurred, continues }: Carried, cause: string) {
    const kind = kindOf(stream)!;
    const origin =
      this.recorded(continues ?? `meeting-${this.firstOf(stream)}`).find((fact) => fact.data.actionId === idOf(stream)) ?? null;
    const command = `00000000-0000-4000-8000-${String(this.causes.size + 1).padStart(6, '0')}000000`;
    const context = { command, actor: 'clerk', now: '2026-01-20T14:00:00.000Z', recorded: 'printed', occurred, continues: origin } as const;
    const facts = decideOn(deciders[kind], streamOf(deciders[kind], this.recorded(stream), origin), { verb, data }, context, stream);
    if (isRefusal(facts)) throw new Error(`${verb} was refused: ${facts.refused} ${facts.sentence}`);
    facts.forEach(({ entry }) => this.causes.set(entry.id, cause));
    this.streams.set(stream, [...this.recorded(stream), ...facts]);
  }
  private firstOf = (stream: string) => this.recorded(stream)[0]?.data.meeting;
}

const putRight = (type: keyof typeof meetingEvents, entry: string, data: object, follows: string | null = null) => ({
  entry,
  follows,
  replacement: { type, v: 1, data: { ...(meetingEvents[type].example as object), ...data }, occurred: null },
  reason: text('Misheard'),
  authority: { clerk: true },
});
const strike = (entry: string, follows: string | null = null) => ({
  entry,
  follows,
  reason: text('Never said'),
  authority: { clerk: true },
});

describe('5.1 Putting right: a correction of a report goes on to the action', () => {
  const completed = { action: 'a1', raisedIn: 'm1', outcome: { completed: true } };
  const carried = () =>
    new Streams(actionsCarry)
      .put('meeting-m1', 'MeetingScheduled', {}, 'x0')
      .put('meeting-m1', 'ActionRaised', { actionId: 'a1' }, 'x1')
      .put('meeting-m1', 'ActionRaised', { actionId: 'a2' }, 'x2')
      .put('meeting-m2', 'MeetingScheduled', {}, 'y0')
      .put('meeting-m2', 'ActionReported', completed, 'y1')
      .carries('y1');
  const standing = (streams: Streams, stream = 'action-a1') => stands(streams.recorded(stream)).at(-1);

  it('the same outcome in other words: the entry is put right', () => {
    const streams = carried().put(
      'meeting-m2',
      'PutRight',
      putRight('ActionReported', 'y1', { ...completed, words: text('It was sent') }),
      'y2',
    );
    expect(streams.answers('y2')).toBe(1);
    expect(streams.types('action-a1')).toEqual(['ActionContinued', 'ActionCompleted']);
    expect(standing(streams)?.data.words).toEqual(text('It was sent'));
    expect(streams.recorded('action-a1').at(-1)?.data).toMatchObject({ reason: text('Misheard'), authority: { clerk: true } });
  });
  it('answered again it changes nothing', () => {
    const streams = carried().put('meeting-m2', 'PutRight', putRight('ActionReported', 'y1', { ...completed, by: 'p2' }), 'y2');
    expect([streams.answers('y2'), streams.answers('y2')]).toEqual([1, 0]);
  });
  it('struck out there, struck out here; brought back there, brought back here', () => {
    const streams = carried().put('meeting-m2', 'StruckOut', strike('y1'), 'y2');
    expect(streams.answers('y2')).toBe(1);
    expect(streams.types('action-a1')).toEqual(['ActionContinued']);
    streams.put('meeting-m2', 'PutRight', putRight('ActionReported', 'y1', completed, 'y2'), 'y3');
    expect(streams.answers('y3')).toBe(1);
    expect(streams.types('action-a1')).toEqual(['ActionContinued', 'ActionCompleted']);
  });
  it('another outcome: the old entry is struck out first, and the new one recorded', () => {
    const progress = { ...completed, outcome: { progress: true } };
    const streams = carried().put('meeting-m2', 'PutRight', putRight('ActionReported', 'y1', progress), 'y2');
    expect(streams.answers('y2')).toBe(2);
    expect(streams.recorded('action-a1').map(({ type }) => type)).toEqual([
      'ActionContinued',
      'ActionCompleted',
      'StruckOut',
      'ProgressReported',
    ]);
    streams.put('meeting-m2', 'PutRight', putRight('ActionReported', 'y1', completed, 'y2'), 'y3');
    expect(streams.answers('y3')).toBe(2);
    expect(streams.types('action-a1')).toEqual(['ActionContinued', 'ActionCompleted']);
  });
  it('answered by halves, each half keeps its number', () => {
    const progress = { ...completed, outcome: { progress: true } };
    const streams = carried().put('meeting-m2', 'PutRight', putRight('ActionReported', 'y1', progress), 'y2');
    const [now, correction] = [stands(streams.recorded('meeting-m2')).at(-1)!, streams.recorded('meeting-m2').at(-1)!];
    const target = streams.recorded('action-a1');
    const asked = (recorded: readonly Fact[]) =>
      correctionOf(actionsCarry, { stream: 'action-a1', now, correction, carried: target, target: recorded }).map(({ verb, n }) => [
        verb,
        n,
      ]);
    expect(asked(target)).toEqual([
      ['StrikeOut', 1],
      ['ReportProgress', 0],
    ]);
    const half = factOf(deciders.action.events, 'StruckOut', strike(target[1]!.entry.id), { id: 'half', revision: 2, stream: 'action-a1' });
    expect(asked([...target, half])).toEqual([['ReportProgress', 0]]);
  });
  it('another action: it leaves the one and enters the other', () => {
    const streams = carried().put('meeting-m2', 'PutRight', putRight('ActionReported', 'y1', { ...completed, action: 'a2' }), 'y2');
    expect(streams.answers('y2')).toBe(2);
    expect(streams.types('action-a1')).toEqual(['ActionContinued']);
    expect(streams.types('action-a2')).toEqual(['ActionContinued', 'ActionCompleted']);
    streams.put('meeting-m2', 'StruckOut', strike('y1', 'y2'), 'y3');
    expect(streams.answers('y3')).toBe(1);
    expect(streams.types('action-a2')).toEqual(['ActionContinued']);
  });
});

describe('a correction of an agreed correction goes on to the earlier meeting', () => {
  const advice = (words: string) => ({
    type: 'AdviceGiven',
    v: 1,
    data: { ...meetingEvents.AdviceGiven.example, words: text(words) },
    occurred: null,
  });
  const agreed = (words: string, otherwise: object = {}) => ({
    of: 'm1',
    entry: 'x2',
    follows: null,
    decision: 'd1',
    replacement: advice(words),
    ...otherwise,
  });
  const carried = () =>
    new Streams(correctionsCarry)
      .put('meeting-m1', 'MeetingScheduled', {}, 'x0')
      .put('meeting-m1', 'ItemListed', {}, 'x1')
      .put('meeting-m1', 'AdviceGiven', { words: text('As recorded') }, 'x2')
      .put('meeting-m2', 'MeetingScheduled', {}, 'y0')
      .put('meeting-m2', 'CorrectionAgreed', agreed('As agreed'), 'y1')
      .carries('y1');
  const reads = (streams: Streams) => stands(streams.recorded('meeting-m1')).find(({ entry }) => entry.id === 'x2')?.data.words;

  it('it is followed by another correction of the same entry', () => {
    const streams = carried();
    expect(reads(streams)).toEqual(text('As agreed'));
    streams.put('meeting-m2', 'PutRight', putRight('CorrectionAgreed', 'y1', agreed('As truly agreed')), 'y2');
    expect([streams.answers('y2'), streams.answers('y2')]).toEqual([1, 0]);
    expect(reads(streams)).toEqual(text('As truly agreed'));
  });
  it('struck out, the entry reads again as it did before', () => {
    const streams = carried().put('meeting-m2', 'StruckOut', strike('y1'), 'y2');
    expect([streams.answers('y2'), streams.answers('y2')]).toEqual([1, 0]);
    expect(reads(streams)).toEqual(text('As recorded'));
  });
  it('an entry that had been struck out is struck out again', () => {
    const streams = new Streams(correctionsCarry)
      .put('meeting-m1', 'MeetingScheduled', {}, 'x0')
      .put('meeting-m1', 'ItemListed', {}, 'x1')
      .put('meeting-m1', 'AdviceGiven', { words: text('As recorded') }, 'x2')
      .put('meeting-m1', 'StruckOut', strike('x2'), 'x3')
      .put('meeting-m2', 'CorrectionAgreed', agreed('As agreed', { follows: 'x3' }), 'y1')
      .carries('y1');
    expect(reads(streams)).toEqual(text('As agreed'));
    streams.put('meeting-m2', 'StruckOut', strike('y1'), 'y2');
    expect([streams.answers('y2'), streams.answers('y2')]).toEqual([1, 0]);
    expect(reads(streams)).toBeUndefined();
  });
  it('what somebody else has put right since is left alone', () => {
    const streams = carried();
    const ours = streams.recorded('meeting-m1').at(-1)!.entry.id;
    streams.put('meeting-m1', 'PutRight', putRight('AdviceGiven', 'x2', { words: text('By the clerk') }, ours), 'x9');
    streams.put('meeting-m2', 'StruckOut', strike('y1'), 'y2');
    expect(streams.answers('y2')).toBe(0);
    expect(reads(streams)).toEqual(text('By the clerk'));
  });
  it('written only later how the entry is to read, it is carried then', () => {
    const streams = new Streams(correctionsCarry)
      .put('meeting-m1', 'MeetingScheduled', {}, 'x0')
      .put('meeting-m1', 'ItemListed', {}, 'x1')
      .put('meeting-m1', 'AdviceGiven', { words: text('As recorded') }, 'x2')
      .put('meeting-m2', 'CorrectionAgreed', agreed('', { replacement: null }), 'y1')
      .carries('y1')
      .put('meeting-m2', 'PutRight', putRight('CorrectionAgreed', 'y1', agreed('As agreed')), 'y2');
    expect(streams.answers('y2')).toBe(1);
    expect(reads(streams)).toEqual(text('As agreed'));
  });
});
