import { describe, expect, it } from '@jest/globals';
import { connectionString, ConnectionStringWrong } from './connection-string.js';
import { KurrentStore } from './kurrentdb-store.js';

describe('a connection string', () => {
  it.each([
    ['esdb://127.0.0.1:2113?tls=false', 'esdb://127.0.0.1:2113', false],
    ['esdb://node1.example,node2.example:2114,node3.example:2115/', 'esdb://node1.example,node2.example:2114,node3.example:2115', true],
    [
      'esdb+discover://clerk:p%3Ass@nodes.example:2113?tlsCAFile=%2Fetc%2Fca.pem&keepAliveInterval=20000',
      'esdb+discover://nodes.example:2113',
      true,
    ],
    [' esdb://node.example?connectionName=book&default_deadline=4000 ', 'esdb://node.example', true],
  ])('%s is passed on whole, and shown without credentials', (url, shown, tls) =>
    expect(connectionString(url)).toEqual({
      url: url.trim(),
      shown,
      tls,
      hosts: shown.replace(/^.*:\/\//, '').split(','),
      authority: url.includes('tlsCAFile') ? '/etc/ca.pem' : null,
    }),
  );

  it.each([
    ['', /no scheme.*Write it as esdb:/],
    ['127.0.0.1:2113', /no scheme/],
    ['kurrentdb://127.0.0.1', /Its scheme is kurrentdb/],
    ['esdb://', /names no server/],
    ['esdb://?tls=false', /names no server/],
    ['esdb://a b', /"a b" is no server/],
    ['esdb://node:port', /"node:port" is no server/],
    ['esdb://one,,two', /"" is no server/],
    ['esdb+discover://one,two', /several servers.*use esdb:/],
    ['esdb://clerk@node', /not name:password/],
    ['esdb://clerk:a:b@node', /%3A/],
    ['esdb://clerk:secret@node?tls=false', /tls=false: they would not be sent/],
    ['esdb://node?tls=no', /The option tls is "no". It is true or false/],
    ['esdb://node?tls', /The option tls is "". It is not empty/],
    ['esdb://node?keepAliveInterval=soon', /It is a whole number/],
    ['esdb://node?nodePreference=follower', /reads from the leader/],
    ['esdb://node?throwOnAppendFailure=false', /must be an error/],
    ['esdb://node?tlsVerifyCert=false', /no effect.*tlsCAFile/],
    ['esdb://node?maxRetries=3', /There is no option "maxRetries". There are tls, /],
    ['esdb://node?tls=false?x=1', /two question marks/],
    ['esdb://node?userCertFile=a.pem', /needs its key/],
  ])('%j is refused: %s', (url, sentence) => {
    expect(() => connectionString(url)).toThrow(sentence);
    expect(() => connectionString(url)).toThrow(ConnectionStringWrong);
  });

  it('that names a certificate which is not there is refused', () =>
    expect(KurrentStore.open({ url: 'esdb://node.example?tlsCAFile=nowhere.pem' })).rejects.toThrow(
      /File was not found. Check what tlsCAFile/,
    ));

  it('never repeats a password', () => {
    for (const url of [
      'esdb://clerk:secret@a b',
      'esdb://clerk:secret@node?tls=false',
      'http://clerk:secret@node',
      'esdb://clerk:sec:ret@node',
    ])
      expect(() => connectionString(url)).toThrow(expect.objectContaining({ message: expect.not.stringMatching(/sec/) }));
  });
});
