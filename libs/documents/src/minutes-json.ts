import type { OpenMinutes } from './open-model.js';

/** The minutes as JSON: the structure with its words; what is not stated is null. */
export const minutesJson = (minutes: OpenMinutes): string => `${JSON.stringify(minutes, null, 2)}\n`;
