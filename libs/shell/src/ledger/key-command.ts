import { randomUUID } from 'node:crypto';
import type { Command } from '../command.js';

/** A verb of the stream `log` by which a key enters. */
export const keyCommand = (verb: string, data: object, actor: string): Command => ({
  stream: 'log',
  id: randomUUID(),
  verb,
  data,
  actor,
  recorded: 'live',
});
