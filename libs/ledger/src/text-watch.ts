import { digestOf } from '#event-store/digests.js';
import type { Envelope, EventStore, Looked } from '#event-store/port.js';
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
/** Words that are on their way are there after so many ms. */
export const againMs = 500;
const atOnce = 256;
type Gone = { readonly position: number; readonly stream: string; readonly digest: string };

/**
 * Compares the texts beside the log with the digests that entries cite. What is wrong is added to the alarms; what is missing only once
 * it was looked for again, since on a server words that are written anew are on their way to another place.
 */
export const textWatch = (store: EventStore, alarms: Alarm[]) => {
  let waiting: Citing[] = [];
  let missed: Citing[] = [];
  const nothing: readonly string[] = [];
  const gone: Gone[] = [];
  const onRecord = new Set<string>();
  let [texts, erased] = [0, 0];

  const one = ({ position, stream }: Citing, digest: string, held: Looked) => {
    const alarm = (says: string) => void alarms.push({ position, stream, says: `its text ${digest} ${says}` });
    if (held === 'erased') return void gone.push({ position, stream: alone(stream), digest: alone(digest) });
    if (held === undefined || held === null) return alarm('is gone without an erasure on record');
    texts++;
    if (held === 'garbled' || digestOf(held) !== digest) alarm('was changed');
  };

  /** @param again whether what is missing now is missed for good */
  const lookAt = async (some: readonly Citing[], again: boolean) => {
    // In the order in which they are written: the salt of a command, and then the words of its entries.
    const asked: string[] = [];
    let [command, salt] = ['', -1];
    const salts = some.map((citing) => {
      if (salt < 0 || citing.command !== command) salt = asked.push((command = citing.command)) - 1;
      for (const digest of citing.cited ?? nothing) asked.push(digest);
      return salt;
    });
    const held = await store.lookedAt(asked);
    let next = 0;
    some.forEach((citing, n) => {
      if (next === salts[n]) next++;
      const from = next;
      next += citing.cited?.length ?? 0;
      let isMissing = held[salts[n]!] === undefined;
      for (let at = from; at < next; at++) isMissing ||= held[at] === undefined;
      if (isMissing && !again) return void missed.push(citing);
      for (let at = from; at < next; at++) one(citing, citing.cited![at - from]!, held[at]);
      const { position, stream } = citing;
      if (held[salts[n]!] === undefined) alarms.push({ position, stream, says: 'the salt of its command is gone' });
    });
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
    seeErasures: (citing: Citing | null) => {
      for (const digest of citing?.erases ?? nothing) onRecord.add(`${citing!.stream} ${digest}`);
    },
    /** Looks the texts up of what was seen since the last time. */
    look: async () => {
      const some = waiting;
      waiting = [];
      await lookAt(some, false);
    },
    get missed(): number {
      return missed.length;
    },
    /** Looks once more for what was missing, a while later and when all has come that was recorded until then. @throws StoreUnavailable */
    again: async (pause: () => Promise<unknown>) => {
      if (missed.length === 0) return;
      await pause();
      await store.atEnd();
      const some = missed;
      missed = [];
      for (let from = 0; from < some.length; from += atOnce) await lookAt(some.slice(from, from + atOnce), true);
    },
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
