import { derivedId } from '../derived-id.js';

/** The correlation id of all that a run of the import recorded. */
export const runId = (meetingId: string, run: number): string => derivedId(meetingId, 'import', run);
