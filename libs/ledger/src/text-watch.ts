import { textDigest } from '#event-store/digests.js';
import type { Envelope, EventStore, Opened } from '#event-store/port.js';
import type { Alarm } from './alarm.js';
import { citationsIn } from './cited.js';
import { isHash } from './keys.js';

type Citing = { readonly position: number; readonly stream: string; readonly cited: readonly string[]; readonly command: string };
type Gone = { readonly position: number; readonly stream: string; readonly digest: string };

/** Compares the texts beside the log with the digests that entries cite. What is wrong is added to the alarms. */
export const textWatch = (store: EventStore, alarms: Alarm[]) => {
  let waiting: Citing[] = [];
  let looked: readonly Citing[] = [];
  const gone: Gone[] = [];
  const onRecord = new Set<string>();
  let [texts, erased] = [0, 0];

  const one = ({ position, stream }: Citing, digest: string, opened: Opened) => {
    const alarm = (says: string) => void alarms.push({ position, stream, says: `its text ${digest} ${says}` });
    if (opened === 'erased') return void gone.push({ position, stream, digest });
    if (opened === undefined || opened.text === null) return alarm('is gone without an erasure on record');
    texts++;
    if (digestOf(opened.salt, opened.text) !== digest) alarm('was changed');
  };

  const lookAt = async (some: readonly Citing[]) => {
    const found = await store.texts.get([...new Set(some.flatMap(({ cited, command }) => [...cited, command]))]);
    for (const citing of some) {
      for (const digest of citing.cited) one(citing, digest, found.get(digest));
      if (found.get(citing.command) === undefined)
        alarms.push({ position: citing.position, stream: citing.stream, says: 'the salt of its command is gone' });
    }
  };

  return {
    see: (position: number, { stream, type, data, commandHash }: Envelope) => {
      const cited = citationsIn(data);
      if (cited === null) alarms.push({ position, stream, says: 'its texts are not those that it cites' });
      waiting.push({ position, stream, cited: cited ?? [], command: commandHash });
      const digests = (data as { digests?: unknown } | null)?.digests;
      if (type === 'TextsErased' && Array.isArray(digests))
        for (const digest of digests.filter(isHash)) onRecord.add(`${stream} ${digest}`);
    },
    /** Looks the texts up of what was seen since the last time. */
    look: async () => {
      await lookAt(waiting);
      looked = waiting;
      waiting = [];
    },
    /** Looks up once more what was looked up last. */
    again: () => lookAt(looked),
    /** An erasure stands after what it erases: only at the end is it known which are on record. */
    end: () => {
      for (const { position, stream, digest } of gone)
        if (onRecord.has(`${stream} ${digest}`)) erased++;
        else alarms.push({ position, stream, says: `its text ${digest} is gone without an erasure on record` });
    },
    counts: () => ({ texts, erased }),
  };
};

const digestOf = (salt: string, text: string): string | null => {
  try {
    return textDigest(salt, text);
  } catch {
    return null; // what is no text has no digest
  }
};
