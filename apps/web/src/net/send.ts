import type { Refusal } from '#kernel/refusal.js';
import { newId, type Intent } from '../room/intent.js';
import { post } from '../room/outbox.js';
import { workingAs } from '../frame/working-as.svelte.js';
import { NoAnswer, Refused } from './api.js';

export type Sending = Pick<Intent, 'stream' | 'verb' | 'data'> & Partial<Pick<Intent, 'override' | 'recorded' | 'id'>>;

const tries = 5;
const againMs = 600;

/**
 * Records entries one after the other where nothing is typed against the clock. Without an answer each is sent again under its
 * own id, so that it is recorded once. Stops at the first that is refused.
 */
export const send = async (...all: readonly Sending[]): Promise<Refusal | null> => {
  for (const one of all) {
    const intent: Intent = {
      id: newId(),
      recorded: 'live',
      override: null,
      occurred: null,
      enteredAt: new Date().toISOString(),
      actor: workingAs.person,
      ...one,
    };
    const refused = await sent(intent);
    if (refused) return refused;
  }
  return null;
};

const sent = async (intent: Intent): Promise<Refusal | null> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await post(intent, true);
      return null;
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      if (!(error instanceof NoAnswer)) throw error;
      if (attempt === tries) return silence;
    }
    await new Promise((resolve) => setTimeout(resolve, againMs * attempt));
  }
};

const silence: Refusal = {
  refused: 'server.silent',
  sentence: 'Not saved: the server does not answer.',
  remedy: 'Nothing that you typed is lost. Send it again when it is back.',
  rule: null,
  overridable: [],
  entries: [],
};
