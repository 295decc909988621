// eslint(no-restricted-globals)
export const home = () => globalThis.process;
