// eslint(no-restricted-imports)
export { readFileSync } from 'fs';
