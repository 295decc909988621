import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

type Service = { readonly ports: readonly string[]; readonly profiles?: readonly string[]; readonly environment: Record<string, string> };
const file = readFileSync(resolve(import.meta.dirname, '../../docker-compose.yml'), 'utf8');
const services = Object.entries(parse(file, { merge: true, strict: true }).services as Record<string, Service>);

describe('docker-compose.yml', () => {
  it('starts one node by default and three under the profile', () => {
    expect(services.filter(([, { profiles }]) => !profiles)).toHaveLength(1);
    expect(services.filter(([, { profiles }]) => profiles?.includes('cluster'))).toHaveLength(3);
  });

  it.each(services)('%s is reached from this computer only, and reports to nobody', (_, { ports, environment }) => {
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(environment['EVENTSTORE_TELEMETRY_OPTOUT']).toBe('true');
  });

  it('gives each service ports of its own', () => {
    const ports = services.flatMap(([, one]) => one.ports.map((port) => port.split(':')[1]));
    expect(new Set(ports).size).toBe(ports.length);
  });
});
