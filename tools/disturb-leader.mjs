/*
 * Disturbs the leader of a cluster again and again, in turn killed and paused: `node tools/disturb-leader.mjs SECONDS`, while something
 * writes there. As it is, for the nodes that docker-compose.yml starts under its profile; NODES and the commands say it for others.
 */
import { execSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

const from = (name, otherwise) => process.env[name] || otherwise;
/** Where each node answers, and what its command line calls it. */
const nodes = from('NODES', '127.0.0.1:2114=minutebook-node1-1,127.0.0.1:2115=minutebook-node2-1,127.0.0.1:2116=minutebook-node3-1')
  .split(',')
  .map((one) => one.split('='));
const commands = {
  kill: from('KILL', 'docker kill {}'),
  pause: from('PAUSE', 'docker pause {}'),
  unpause: from('UNPAUSE', 'docker unpause {}'),
  start: from('START', 'docker start {}'),
};
const seconds = Number(process.argv[2] ?? 60);
if (!(seconds > 0)) throw new Error(`${process.argv[2]} is no number of seconds.`);
const until = performance.now() + seconds * 1_000;
const run = (what, name) => execSync(commands[what].replaceAll('{}', name), { stdio: 'ignore' });

const stateOf = async (address) => {
  try {
    const response = await fetch(`http://${address}/info`, { signal: AbortSignal.timeout(1_000) });
    return String((await response.json()).state);
  } catch {
    return 'away';
  }
};
const states = () => Promise.all(nodes.map(async ([address, name]) => ({ name, state: await stateOf(address) })));
const leaderBut = async (old) => (await states()).find(({ name, state }) => name !== old && state === 'leader')?.name;
const whole = async () => {
  for (let turn = 1; ; turn++) {
    const all = await states();
    if (all.filter(({ state }) => state === 'leader').length === 1 && all.every(({ state }) => /^(leader|follower)$/.test(state))) return;
    // A leader that was deposed while it was paused ends itself, and is to be started like one that was killed.
    if (turn % 10 === 0) for (const { name } of all.filter(({ state }) => state === 'away')) run('start', name);
    await wait(300);
  }
};

const counted = { kill: 0, pause: 0 };
const withoutLeader = [];
for (let round = 0; performance.now() < until; round++) {
  await whole();
  await wait(1_000 + Math.random() * 3_000);
  const leader = await leaderBut(undefined);
  if (leader === undefined) continue;
  const what = round % 2 === 0 ? 'kill' : 'pause';
  const since = performance.now();
  const apart = 1_000 * (what === 'kill' ? 2 + Math.random() * 4 : 5 + Math.random() * 15);
  run(what, leader);
  let next;
  while (next === undefined && performance.now() - since < apart) {
    await wait(50);
    next = await leaderBut(leader);
  }
  const late = (performance.now() - since) / 1_000;
  await wait(Math.max(0, apart - late * 1_000));
  run(what === 'kill' ? 'start' : 'unpause', leader);
  counted[what]++;
  if (next !== undefined) withoutLeader.push(late);
  console.log(`${what} ${leader} for ${(apart / 1_000).toFixed(1)} s: ${next ? `${next} leads after ${late.toFixed(1)} s` : 'nobody led'}`);
}
await whole();
const [least, most] = [Math.min(...withoutLeader), Math.max(...withoutLeader)].map((one) => one.toFixed(1));
console.log(`killed ${counted.kill} times, paused ${counted.pause} times; another led after ${least} to ${most} s`);
