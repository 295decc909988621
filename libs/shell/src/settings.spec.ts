import { describe, expect, it } from '@jest/globals';
import { settingsFrom } from './settings.js';

describe('settings', () => {
  it('have defaults that work', () => expect(settingsFrom({})).toEqual({ dir: '.minutebook', host: 'localhost', port: 3000 }));
  it('come from the environment', () =>
    expect(settingsFrom({ MINUTEBOOK_DATA: '/var/book', MINUTEBOOK_HOST: '::1', MINUTEBOOK_PORT: '0' })).toEqual({
      dir: '/var/book',
      host: '::1',
      port: 0,
    }));
  it.each(['0.0.0.0', '192.168.1.4', '::', 'example.org'])('refuse to listen on %s', (host) =>
    expect(() => settingsFrom({ MINUTEBOOK_HOST: host })).toThrow(`MINUTEBOOK_HOST is ${host}, and nobody signs in yet`),
  );
  it.each(['http', '70000', '-1', '3000.5'])('refuse %s as a port', (port) =>
    expect(() => settingsFrom({ MINUTEBOOK_PORT: port })).toThrow(`MINUTEBOOK_PORT is ${port}. It is a number from 0 to 65535`),
  );
});
