// pure(no-clock)
export const now = () => Date();
