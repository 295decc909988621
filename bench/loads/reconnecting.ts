/* Clients that follow one meeting each and connect anew every second: {address, clients, streams}. Says how often they were answered. */
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { given } from '../given.js';

const { address, clients, streams } = await given<{
  readonly address: string;
  readonly clients: number;
  readonly streams: readonly string[];
}>();
const { hostname, port, host } = new URL(address);
let answered = 0;
let over = false;

const once = (stream: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.on('connect', () => socket.write(`GET /api/log/stream?stream=${stream} HTTP/1.1\r\nHost: ${host}\r\n\r\n`));
    socket.once('data', () => {
      answered++;
      setTimeout(() => socket.destroy(), 1_000);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });

const running = Array.from({ length: clients }, async (_, n) => {
  await wait((n / clients) * 1_000);
  while (!over) await once(streams[n % streams.length]!);
});
process.send!('connecting');
process.once('message', () => {
  over = true;
  process.send!({ answered });
});
process.once('disconnect', () => void Promise.race([Promise.all(running), wait(2_000)]).then(() => process.exit()));
