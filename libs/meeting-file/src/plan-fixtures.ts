import type { Stretch } from '#kernel/said.js';
import { MemoryBook } from './memory-book.js';
import { planOf, type Plan } from './plan.js';

/** A small meeting to plan in specs. */
export const meetingId = '3d1f0c1e-5a52-4f0e-9c0e-0123456789ab';
export const ask = (source: string, book = new MemoryBook(), newMeetingId = meetingId) =>
  planOf({ file: 'meeting.yaml', source, book, newMeetingId, amend: null });
export const planned = (source: string, book = new MemoryBook(), newMeetingId = meetingId): Plan => {
  const plan = ask(source, book, newMeetingId);
  if ('errors' in plan) throw new Error(JSON.stringify(plan.errors, null, 1));
  return plan;
};
export const recorded = (source: string, book = new MemoryBook(), newMeetingId = meetingId) => {
  const plan = planned(source, book, newMeetingId);
  book.send(plan.commands);
  const facts = book.facts(`meeting-${newMeetingId}`);
  const all = (type: string) => facts.filter((fact) => fact.type === type).map(({ data }) => data);
  const person = (name: string) => book.people().find((one) => one.name === name)!.personId;
  const wordsAt = (said: Stretch) => facts.find(({ entry }) => entry.id === said.in)!.data.words.slice(said.from, said.to);
  return { plan, book, facts, all, person, wordsAt };
};

export const head = `minutebook: 1
board: Board A
meeting: 2026-01-20
recorded: afterwards
zone: Europe/London
`;
export const members = `present:
  - role: voting member
    people:
      Member A: Town A
      Member B (MB): Town B
      Member C:
        of: Town C
        attends: remotely
        substituted for: Member D
        notified: 2026-01-20 09:30
        arrived: during item 2
  - heading: Officers
    role: officer
    people:
      Officer O (OO):
        left: 16:05
`;
export const item = (record: string, more = '') =>
  `${head}${members}items:\n  - item 1: Hall\n${more}    record:\n${record.replace(/^(?=.)/gm, '      ')}\n  - item 2: Rest\n`;
