import { spelt } from './digests.js';
import type { Looked, Opened } from './port.js';

/** A text that was opened, as it is looked at by whoever verifies it. */
export const lookedIn = (opened: Opened): Looked => {
  if (opened === undefined || opened === 'erased') return opened;
  if (opened.text === null) return null;
  try {
    return spelt(opened.salt, opened.text);
  } catch {
    return 'garbled';
  }
};
