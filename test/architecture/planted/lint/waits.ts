// eslint(no-restricted-globals)
export const later = (then: () => void) => setTimeout(then, 1);
