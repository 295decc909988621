/**
 * With which flags Node runs a command of the command line. Whoever reads a whole log makes a great many objects that are soon gone: with
 * half the room that Node takes for the young ones, and no more than as much again for the others, it is hardly slower, and takes as much
 * memory for a long log as for a short one.
 */
export const flagsFor = (command) => (wholeLog.includes(command) ? ['--max-semi-space-size=8', '--heap-growing-percent=100'] : []);

const wholeLog = ['rebuild', 'verify', 'export', 'copy', 'backup', 'restore', 'doctor', 'erase', 'import'];
