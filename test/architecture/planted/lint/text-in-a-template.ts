// typescript(restrict-template-expressions)
import type { Text } from '../../kernel/src/text.js';
export const told = (words: Text) => `the board said ${words}`;
