import { ask, NoAnswer, Refused } from './api.js';
import { isConsistent } from './seen-proof.js';

const key = 'minutebook.checkpoint';
/** A line that comes and goes is no reason to ask each time: it is asked once, a little later. */
const leastMs = 2_000;

type Answer = { readonly first: number; readonly second: number; readonly proof: readonly string[]; readonly checkpoint: string };
type Seen = { readonly size: number; readonly root: Uint8Array };

/** The second and third line of a signed note: how many entries, and their root. Null where it is none. */
const seenIn = (note: string): Seen | null => {
  const [, , size, root] = /^([^\n]+)\n([1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n\n/.exec(note) ?? [];
  return size === undefined ? null : { size: Number(size), root: bytesIn(root!) };
};
const bytesIn = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const hashIn = (base64url: string): Uint8Array => bytesIn(base64url.replaceAll('-', '+').replaceAll('_', '/'));

/** What a log that is not what it was is told apart by; everything else is no alarm, and is asked again later. */
const isAlarm = ({ problem: { code } }: Refused): boolean => /^checkpoint\.(differs|other-log|other-branch)$/.test(code);
const unproved = 'The server did not prove that the log has only grown since this device saw it last.';

/** Shows the server the newest checkpoint that this device saw. @returns why the log is not what it was, or null */
const compare = async (): Promise<string | null> => {
  const kept = localStorage.getItem(key);
  const before = kept === null ? null : seenIn(kept);
  if (kept === null || before === null) {
    const response = await fetch('/api/log/checkpoint');
    const note = response.ok ? await response.text() : '';
    if (seenIn(note)) localStorage.setItem(key, note);
    return null;
  }
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ checkpoint: kept });
  try {
    const answer = await ask<Answer>('/api/log/checkpoint', { method: 'POST', headers, body });
    if (!(await isProved(before, answer))) return unproved;
    // Another window may have seen more since.
    const newest = seenIn(localStorage.getItem(key) ?? '');
    if ((newest?.size ?? 0) <= answer.second) localStorage.setItem(key, answer.checkpoint);
    return null;
  } catch (error) {
    if (error instanceof Refused && isAlarm(error)) return error.problem.detail;
    if (error instanceof Refused || error instanceof NoAnswer) return null;
    throw error;
  }
};

const isProved = async (before: Seen, { first, second, proof, checkpoint }: Answer): Promise<boolean> => {
  try {
    const now = seenIn(checkpoint);
    return (
      now !== null &&
      first === before.size &&
      second === now.size &&
      (await isConsistent(first, second, proof.map(hashIn), before.root, now.root))
    );
  } catch {
    return false; // what cannot be read proves nothing
  }
};

let banner: HTMLElement | null = null;

const alarm = (why: string): void => {
  if (banner) return;
  banner = document.createElement('div');
  banner.className = 'notice warn';
  banner.id = 'log-alarm';
  banner.setAttribute('role', 'alert');
  const words = document.createElement('p');
  const heading = document.createElement('strong');
  heading.textContent = 'This is not the log that this device saw before. ';
  words.append(heading, why);
  banner.append(words, button('Save what this device kept', save), ' ', button('It is another book: begin anew with it', forget));
  document.body.prepend(banner);
};

const button = (words: string, does: () => void): HTMLButtonElement => {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = words;
  made.onclick = does;
  return made;
};

const save = (): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([localStorage.getItem(key) ?? ''], { type: 'text/plain' }));
  link.download = 'checkpoint.txt';
  link.click();
  URL.revokeObjectURL(link.href);
};

const forget = (): void => {
  localStorage.removeItem(key);
  banner?.remove();
  banner = null;
  void look();
};

let last = -Infinity;
let looking: Promise<void> | null = null;
const look = (): Promise<void> =>
  (looking ??= compare()
    .then((why) => why !== null && alarm(why))
    // Storage that is full or forbidden, or a line that broke: it is asked at the next opening.
    .catch(() => undefined)
    .then(() => {
      last = performance.now();
      looking = null;
    }));

/** Compares now, and whenever the line to the server is made anew: it may be another one that answers. */
export const watchCheckpoints = (): void => {
  void look();
  let timer: ReturnType<typeof setTimeout> | undefined;
  addEventListener('minutebook:connected', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), Math.max(0, last + leastMs - performance.now()));
  });
};
