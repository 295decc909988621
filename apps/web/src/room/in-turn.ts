/** One run at a time, and once more for all that asked meanwhile. */
export const inTurn = (run: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | null = null;
  let again = false;
  const turn = async (): Promise<void> => {
    if (running) {
      again = true;
      return running;
    }
    running = run().finally(() => (running = null));
    await running;
    if (again) {
      again = false;
      await turn();
    }
  };
  return turn;
};

/** Waits for it, and no longer than so many milliseconds. */
export const within = async (ms: number, promise: Promise<unknown>): Promise<void> => {
  await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms))]);
};
