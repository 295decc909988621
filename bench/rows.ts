import type { Row } from './row.js';
import { appendRows } from './rows/appends.js';
import { grownRows } from './rows/grown.js';
import { httpRows } from './rows/http.js';
import { kurrentdbRows } from './rows/kurrentdb.js';
import { pastRows } from './rows/past.js';
import { readingRows } from './rows/reading.js';
import { verifyingRows } from './rows/verifying.js';
import { voteRows } from './rows/votes.js';
import { watcherRows } from './rows/watchers.js';

export const rows: readonly Row[] = [
  ...appendRows,
  ...httpRows,
  ...voteRows,
  ...watcherRows,
  ...readingRows,
  ...pastRows,
  ...grownRows,
  ...verifyingRows,
  ...kurrentdbRows,
];
