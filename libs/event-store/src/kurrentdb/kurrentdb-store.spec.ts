import { describe, expect, it, jest } from '@jest/globals';
import { behavesAsAServer } from '#testing/kurrentdb/behaviours.js';
import { onRealServer, onTestServer, realServer, type Trial } from '#testing/kurrentdb/real-server.js';
import { storeContract } from '../contract.js';
import { oneCallEach } from './connection.js';
import { KurrentStore } from './kurrentdb-store.js';

jest.setTimeout(30_000);

const contractOn = (name: string, trial: () => Promise<Trial>) =>
  storeContract(name, async () => {
    const { url, name: founding, stop } = await trial();
    let store = await KurrentStore.open({ url, name: founding });
    const reopen = async () => {
      await store.close();
      return (store = await KurrentStore.open({ url, name: founding }));
    };
    const close = async () => {
      await store.close();
      stop();
    };
    return { store, reopen, close };
  });

contractOn('kurrentdb', onTestServer);
behavesAsAServer('the test server, appended to in batches', onTestServer);
behavesAsAServer('the test server, appended to call by call', onTestServer, oneCallEach);

if (realServer) {
  contractOn('kurrentdb on a real server', onRealServer);
  behavesAsAServer('a real server, appended to in batches', onRealServer);
  behavesAsAServer('a real server, appended to call by call', onRealServer, oneCallEach);
}
describe('a real server', () =>
  (realServer ? it : it.skip)('is named by MINUTEBOOK_KURRENTDB_URL, and the same suites run against it', () =>
    expect(realServer).toMatch(/^esdb/),
  ));
