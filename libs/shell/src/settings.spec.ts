import { describe, expect, it } from '@jest/globals';
import { eventStoreFrom, settingsFrom, shownSetting } from './settings.js';

describe('settings', () => {
  it('have defaults that work', () =>
    expect(settingsFrom({})).toEqual({ dir: '.minutebook', eventStore: null, log: 'info', host: 'localhost', port: 3000 }));
  it('come from the environment', () =>
    expect(settingsFrom({ MINUTEBOOK_DATA: '/var/book', MINUTEBOOK_HOST: '::1', MINUTEBOOK_LOG: 'warn', MINUTEBOOK_PORT: '0' })).toEqual({
      dir: '/var/book',
      eventStore: null,
      log: 'warn',
      host: '::1',
      port: 0,
    }));
  it.each(['0.0.0.0', '192.168.1.4', '::', 'example.org'])('refuse to listen on %s', (host) =>
    expect(() => settingsFrom({ MINUTEBOOK_HOST: host })).toThrow(`MINUTEBOOK_HOST is ${host}, and nobody signs in yet`),
  );
  it('refuse to say as much as nobody knows', () =>
    expect(() => settingsFrom({ MINUTEBOOK_LOG: 'all' })).toThrow('MINUTEBOOK_LOG is all. It is one of debug, info, warn, error.'));
  it('name a server for the log', () => {
    for (const MINUTEBOOK_EVENT_STORE of [
      'esdb://127.0.0.1:2113?tls=false',
      'esdb+discover://clerk:p%40ss@nodes.example:2113?tlsCAFile=ca.pem',
    ])
      expect(eventStoreFrom({ MINUTEBOOK_EVENT_STORE })).toBe(MINUTEBOOK_EVENT_STORE);
    for (const MINUTEBOOK_EVENT_STORE of ['', 'sqlite', undefined]) expect(eventStoreFrom({ MINUTEBOOK_EVENT_STORE })).toBeNull();
  });
  it('refuse a store that there is not, and never say a password', () => {
    const MINUTEBOOK_EVENT_STORE = 'postgres://clerk:secret@127.0.0.1/log';
    expect(() => eventStoreFrom({ MINUTEBOOK_EVENT_STORE })).toThrow(
      'MINUTEBOOK_EVENT_STORE names no store. Its scheme is postgres, and this program knows esdb and esdb+discover. Write it as esdb://127.0.0.1:2113?tls=false',
    );
    expect(shownSetting('MINUTEBOOK_EVENT_STORE', { MINUTEBOOK_EVENT_STORE })).toBe('not a connection string');
    expect(shownSetting('MINUTEBOOK_EVENT_STORE', { MINUTEBOOK_EVENT_STORE: 'esdb://clerk:secret@node.example' })).toBe(
      'esdb://node.example',
    );
  });
  it.each(['http', '70000', '-1', '3000.5'])('refuse %s as a port', (port) =>
    expect(() => settingsFrom({ MINUTEBOOK_PORT: port })).toThrow(`MINUTEBOOK_PORT is ${port}. It is a number from 0 to 65535`),
  );
});
