/*
 * Watchers of a server's events, and one who posts: {address, watchers, events, warm, follow, target}. Says for each event and watcher
 * how long it took from the moment it was posted until it was told, in ms.
 */
import { connect } from 'node:net';
import { quantile } from '../figure.js';
import type { Target } from './commands.js';
import { Connection } from './connection.js';
import { given } from '../given.js';

export type Watch = {
  readonly address: string;
  readonly watchers: number;
  readonly events: number;
  readonly follow: string;
  readonly target: Target;
};
export type Watched = { readonly p50: number; readonly p99: number };

const { address, watchers, events, follow, target } = await given<Watch>();
const { hostname, port, host } = new URL(address);
const took: number[] = [];
let posted = 0;
let missing = 0;
let all = () => {};

const watch = () =>
  new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(`GET ${follow} HTTP/1.1\r\nHost: ${host}\r\n\r\n`));
    socket.once('data', () => resolve());
    socket.on('data', (chunk) => {
      if (!chunk.includes('data: {')) return;
      took.push(performance.now() - posted);
      if (--missing === 0) all();
    });
  });

for (let n = 0; n < watchers; n++) await watch();
const poster = await Connection.to(address);
const tell = async () => {
  const everybody = new Promise<void>((resolve) => (all = resolve));
  missing = watchers;
  posted = performance.now();
  const status = await poster.post(target.path, target.body.replace('NEW-ID', crypto.randomUUID()));
  if (status !== 201) throw new Error(`answered with ${status}`);
  await everybody;
};
await tell();
took.length = 0;
for (let n = 0; n < events; n++) await tell();
process.send!({ p50: quantile(took, 0.5), p99: quantile(took, 0.99) } satisfies Watched);
process.once('disconnect', () => process.exit());
