import type { Answer, Asked, Filing, Request, Unavailable } from './requests.js';
import type { Sorting } from './writer.js';

/*
 * What crosses between the threads. Appends go as their words in one row and all their bytes in one piece, and what was done as
 * numbers in a row: each object and each buffer of its own takes its time on both sides, and is garbage on both.
 */

/** What the thread begins with. */
export type Given = { readonly dir: string; readonly sorting: Sorting };

type Append = Extract<Asked, { do: 'append' }>;
type Word = string | number | null;
export type Packed = { readonly words: readonly Word[]; readonly bytes: Uint8Array<ArrayBuffer> };

/** What is asked in one turn; null: nothing more will be. */
export type ToWriter = Packed | readonly Request[] | null;

/** `done` are appends, by three: which, revision, position. `stopped`: nothing more is written, whether anybody asked for something or not. */
export type FromWriter =
  { readonly done: readonly number[]; readonly others: readonly Answer[] } | { readonly done?: undefined; readonly stopped: Unavailable };

/** Anything but appends is rare, and goes as it is, with what is asked beside it. */
export const packed = (requests: readonly Request[]): Packed | readonly Request[] => {
  let size = 0;
  for (const { asked } of requests) {
    if (asked.do !== 'append') return requests.map(alone);
    for (const { bytes } of asked.entries) size += bytes.length;
  }
  const words: Word[] = [];
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const { n, asked } of requests as readonly { readonly n: number; readonly asked: Append }[]) {
    words.push(n, asked.stream, asked.expected, asked.entries.length, asked.texts.length);
    for (const entry of asked.entries) {
      words.push(entry.id, entry.command, entry.bytes.length);
      bytes.set(entry.bytes, at);
      at += entry.bytes.length;
    }
    for (const { digest, salt, text } of asked.texts) words.push(digest, salt, text);
  }
  return { words, bytes };
};

export const unpacked = (sent: Packed | readonly Request[]): readonly Request[] => ('words' in sent ? requestsIn(sent) : sent);

const requestsIn = ({ words, bytes }: Packed): readonly Request[] => {
  const requests: Request[] = [];
  let [next, at] = [0, 0];
  const number = () => words[next++] as number;
  const string = () => words[next++] as string;
  while (next < words.length) {
    const [n, stream, expected, entries, texts] = [number(), string(), number(), [] as Filing[], [] as Append['texts'][number][]];
    for (let left = number(), more = number(); left > 0 || more > 0;) {
      if (left-- > 0) entries.push({ id: string(), command: string(), bytes: bytes.subarray(at, (at += number())) });
      else if (more-- > 0) texts.push({ digest: string(), salt: string(), text: words[next++] as string | null });
    }
    requests.push({ n, asked: { do: 'append', stream, expected, entries, texts } });
  }
  return requests;
};

/** Bytes that share their memory with others would take all of it along to the writer. */
const alone = ({ n, asked }: Request): Request => {
  if (asked.do === 'append')
    return { n, asked: { ...asked, entries: asked.entries.map((entry) => ({ ...entry, bytes: copied(entry.bytes) })) } };
  return asked.do === 'put' ? { n, asked: { ...asked, bytes: copied(asked.bytes) } } : { n, asked };
};
const copied = (bytes: Uint8Array): Uint8Array => (bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes));

/** Answers of one transaction, or of what was refused before it. */
export const answered = (answers: readonly Answer[]): FromWriter => {
  const done: number[] = [];
  const others: Answer[] = [];
  for (const answer of answers)
    if ('done' in answer && answer.done) done.push(answer.n, answer.done.revision, answer.done.position);
    else others.push(answer);
  return { done, others };
};
