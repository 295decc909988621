import { describe, expect, it, jest } from '@jest/globals';
import { behavesAsAServer } from '#testing/kurrentdb/behaviours.js';
import { onRealServer, onTestServer, realServer, type Trial } from '#testing/kurrentdb/real-server.js';
import { storeContract } from '../contract.js';
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
behavesAsAServer('the test server', onTestServer);

if (realServer) {
  contractOn('kurrentdb on a real server', onRealServer);
  behavesAsAServer('a real server', onRealServer);
}
describe('a real server', () =>
  (realServer ? it : it.skip)('is named by MINUTEBOOK_KURRENTDB_URL, and the same suites run against it', () =>
    expect(realServer).toMatch(/^esdb/),
  ));
