import type { Fact } from '#kernel/entry.js';
import { digestOf, type Opened, type Text } from '#kernel/text.js';
import type { EventStore } from '#event-store/port.js';
import { digestsIn } from './seal.js';

export type Open = (text: Text) => Opened;

/** Opens the texts that these facts cite: one look-up for all of them. @throws MissingText where one is gone without an erasure on record */
export const openerFor = async (store: EventStore, facts: readonly Fact[]): Promise<Open> => {
  const digests = facts.flatMap(digestsIn);
  const texts = await store.texts.get(digests);
  return (text) => {
    const found = texts.get(digestOf(text));
    if (found === 'erased') return 'erased';
    if (found === undefined || found.text === null) throw new MissingText(digestOf(text));
    return { words: found.text };
  };
};

export class MissingText extends Error {
  readonly code = 'log.text-missing';
  constructor(readonly digest: string) {
    super(`The text ${digest} is gone, and no erasure of it is on record. Restore it from a backup; nothing else was changed.`);
    this.name = 'MissingText';
  }
}
