/* Requests one after the other on one connection: {address, paths}. Says how long each took, in ms. */
import { Connection } from './connection.js';
import { given } from '../given.js';

const { address, paths } = await given<{ readonly address: string; readonly paths: readonly string[] }>();
const connection = await Connection.to(address);
const took: number[] = [];
for (const path of paths) {
  const begun = performance.now();
  const status = await connection.get(path);
  if (status !== 200) throw new Error(`${path} was answered with ${status}`);
  took.push(performance.now() - begun);
}
connection.end();
process.send!(took);
process.once('disconnect', () => process.exit());
