// Nothing is imported before the guard: on an old Node the imports themselves would fail, and say nothing that helps.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Minutebook needs Node 24 or newer, and this is ${process.versions.node}. Start it with \`npm start\`, which brings its own.\n`,
  );
  process.exitCode = 1;
} else {
  const { run } = await import('./run.js');
  await run(process.argv.slice(2), process.env);
}
export {};
