import { actionTracker } from './action-tracker/action-tracker.js';
import { allocations } from './allocations/allocations.js';
import { attendanceSheet } from './attendance-sheet/attendance-sheet.js';
import { auditTrail } from './audit-trail/audit-trail.js';
import { book } from './book/book.js';
import { decisionRegister } from './decision-register/decision-register.js';
import { findings } from './findings/findings.js';
import { interests } from './interests/interests.js';
import type { Projection } from './projection.js';
import { search } from './search/search.js';

/** Every register of the minute book. */
export const registers = [
  book,
  actionTracker,
  decisionRegister,
  attendanceSheet,
  interests,
  allocations,
  findings,
  search,
  auditTrail,
] as const satisfies readonly Projection[];
