// typescript(no-explicit-any)
export const data: any = null;
