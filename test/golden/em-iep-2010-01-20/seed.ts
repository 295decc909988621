import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { minutesMarkdown } from '#documents/minutes-markdown.js';
import { openMinutes } from '#documents/open-minutes.js';
import type { OpenMinutes } from '#documents/open-model.js';
import type { Opened } from '#kernel/text.js';
import { planOf, type PlannedCommand } from '#meeting-file/plan.js';
import { readStream, type Read } from '#shell/reading.js';
import { WritePath } from '#shell/write-path.js';
import { minutesOf } from '#views/minutes/minutes.js';

const here = new URL('.', import.meta.url).pathname;
export const printed = readFileSync(join(here, 'source.txt'), 'utf8');
const file = readFileSync(join(here, 'meeting.yaml'), 'utf8');

const id = (n: number) => `20100120-0000-4000-8000-${String(n).padStart(12, '0')}`;
const nothing = { boards: () => [], people: () => [], organisations: () => [], meeting: () => null };

export type Seed = { readonly store: EventStore; readonly meeting: string; readonly commands: readonly PlannedCommand[] };

/** The seed meeting recorded from its file into an empty log. */
export const seedLog = async (now = '2026-01-01T00:00:00.000Z'): Promise<Seed> => {
  const plan = planOf({ file: 'meeting.yaml', source: file, book: nothing, newMeetingId: id(1), amend: null });
  if ('errors' in plan) throw new Error(JSON.stringify(plan.errors, null, 2));
  const store = new MemoryStore();
  const write = new WritePath(store, () => now);
  for (const { line: _, ...command } of plan.commands) await write.handle({ ...command, actor: id(2) });
  return { store, meeting: `meeting-${plan.meetingId}`, commands: plan.commands };
};

/** People and bodies by the words that first named them. */
const names = async ({ store, commands }: Seed): Promise<(named: string) => Opened> => {
  const found = new Map<string, Opened>();
  for (const stream of new Set(commands.map((command) => command.stream))) {
    const { standing, open } = await readStream(store, stream);
    const [first] = standing;
    if (first && 'name' in first.data) found.set(stream.slice(stream.indexOf('-') + 1), open(first.data.name));
  }
  return (named) => found.get(named) ?? { words: named };
};

export const minutesOfSeed = async (seed: Seed): Promise<{ read: Read; open: OpenMinutes; markdown: string }> => {
  const read = await readStream(seed.store, seed.meeting);
  const open = openMinutes(
    minutesOf(read.standing),
    { open: read.open, name: await names(seed) },
    { at: '2026-01-01T00:00:00.000Z', position: read.position },
  );
  return { read, open, markdown: minutesMarkdown(open) };
};
