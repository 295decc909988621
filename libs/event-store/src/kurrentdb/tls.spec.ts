import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { certifiedIn, type Certified } from '#testing/kurrentdb/certificates.js';
import { TestServer } from '#testing/kurrentdb/test-server.js';
import { temporaryFolders } from '#testing/temporary-folder.js';
import { entry, positions, sealed, upTo } from '../contract-fixtures.js';
import { StoreUnavailable } from '../port.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(60_000);
const newFolder = temporaryFolders();
const user = 'clerk:quay:4@west/side';
const written = `clerk:${encodeURIComponent('quay:4@west/side')}@`;
const timers = { attempt: 1_000, call: 5_000 };

/** Three nodes with one certificate, which name each other by address as real ones do. */
describe('a server with TLS and a user', () => {
  let certified: Certified;
  let other: Certified;
  let server: TestServer;
  let plain: TestServer;
  const hosts = () => server.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',');
  const open = (url: string) => KurrentStore.open({ url, timers });
  beforeAll(async () => {
    [certified, other] = [certifiedIn(newFolder()), certifiedIn(newFolder())];
    server = await TestServer.start(3, certified, user);
    plain = await TestServer.start();
  });
  afterAll(() => {
    server.stop();
    plain.stop();
  });

  it('is written to and read with what the connection string says, whoever leads, though its nodes are addresses', async () => {
    const store = await open(
      `esdb://${written}${hosts()}?tls=true&discoveryInterval=20&tlsCAFile=${encodeURIComponent(certified.authority)}`,
    );
    try {
      const texts = upTo(4).map((n) => sealed(`words ${n}`));
      for (const revision of upTo(4)) {
        if (revision === 2) server.elect();
        await store.append('s', revision - 1, [entry('s', revision)], [texts[revision]!]);
      }
      expect(positions((await store.read('s')).events)).toEqual(upTo(4));
      expect((await store.texts.get(texts.map(({ digest }) => digest))).size).toBe(4);
      expect((await store.about()).says.join()).not.toMatch(/quay|without TLS/);
    } finally {
      await store.close();
    }
  });

  it.each([
    ['a wrong password', () => `esdb://clerk:wrong@${hosts()}?tlsCAFile=${certified.authority}`, /does not let this user/],
    ['no user', () => `esdb://${hosts()}?tlsCAFile=${certified.authority}`, /does not let this user.*Give the name and password/],
    [
      'an authority that nobody named',
      () => `esdb://${written}${hosts()}`,
      /certificate of 127\.0\.0\.1:\d+ is not trusted \(.*Name the authority/,
    ],
    ['another authority', () => `esdb://${written}${hosts()}?tlsCAFile=${other.authority}`, /is not trusted \(.*tlsCAFile/],
    [
      'one node, and another authority',
      () => `esdb://${written}${hosts().split(',')[0]}?tlsCAFile=${other.authority}`,
      /is not trusted \(/,
    ],
    [
      'a name that the certificate does not hold for',
      () => `esdb://${written}localhost:${server.nodes[0]!.port}?tlsCAFile=${certified.authority}`,
      /ERR_TLS_CERT_ALTNAME_INVALID/,
    ],
    ['no TLS where it is spoken', () => `esdb://${hosts()}?tls=false`, /speaks TLS only\. Leave tls=false out/],
    ['TLS where it is not spoken', () => `esdb://${plain.url.slice(7).split('?')[0]}`, /does not speak TLS\./],
  ])('with %s it is not opened, which is said in a sentence and never with the password', async (_, url, sentence) => {
    const opening = open(url());
    await expect(opening).rejects.toThrow(StoreUnavailable);
    await expect(opening).rejects.toThrow(sentence);
    await expect(opening).rejects.toThrow(expect.objectContaining({ message: expect.not.stringMatching(/quay|wrong@/) }));
  });
});
