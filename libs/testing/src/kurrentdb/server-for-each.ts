import { afterEach, beforeEach } from '@jest/globals';
import { TestServer } from './test-server.js';

/** A server for each spec, stopped when it is through: after what is closed by hooks that stand before this call. */
export const serverForEach = (): (() => TestServer) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
  });
  afterEach(() => server.stop());
  return () => server;
};
