/**
 * With which flags Node runs a command of the command line. A heap may grow to twice what is alive before all of it is looked through. Whoever
 * reads a whole log makes a great many objects that are soon gone: with half the room that Node takes for the young ones it is hardly
 * slower, and takes as much memory for a long log as for a short one. A server keeps all of that room while nobody asks: when a meeting
 * begins, all speak at once.
 */
export const flagsFor = (command) => {
  if (command === 'serve') return ['--min-semi-space-size=32', grown];
  return wholeLog.includes(command) ? ['--max-semi-space-size=8', grown] : [];
};

const grown = '--heap-growing-percent=100';
const wholeLog = ['rebuild', 'verify', 'export', 'copy', 'backup', 'restore', 'doctor', 'erase', 'import'];
