import type { Refusal } from '#kernel/refusal.js';
import type { Position } from '#event-store/port.js';
import { errorOf as storeErrorOf, type Failed as StoreFailed, failedOf as storeFailedOf } from '#event-store/sqlite/requests.js';
import { Refused } from './command.js';
import { NewerLog } from './facts.js';

/** An error by its members: what crosses to another thread keeps neither its class nor its fields. */
export type Failed =
  | Exclude<StoreFailed, { as: 'fault' }>
  | { readonly as: 'refused'; readonly refusal: Refusal }
  | { readonly as: 'newer'; readonly position: Position; readonly what: string }
  | {
      readonly as: 'other';
      readonly message: string;
      readonly stack: string | null;
      readonly members: Readonly<Record<string, string>>;
    };

const told = ['code', 'sentence', 'remedy'] as const;

export const failedOf = (error: unknown): Failed => {
  if (error instanceof Refused) return { as: 'refused', refusal: error.refusal };
  if (error instanceof NewerLog) return { as: 'newer', position: error.position, what: error.what };
  const failed = storeFailedOf(error);
  if (failed.as !== 'fault') return failed;
  const members = told.flatMap((name) => {
    const value = (error as Partial<Record<string, unknown>>)[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { as: 'other', message: failed.message, stack: failed.stack, members: Object.fromEntries(members) };
};

export const errorOf = (failed: Failed): Error => {
  if (failed.as === 'refused') return new Refused(failed.refusal);
  if (failed.as === 'newer') return new NewerLog(failed.position, failed.what);
  if (failed.as !== 'other') return storeErrorOf(failed);
  return Object.assign(new Error(failed.message), failed.members, failed.stack === null ? {} : { stack: failed.stack });
};
