import type { LoggerService } from '@nestjs/common';
import { faultIn, type Level, type Log } from './log-lines.js';

/** What the framework has to say: its own words may repeat somebody's, so only where they come from is written. */
export const nestLogger = (log: Log): LoggerService => {
  const say =
    (level: Level) =>
    (message: unknown, ...more: readonly unknown[]) => {
      const context = more.findLast((one) => typeof one === 'string' && /^\w{1,40}$/.test(one)) as string | undefined;
      // What hinders the start is said once, in a sentence with its remedy, by whoever starts it.
      if (context === 'ExceptionHandler' && typeof (message as { remedy?: unknown }).remedy === 'string') return;
      log.say(level, 'framework', { context: context ?? null, ...(message instanceof Error && faultIn(message)) });
    };
  return { log: say('debug'), error: say('error'), warn: say('warn'), debug: say('debug'), verbose: say('debug'), fatal: say('error') };
};
