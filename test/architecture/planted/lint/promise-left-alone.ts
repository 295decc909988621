// typescript(no-floating-promises)
export const leave = (writing: () => Promise<void>) => {
  writing();
};
