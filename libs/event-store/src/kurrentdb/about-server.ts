import type { About } from '../port.js';
import type { Connection } from './connection.js';
import type { Founded } from './founding.js';
import type { LogFollower } from './log-follower.js';

/** What the store says of itself: the server, the log on it, and what was found there that somebody must look into. It never rejects. */
export const aboutServer = async (connection: Connection, founded: Founded, log: LogFollower): Promise<About> => {
  const version = await serverVersion(connection);
  const left = log.texts.leftToErase.length;
  const away = log.outageSince;
  return {
    kind: 'kurrentdb',
    says: [
      `It is on ${connection.to.shown}${version ? `, version ${version}` : ''}${connection.to.tls ? '' : ', without TLS'}.`,
      `Log ${founded.log}, store ${founded.store}.`,
      ...(log.entries.tooLate > 0
        ? [`${log.entries.tooLate} events came to the server after the log was closed: nobody was told that they are recorded.`]
        : []),
    ],
    alarms: [
      ...(log.stopped ? [log.stopped.message] : []),
      ...(away ? [`${connection.to.shown} has not answered since ${away.toISOString()}.`] : []),
      ...(left > 0 ? [`${left} erased texts are still in their streams: start again, and they are taken out.`] : []),
      ...log.alarms,
    ],
    erasures: left > 0 ? `${left} erased texts are still in their streams.` : aboutErasures(log.texts.cuts),
  };
};

/** Only the node that was read can be spoken of: each has files of its own. */
const aboutErasures = ({ all, pending }: { readonly all: number; readonly pending: number }): string | null => {
  if (pending > 0)
    return `Erasure is pending: words taken out of ${streams(pending)} still lay in the server's files when they were read. Scavenge each node, and look again with \`minutebook doctor\`.`;
  return all > 0 ? `Of the words taken out of ${streams(all)} none lies in the files of the node that was read.` : null;
};
const streams = (count: number) => (count === 1 ? 'one stream' : `${count} streams`);

/** The client asks it before its first append, and keeps it. */
const serverVersion = async ({ client, timers }: Connection): Promise<string | null> => {
  const { capabilities } = client as unknown as { readonly capabilities: Promise<{ readonly serverVersion: string }> };
  const late = new Promise<null>((resolve) => setTimeout(resolve, Math.min(500, timers.attempt), null).unref());
  return Promise.race([capabilities.then(({ serverVersion: version }) => version).catch(() => null), late]);
};
