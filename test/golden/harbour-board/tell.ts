import { createHash } from 'node:crypto';
import { commandOf, type Step, type Told } from './story.js';

/** What the server answered to a step. */
export type Answer = { readonly step: Step; readonly status: number; readonly body: any };

/** Sends each request when the one before it is answered, as a secretary's screen would. The server's clock is the story's. */
export const tell = async (steps: readonly Step[], base: string, setClock: (now: string) => void): Promise<readonly Answer[]> => {
  const revisions = new Map<string, number>();
  const told: Told = {
    revision: (stream) => revisions.get(stream) ?? -1,
    digestOfMinutes: async (meeting) => {
      const response = await fetch(`${base}/api/meetings/${meeting}/minutes?format=md`);
      return createHash('sha256')
        .update(await response.text())
        .digest('hex');
    },
  };
  const answers: Answer[] = [];
  for (const step of steps) {
    setClock(step.at);
    const data = typeof step.data === 'function' ? await step.data(told) : step.data;
    const response = await fetch(`${base}/api/${step.to}/entries?wait=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': commandOf(step.key) },
      body: JSON.stringify({ verb: step.verb, data, recorded: step.recorded ?? 'live', occurred: step.occurred ?? null }),
    });
    const body: any = await response.json();
    if (response.ok) revisions.set(step.to, body.revision);
    answers.push({ step, status: response.status, body });
  }
  return answers;
};
