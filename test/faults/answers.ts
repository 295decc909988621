import { readFileSync } from 'node:fs';
import type { EventStore, Recorded } from '#event-store/port.js';

export type Answered = {
  readonly writer: string;
  readonly n: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
};

/** What the writers were answered. A line that was cut off was not told to anybody. */
export const answersIn = (file: string): readonly Answered[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Answered);

export const wholeLog = async (store: EventStore): Promise<readonly Recorded[]> => {
  const head = await store.head();
  const all: Recorded[] = [];
  const stop = new AbortController();
  if (head >= 0)
    for await (const recorded of store.all(-1, { signal: stop.signal })) {
      all.push(recorded);
      if (recorded.position >= head) stop.abort();
    }
  return all;
};

/** What is wrong with a log, given what was answered: lost, doubled, moved, or with a gap. */
export const wrongWith = (log: readonly Recorded[], answered: readonly Answered[]): readonly string[] => {
  const wrong: string[] = [];
  const revisions = new Map<string, number>();
  const commands = new Map<string, Recorded[]>();
  for (const [place, recorded] of log.entries()) {
    const { stream, revision, command } = recorded.envelope;
    if (recorded.position !== place) wrong.push(`position ${recorded.position} at place ${place}`);
    if (revision !== (revisions.get(stream) ?? -1) + 1) wrong.push(`revision ${revision} of ${stream} after ${revisions.get(stream)}`);
    revisions.set(stream, revision);
    const key = `${stream} ${command}`;
    commands.set(key, [...(commands.get(key) ?? []), recorded]);
  }
  for (const [key, its] of commands) if (key.startsWith('meeting-') && its.length !== 1) wrong.push(`doubled: ${key}`);
  const last = new Map<string, number>();
  for (const { writer, n, id, stream, revision, position } of answered) {
    const [there] = commands.get(`${stream} ${id}`) ?? [];
    if (!there) wrong.push(`lost: ${writer} ${n}`);
    else if (there.position !== position || there.envelope.revision !== revision) wrong.push(`moved: ${writer} ${n}`);
    if (position <= (last.get(writer) ?? -1)) wrong.push(`reordered: ${writer} ${n}`);
    last.set(writer, position);
  }
  return wrong;
};

/** What of a log is not found by its stream, or by the digest that it cites. */
export const notFoundIn = async (store: EventStore, log: readonly Recorded[]): Promise<readonly string[]> => {
  const wrong: string[] = [];
  const ofStream = Map.groupBy(log, ({ envelope }) => envelope.stream);
  for (const [stream, its] of ofStream) {
    const { events } = await store.read(stream);
    const [found, there] = [events, its].map((some) => some.map(({ position }) => position).join());
    if (found !== there) wrong.push(`${stream} is found at ${found}, and lies at ${there}`);
  }
  const cited = log.flatMap(({ envelope }) => [envelope.commandHash, ...textsIn(envelope.data)]);
  const texts = await store.texts.get(cited);
  for (const digest of cited) if (!texts.has(digest)) wrong.push(`the text ${digest} is not found`);
  return wrong;
};
const textsIn = (data: unknown): readonly string[] => [...JSON.stringify(data).matchAll(/"\$t":"([^"]+)"/g)].map(([, digest]) => digest!);
