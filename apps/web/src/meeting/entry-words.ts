import type { Fact } from '#kernel/entry.js';
import { isStretch, type Said } from '#kernel/said.js';
import { textsIn } from '#kernel/shape.js';
import { specOf } from '#domain/catalogues.js';
import { inWords, readSaid } from '#documents/reader.js';
import type { Room } from '../room/room.svelte.js';

/** An entry on one line: what was done, to or by whom, and its words. */
export const entryWords = ({ type, data, entry }: Fact, room: Room): { readonly say: string; readonly words: string } => {
  const spec = specOf(entry.stream, type)!;
  const person = typeof data.person === 'string' ? nameIn(data.person, room) : null;
  const said = (data.words ?? data.heading ?? null) as Said | null;
  const [first] = textsIn(spec.shape, data);
  const words = said !== null ? wordsOf(said, room) : first === undefined ? null : inWords(room.open(first));
  const item = typeof data.item === 'string' && type === 'ItemTaken' ? itemIn(data.item, room) : null;
  return { say: spec.say, words: [person, words, item].filter((one) => one !== null).join(': ') };
};

const wordsOf = (said: Said, room: Room): string =>
  isStretch(said) ? readSaid(said, room.minutes.held, room.open) : inWords(room.open(said));
const nameIn = (id: string, room: Room): string => {
  const opened = room.name(id, 'person');
  return typeof opened === 'string' ? 'somebody' : opened.words;
};
const itemIn = (id: string, room: Room): string | null => room.opened.items.find(({ item }) => item === id)?.heading ?? null;

/** Each entry under the item that it names, else under the one that was in hand when it was recorded. */
export const underItem = (standing: readonly Fact[], item: string | null): readonly Fact[] => {
  const items = new Map<string, string | null>();
  let current: string | null = null;
  return standing.filter((fact) => {
    const { data, type } = fact;
    if (type === 'ItemTaken') current = data.item as string;
    const named = [data.item, data.division, data.discussion, data.motion, data.decision, data.group, data.list].find(
      (id) => typeof id === 'string',
    ) as string | undefined;
    const under = typeof data.item === 'string' ? data.item : (items.get(named ?? '') ?? current);
    for (const [key, value] of Object.entries(data)) if (key.endsWith('Id') && typeof value === 'string') items.set(value, under);
    return (
      under === item && !['ItemListed', 'MeetingScheduled', 'Overridden', 'NotCarried', 'MeetingFileRead', 'ReaderRemarked'].includes(type)
    );
  });
};
