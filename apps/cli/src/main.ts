export {};
const needed = 24;
if (Number(process.versions.node.split('.')[0]) < needed) {
  process.stderr.write(
    `minutebook: this needs Node ${needed} or newer, and is run by ${process.versions.node}. Run tools/minutebook.mjs instead.\n`,
  );
  process.exit(1);
}

// A reader that has seen enough (`minutebook log | head`) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const stopping = new AbortController();
// A server settles what it has taken, which takes less than one; a disk that hangs must not keep it for ever.
const secondsToStop = process.argv[2] === 'serve' ? 5 : 1;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopping.abort();
    // What goes on all the same is cut off: the log takes no harm, and an import is finished by importing again.
    setTimeout(() => {
      const line = process.stderr.isTTY ? '\r\u001b[2K' : '';
      process.stderr.write(`${line}minutebook: It was cut off. What was recorded is kept; run the same again to finish it.\n`);
      process.exit(130);
    }, secondsToStop * 1000).unref();
  });

const { stdout, stderr, env } = process;
// Not before the version is known: an older Node cannot even load it.
const { run } = await import('./run.js');
process.exitCode = await run(process.argv.slice(2), { stdout, stderr, env, cwd: process.cwd(), signal: stopping.signal });
