// eslint(no-restricted-properties)
export const any = () => Math.random();
