import { afterAll } from '@jest/globals';
import { TestServer } from '#testing/kurrentdb/test-server.js';
import { storeContract } from '../contract.js';
import { KurrentStore } from './kurrentdb-store.js';

const servers: TestServer[] = [];
afterAll(() => servers.forEach((server) => server.stop()));

storeContract('kurrentdb', async () => {
  const server = await TestServer.start();
  servers.push(server);
  const { url } = server;
  let store = await KurrentStore.open({ url });
  const reopen = async () => {
    await store.close();
    return (store = await KurrentStore.open({ url }));
  };
  const close = async () => {
    await store.close();
    server.stop();
  };
  return { store, reopen, close };
});
