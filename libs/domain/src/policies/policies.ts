import { actionsCarry } from './actions-carry.js';
import { correctionsCarry } from './corrections-carry.js';
import { decisionsCarry } from './decisions-carry.js';
import { minutesApprove } from './minutes-approve.js';
import { minutesTold } from './minutes-told.js';
import type { Policy } from './policy.js';

/** All that is carried from stream to stream. What a join can say is no policy and no event. */
export const policies: readonly Policy[] = [actionsCarry, decisionsCarry, minutesApprove, minutesTold, correctionsCarry];
