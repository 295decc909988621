/** A jest reporter that ends the run with `N passed, N failed` on a line of its own, for scripts that read the last line. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites; // a suite that cannot load has no tests to count
    const skipped = results.numPendingTests + results.numTodoTests;
    const counts = [`${results.numPassedTests} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])];
    // Jest's own summary is written after every other reporter: the last word is had at exit.
    process.once('exit', () => process.stdout.write(`${counts.join(', ')}\n`));
  }
}
