// pure(no-clock)
export const now = () => new Date();
