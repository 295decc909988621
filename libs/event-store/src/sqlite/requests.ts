import { LogMoved } from '../closing.js';
import {
  type Appended,
  type Envelope,
  type Held,
  InvalidEnvelope,
  type SealedText,
  StoreUnavailable,
  TextWasErased,
  WrongRevision,
} from '../port.js';

/** Bytes that were found to be an envelope, with that of it by which they are filed beside stream and revision. */
export type Filing = Pick<Envelope, 'id' | 'command'> & { readonly bytes: Uint8Array };

/** What is asked of the writer: each is done as a whole, or refused alone. */
export type Asked =
  | {
      readonly do: 'append';
      readonly stream: string;
      readonly expected: number;
      /** In their places: the first has the revision after `expected`. */
      readonly entries: readonly Filing[];
      readonly texts: readonly SealedText[];
    }
  | { readonly do: 'put'; readonly digest: string; readonly salt: string; readonly bytes: Uint8Array }
  | { readonly do: 'erase'; readonly digests: readonly string[] }
  | { readonly do: 'agree'; readonly held: Held };

export type Request = { readonly n: number; readonly asked: Asked };

/** `done` is null where there is nothing to say but that it is durable. */
export type Answer = { readonly n: number; readonly done: Appended | null } | { readonly n: number; readonly failed: Failed };

/** Errors by their members: what crosses to another thread keeps neither its class nor its fields. */
export type Failed =
  | { readonly as: 'wrong-revision'; readonly stream: string; readonly expected: number; readonly actual: number }
  | { readonly as: 'text-was-erased'; readonly digest: string }
  | { readonly as: 'log-moved'; readonly successor: string }
  | { readonly as: 'invalid-envelope'; readonly member: string; readonly because: string }
  | {
      readonly as: 'unavailable';
      readonly sentence: string;
      readonly remedy: string;
      readonly lasts: boolean;
      readonly cause: string | null;
    }
  | { readonly as: 'fault'; readonly message: string; readonly stack: string | null };
export type Unavailable = Extract<Failed, { as: 'unavailable' }>;

export const failedOf = (error: unknown): Failed => {
  if (error instanceof WrongRevision) return { as: 'wrong-revision', stream: error.stream, expected: error.expected, actual: error.actual };
  if (error instanceof TextWasErased) return { as: 'text-was-erased', digest: error.digest };
  if (error instanceof InvalidEnvelope) return { as: 'invalid-envelope', member: error.member, because: error.because };
  if (error instanceof LogMoved) return { as: 'log-moved', successor: error.successor };
  if (error instanceof StoreUnavailable) return unavailableOf(error);
  const { message = String(error), stack = null } = error as { readonly message?: string; readonly stack?: string };
  return { as: 'fault', message, stack };
};

export const unavailableOf = ({ sentence, remedy, lasts, cause }: StoreUnavailable): Unavailable => ({
  as: 'unavailable',
  sentence,
  remedy,
  lasts,
  cause: cause instanceof Error ? cause.message : null,
});

export const errorOf = (failed: Failed): Error => {
  switch (failed.as) {
    case 'wrong-revision':
      return new WrongRevision(failed.stream, failed.expected, failed.actual);
    case 'text-was-erased':
      return new TextWasErased(failed.digest);
    case 'log-moved':
      return new LogMoved(failed.successor);
    case 'invalid-envelope':
      return new InvalidEnvelope(failed.member, failed.because);
    case 'unavailable':
      return new StoreUnavailable(failed.sentence, failed.remedy, {
        lasts: failed.lasts,
        ...(failed.cause !== null && { cause: new Error(failed.cause) }),
      });
    case 'fault':
      return Object.assign(new Error(failed.message), failed.stack === null ? {} : { stack: failed.stack });
  }
};
