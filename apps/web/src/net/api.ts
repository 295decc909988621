import type { Refusal } from '#kernel/refusal.js';

/** What the server refuses, as it says it (RFC 9457). */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly remedy?: string;
  readonly rule?: string | null;
  readonly overridable?: readonly string[];
  readonly entries?: readonly string[];
  readonly place?: string | null;
};

/** The server answered, and refused. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'Refused';
  }
  get refusal(): Refusal {
    const { code, detail, remedy = '', rule = null, overridable = [], entries = [], place = null } = this.problem;
    const sentence = detail.endsWith(remedy) ? detail.slice(0, detail.length - remedy.length).trim() : detail;
    return { refused: code, sentence, remedy, rule, overridable, entries, ...(place !== null && { place }) };
  }
}

/** Nobody answered, or the server is in trouble: what was asked may or may not have happened. */
export class NoAnswer extends Error {}

/** Within this an answer begins, on a slow line too: where a question was lost, nobody else will say so. */
const patienceMs = [8_000, 30_000] as const;

/** What only reads is asked once more where no answer begins; what records has its own way of being sent again. @throws what `fetch` throws */
const answered = async (path: string, init: RequestInit = {}): Promise<Response> => {
  if (init.method !== undefined) return fetch(path, init);
  const [first, second] = patienceMs;
  return (await begunWithin(first, path, init)) ?? (await begunWithin(second, path, init)) ?? Promise.reject(new NoAnswer());
};

/** Null where nothing has come by then. */
const begunWithin = async (ms: number, path: string, init: RequestInit): Promise<Response | null> => {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  try {
    return await fetch(path, { ...init, signal: AbortSignal.any([late.signal, ...(init.signal ? [init.signal] : [])]) });
  } catch (error) {
    if (late.signal.aborted) return null;
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

/** @throws Refused, NoAnswer */
export const ask = async <T>(path: string, init?: RequestInit): Promise<T> => {
  const response = await answered(path, init).catch(() => {
    throw new NoAnswer('The server does not answer.');
  });
  // An answer that breaks off is none: what was asked may have happened.
  if (response.ok)
    return (await response.json().catch(() => {
      throw new NoAnswer('The answer of the server broke off.');
    })) as T;
  const problem = (await response.json().catch(() => null)) as Problem | null;
  if (problem === null || response.status >= 500) throw new NoAnswer(problem?.detail ?? `The server answered ${response.status}.`);
  throw new Refused({ ...problem, status: response.status });
};

/** Where the entries of a stream are: `meeting-3f…` is /api/meetings/3f…/entries. */
export const entriesOf = (stream: string): string => {
  const cut = stream.indexOf('-');
  const kind = stream.slice(0, cut) as keyof typeof nouns;
  return `/api/${nouns[kind]}/${stream.slice(cut + 1)}/entries`;
};
const nouns = {
  board: 'boards',
  person: 'people',
  meeting: 'meetings',
  minutes: 'minutes',
  decision: 'decisions',
  action: 'actions',
} as const;
