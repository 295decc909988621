// typescript(restrict-template-expressions)
import type { Text } from '../../kernel/src/text.js';
export const told = (words: Text | null) => `the board said ${words}`;
