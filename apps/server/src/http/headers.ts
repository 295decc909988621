import { createHash } from 'node:crypto';
import { printCss } from '#documents/print-css.js';
import { isId } from '#kernel/shape.js';
import { Refused } from '#shell/command.js';
import { refuse as refuseCommand } from '#shell/refusals.js';
import { refuse } from './refusals.js';

const ours = ["default-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "object-src 'none'"];
/** What a page may load: nothing but what this server sends beside it. */
export const contentPolicy = ours.join('; ');
/** A document carries its style in itself: this one style, by its digest, and no other. */
export const documentPolicy = [...ours, `style-src 'sha256-${createHash('sha256').update(printCss).digest('base64')}'`].join('; ');

export type Headers = Readonly<Record<string, string | string[] | undefined>>;
export const one = (headers: Headers, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

/** Idempotency-Key is the command id; quotes around it, as the draft of its standard has them, are taken off. @throws Refused */
export const commandIdIn = (headers: Headers): string => {
  const key = one(headers, 'idempotency-key')?.replace(/^"(.*)"$/, '$1');
  if (!key) throw new Refused({ ...refuse('command.id-missing'), place: 'Idempotency-Key' });
  if (!isId(key)) throw new Refused({ ...refuseCommand('command.id-wrong'), place: 'Idempotency-Key' });
  return key;
};

/** `"7"`, or `"7.40"` where the stream continues an entry of another one, whose revision comes second. -1 is a stream without entries. */
export const etagOf = (revision: number, origin?: number): string => (origin === undefined ? `"${revision}"` : `"${revision}.${origin}"`);

/** The revision of its own stream that the sender had seen; null where it does not say. @throws Refused */
export const ifMatchIn = (headers: Headers): number | null => {
  const given = one(headers, 'if-match');
  if (given === undefined || given === '*') return null;
  const [, revision] = /^"(-1|\d{1,15})(?:\.\d{1,15})?"$/.exec(given) ?? [];
  if (revision === undefined) throw new Refused({ ...refuse('if-match.wrong'), place: 'If-Match' });
  return Number(revision);
};

const longestWait = 30;
/** How many seconds the sender would wait for registers and policies to follow: `Prefer: wait=5`, or ?wait=true. */
export const waitIn = (headers: Headers, asked: boolean | number): number => {
  const [, seconds] = /(?:^|[,;\s])wait=(\d{1,4})/.exec(one(headers, 'prefer') ?? '') ?? [];
  if (seconds === undefined) return asked === true ? longestWait : Number(asked);
  return Math.min(Number(seconds), longestWait);
};
