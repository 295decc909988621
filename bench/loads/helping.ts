/* The thread that helps where registers are built, which also says, once a second, how much is alive in it, in bytes. */
const everyMs = 1_000;
const channel = new BroadcastChannel('heap of the helper');

const looking = setInterval(() => {
  globalThis.gc!();
  channel.postMessage(process.memoryUsage().heapUsed);
}, everyMs);
looking.unref();
await import('#shell/registers-thread/share-main.js');
clearInterval(looking);
channel.close();
