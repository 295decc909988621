import type { Queued } from './intent.js';
import type { Keep } from './outbox.js';

const prefix = (stream: string) => `minutebook.outbox.${stream}.`;
const tabKey = 'minutebook.tab';
const patienceMs = 1_000;

/**
 * A place of this tab's own in the browser's storage, held by a lock for as long as the tab lives; a reload finds it again.
 * What a tab left behind that is gone is taken over.
 */
export const keepFor = async (stream: string): Promise<Keep> => {
  const own = prefix(stream) + (await tabFor(stream));
  const queue = [...read(own), ...(await leftBehind(stream, own))];
  if (queue.length > 0) localStorage.setItem(own, JSON.stringify(queue));
  return {
    read: () => read(own),
    write: (now) => write(own, now),
  };
};

/** A duplicated tab finds the lock taken, and becomes a tab of its own. */
const tabFor = async (stream: string): Promise<string> => {
  const tab = sessionStorage.getItem(tabKey) ?? crypto.randomUUID();
  const own = (await isHeld(prefix(stream) + tab)) ? tab : crypto.randomUUID();
  if (own !== tab) await isHeld(prefix(stream) + own);
  sessionStorage.setItem(tabKey, own);
  return own;
};

/** The lock is let go when the tab closes. A page that is being left may hold it for a moment longer. */
const isHeld = (name: string) =>
  new Promise<boolean>((resolve) => {
    const held = () => (resolve(true), new Promise(() => undefined));
    navigator.locks.request(name, { signal: AbortSignal.timeout(patienceMs) }, held).catch(() => resolve(false));
  });

const leftBehind = async (stream: string, own: string): Promise<readonly Queued[]> => {
  const others = Object.keys(localStorage).filter((key) => key.startsWith(prefix(stream)) && key !== own);
  const taken = await Promise.all(
    others.map((key) => navigator.locks.request(key, { ifAvailable: true }, (lock) => (lock ? takenOver(key) : []))),
  );
  return taken.flat();
};
const takenOver = (key: string): readonly Queued[] => {
  const queue = read(key);
  localStorage.removeItem(key);
  return queue;
};
const write = (key: string, queue: readonly Queued[]) => {
  try {
    if (queue.length > 0) localStorage.setItem(key, JSON.stringify(queue));
    else localStorage.removeItem(key);
  } catch {
    // The browser's store is full. The entry is still sent, and the page warns before it is left while anything waits.
  }
};
const read = (key: string) => JSON.parse(localStorage.getItem(key) ?? '[]') as readonly Queued[];
