import { once } from 'node:events';
import { createServer } from 'node:net';

export class PortTaken extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} is taken by another program. Stop that one, or choose another port: MINUTEBOOK_PORT=${port + 1}.`);
    this.name = 'PortTaken';
  }
}

type At = { readonly port: number; readonly host: string };

/** What hinders a server there, found out without one: whoever comes in that moment is sent away as if nobody were there. @throws PortTaken */
export const canListen = (at: At): Promise<void> =>
  unlessTaken(at, async () => {
    const asking = createServer((socket) => socket.destroy()).listen(at);
    await once(asking, 'listening');
    asking.close();
    await once(asking, 'close');
  });

/** @throws PortTaken */
export const unlessTaken = async ({ port }: At, listen: () => Promise<unknown>): Promise<void> => {
  try {
    await listen();
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTaken(port) : error;
  }
};
