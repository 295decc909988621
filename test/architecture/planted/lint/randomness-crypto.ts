// eslint(no-restricted-globals)
export const any = () => crypto.randomUUID();
