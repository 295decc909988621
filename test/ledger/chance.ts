/** Numbers below a bound, the same for the same seed: what a failure names can be made again. */
export const chance = (seed: number) => {
  let state = seed * 2_654_435_761 + 1;
  return (below: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state % below;
  };
};
export type Chance = ReturnType<typeof chance>;
