import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { eventStoreFrom, settings } from '#shell/settings.js';

type Service = {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly environment: Record<string, string>;
  readonly network_mode?: string;
  readonly command?: readonly string[];
  readonly volumes: readonly string[];
  readonly restart?: string;
  readonly depends_on?: Record<string, { readonly condition: string }>;
};
type File = {
  readonly services: Record<string, Service>;
  readonly volumes: Record<string, unknown>;
  readonly networks: Record<string, unknown>;
};
const root = resolve(import.meta.dirname, '../..');
const source = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const file = parse(source, { merge: true, strict: true }) as File;
const all = Object.entries(file.services);
const services = all.filter(([, { image }]) => image.startsWith('eventstore/'));
const books = all.filter(([, { image }]) => image.startsWith('node:'));
const portsOf = ([, { ports = [] }]: readonly [string, Service]) => ports.map((port) => port.split(':')[1]!);

describe('docker-compose.yml', () => {
  it('starts one node by default and three under the profile', () => {
    expect(services.filter(([, { profiles }]) => !profiles)).toHaveLength(1);
    expect(services.filter(([, { profiles }]) => profiles?.includes('cluster'))).toHaveLength(3);
  });

  it.each(services)('%s is reached from this computer only, and reports to nobody', (_, { ports, environment }) => {
    expect(ports).toHaveLength(1);
    expect(ports!.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(environment['EVENTSTORE_TELEMETRY_OPTOUT']).toBe('true');
  });

  it.each(all)('%s is started again when it ends by itself', (_, { restart }) =>
    expect(['unless-stopped', 'on-failure']).toContain(restart),
  );

  it('names the nodes of the cluster as the tool that disturbs their leader does', () => {
    const tool = readFileSync(join(root, 'tools/disturb-leader.mjs'), 'utf8');
    const name = (parse(source, { merge: true }) as { name: string }).name;
    const nodes = services.filter(([, { profiles }]) => profiles).map((one) => `127.0.0.1:${portsOf(one)[0]}=${name}-${one[0]}-1`);
    expect(tool).toContain(`'${nodes.join(',')}'`);
  });

  it('gives each service ports of its own', () => {
    const ports = [...services.flatMap(portsOf), ...books.map(([, { environment }]) => environment['MINUTEBOOK_PORT']!)];
    expect(new Set(ports).size).toBe(ports.length);
  });

  it('starts two Minutebook servers under the profile, each with a folder of its own, on one log on the three nodes', () => {
    expect(books.map(([, { profiles }]) => profiles)).toEqual([['cluster'], ['cluster']]);
    expect(all).toHaveLength(services.length + books.length);
    const nodes = services.filter(([, { profiles }]) => profiles).flatMap(portsOf);
    for (const [, { environment, depends_on }] of books) {
      expect(Object.keys(environment).filter((name) => !Object.hasOwn(settings, name))).toEqual([]);
      const hosts = eventStoreFrom(environment)!
        .replace(/^esdb:\/\/|\?.*$/g, '')
        .split(',');
      expect(hosts).toEqual(nodes.map((port) => `127.0.0.1:${port}`));
      expect(depends_on).toEqual(Object.fromEntries(services.slice(1).map(([name]) => [name, { condition: 'service_healthy' }])));
    }
    expect(new Set(books.map(([, { environment }]) => environment['MINUTEBOOK_DATA'])).size).toBe(2);
  });

  it('runs them on a Node that they run on, on loopback, from what `npm run build` makes', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
    for (const [, { image, command, network_mode: network, environment }] of books) {
      expect(Number(/^node:(\d+)/.exec(image)![1])).toBeGreaterThanOrEqual(24);
      expect([command!.join(' '), network, environment['MINUTEBOOK_HOST']]).toEqual([scripts.start, 'host', undefined]);
    }
  });

  it('names no volume and no network that it does not make, and says the addresses that hold', () => {
    const named = all.flatMap(([, { volumes }]) => volumes.map((volume) => volume.split(':')[0]!)).filter((volume) => volume !== '.');
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(file.volumes).toSorted());
    const said = [...source.matchAll(/^#.*?(?:esdb:\/\/127\.0\.0\.1|http:\/\/localhost):(\d+)(?:.*http:\/\/localhost:(\d+))?/gm)].flatMap(
      ([, ...ports]) => ports.filter(Boolean),
    );
    expect(said).toEqual([portsOf(services[0]!)[0], ...books.map(([, { environment }]) => environment['MINUTEBOOK_PORT'])]);
  });
});
