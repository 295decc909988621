import { textDigest } from '#event-store/digests.js';
import type { Envelope, EventStore, Opened } from '#event-store/port.js';
import type { Alarm } from './alarm.js';
import { citationsIn } from './cited.js';
import { isHash } from './keys.js';

/** What an entry cites, null where that is not well formed; the digest by which the salt of its command is kept; and what it erases. */
export type Citing = {
  readonly position: number;
  readonly stream: string;
  readonly cited: readonly string[] | null;
  readonly command: string;
  readonly erases: readonly string[];
};
type Gone = { readonly position: number; readonly stream: string; readonly digest: string };

/** Compares the texts beside the log with the digests that entries cite. What is wrong is added to the alarms. */
export const textWatch = (store: EventStore, alarms: Alarm[]) => {
  let waiting: Citing[] = [];
  let looked: readonly Citing[] = [];
  const nothing: readonly string[] = [];
  const gone: Gone[] = [];
  const onRecord = new Set<string>();
  let [texts, erased] = [0, 0];

  const one = ({ position, stream }: Citing, digest: string, opened: Opened) => {
    const alarm = (says: string) => void alarms.push({ position, stream, says: `its text ${digest} ${says}` });
    if (opened === 'erased') return void gone.push({ position, stream: alone(stream), digest: alone(digest) });
    if (opened === undefined || opened.text === null) return alarm('is gone without an erasure on record');
    texts++;
    if (digestOf(opened.salt, opened.text) !== digest) alarm('was changed');
  };

  const lookAt = async (some: readonly Citing[]) => {
    const asked: string[] = [];
    let before = '';
    for (const { cited, command } of some) {
      for (const digest of cited ?? nothing) asked.push(digest);
      if (command !== before) asked.push(command);
      before = command;
    }
    const found = await store.texts.get(asked);
    for (const citing of some) {
      for (const digest of citing.cited ?? nothing) one(citing, digest, found.get(digest));
      if (found.get(citing.command) === undefined)
        alarms.push({ position: citing.position, stream: citing.stream, says: 'the salt of its command is gone' });
    }
  };

  const seeCiting = (citing: Citing) => {
    const { position, stream, cited, erases } = citing;
    if (cited === null) alarms.push({ position, stream, says: 'its texts are not those that it cites' });
    waiting.push(citing);
    for (const digest of erases) onRecord.add(`${stream} ${digest}`);
  };

  return {
    see: (position: number, envelope: Envelope) => seeCiting(citingIn(position, envelope)),
    seeCiting,
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

export const citingIn = (position: number, { stream, type, data, commandHash }: Envelope): Citing => {
  const digests = (data as { digests?: unknown } | null)?.digests;
  const erases = type === 'TextsErased' && Array.isArray(digests) ? digests.filter(isHash) : [];
  return { position, stream, cited: citationsIn(data), command: commandHash, erases };
};

/** The same for itself: a part of a long string would keep all of that in memory. */
export const alone = (part: string): string => ` ${part}`.slice(1);

const digestOf = (salt: string, text: string): string | null => {
  try {
    return textDigest(salt, text);
  } catch {
    return null; // what is no text has no digest
  }
};
