// typescript(no-base-to-string)
import type { Text } from '../../kernel/src/text.js';
export const told = (words: Text) => String(words);
