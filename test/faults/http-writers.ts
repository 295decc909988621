import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answered } from './answers.js';

/** A command as it is sent, whichever server takes it. */
export type Intent = { readonly id: string; readonly noun: string; readonly of: string; readonly verb: string; readonly data: object };
export type Acknowledged = Answered & { readonly intent: Intent; readonly body: string };
export type Told = {
  readonly sent: Set<string>;
  readonly acknowledged: Acknowledged[];
  /** Attempts that nobody answered, or that a server answered with "not now": each is sent again until it is known. */
  unanswered: number;
  /** Answers to such a one that say it had been recorded all the same. */
  recordedAllTheSame: number;
};
type Answer = { readonly status: number; readonly body: string };

/** Longer than a server itself waits for its store, and until a command is given up; in milliseconds. */
const [patience, atMost] = [40_000, 120_000];

export const send = async (address: string, { id, noun, of, verb, data }: Intent): Promise<Answer | null> => {
  try {
    const response = await fetch(`${address}/api/${noun}/${of}/entries`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({ verb, data, recorded: 'afterwards' }),
      signal: AbortSignal.timeout(patience),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return null;
  }
};

/** The same command to one server after the other, until one of them says how it stands. @throws where none does in time */
const until = async (addresses: readonly string[], first: number, intent: Intent, told: Told): Promise<string> => {
  told.sent.add(intent.id);
  const late = performance.now() + atMost;
  for (let tries = 0; ; tries++) {
    const answer = await send(addresses[(first + tries) % addresses.length]!, intent);
    if (answer?.status === 200) told.recordedAllTheSame++;
    if (answer?.status === 200 || answer?.status === 201) return answer.body;
    if ((answer && answer.status !== 503) || performance.now() > late)
      throw new Error(`${intent.verb} ${intent.id} was answered ${answer?.status} at try ${tries}: ${answer?.body}`);
    told.unanswered++;
    await wait(50);
  }
};

const boards = [randomUUID(), randomUUID()];
const meetings = Array.from({ length: 4 }, () => randomUUID());
const intent = (noun: string, of: string, verb: string, data: object): Intent => ({ id: randomUUID(), noun, of, verb, data });

/** What one writer does in one round: on a meeting that others write on, on one of its own, on people, and what policies carry on. */
const round = (writer: number, n: number, own: string): readonly Intent[] => {
  const [here, next] = [meetings[writer % meetings.length]!, meetings[(writer + 1) % meetings.length]!];
  const [item, action] = [randomUUID(), randomUUID()];
  const listed = intent('meetings', next, 'ListItem', { itemId: item, heading: `Item ${writer}.${n}` });
  const alone = intent('meetings', own, 'ListItem', { itemId: randomUUID(), heading: `Apart ${writer}.${n}` });
  if (n % 3 > 0) return [listed, alone];
  const raised = { actionId: action, words: `To be done ${writer}.${n}`, assigned: 'unassigned', arises: 'stated' };
  const report = { reportId: randomUUID(), item, action, raisedIn: here, words: `Done ${writer}.${n}`, outcome: { progress: true } };
  return [
    listed,
    intent('people', randomUUID(), 'IntroducePerson', { name: `Member ${writer}.${n}` }),
    intent('meetings', here, 'RaiseAction', raised),
    intent('meetings', next, 'ReportAction', report),
  ];
};

/** Writers through all servers in turn, for so many milliseconds and until the last of their commands is known. */
export const load = async (addresses: readonly string[], writers: number, ms: number): Promise<Told> => {
  const told: Told = { sent: new Set(), acknowledged: [], unanswered: 0, recordedAllTheSame: 0 };
  const end = performance.now() + ms;
  const tell = async (writer: string, n: number, one: Intent) => {
    const body = await until(addresses, n, one, told);
    const { stream, revision, position } = JSON.parse(body) as { stream: string; revision: number; position: number };
    told.acknowledged.push({ writer, n, id: one.id, stream, revision, position, intent: one, body });
  };
  const schedule = (meeting: string, board: string) => intent('meetings', meeting, 'ScheduleMeeting', { board, date: '2026-03-10' });
  for (const [n, board] of boards.entries())
    await tell('before', n, intent('boards', board, 'EstablishBoard', { name: `Board ${n}`, kind: 'board', quorum: 2 }));
  for (const [n, meeting] of meetings.entries()) await tell('before', n, schedule(meeting, boards[n % boards.length]!));
  const write = async (writer: number) => {
    const own = randomUUID();
    await tell(`${writer}`, writer, schedule(own, boards[writer % boards.length]!));
    for (let n = 0; performance.now() < end; n++) for (const one of round(writer, n, own)) await tell(`${writer}`, writer + n, one);
  };
  await Promise.all(Array.from({ length: writers }, (_, n) => write(n)));
  return told;
};

/** Where every register answers, of what was written above. */
export const registers = (): readonly string[] => [
  ...['boards', 'people', 'actions', 'decisions', 'interests', 'allocations', 'findings', 'audit', 'search?q=done', 'search?q=item'],
  ...boards.flatMap((board) => [board, `${board}/meetings`, `${board}/attendance`, `${board}/missing`].map((path) => `boards/${path}`)),
  ...meetings.flatMap((meeting) => ['', '/minutes', '/attendance', '/divisions', '/findings'].map((path) => `meetings/${meeting}${path}`)),
];
