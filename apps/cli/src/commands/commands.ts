import type { Command } from '../command.js';
import { actions } from './actions.js';
import { allocations } from './allocations.js';
import { attendance } from './attendance.js';
import { backup } from './backup.js';
import { copy } from './copy.js';
import { decisions } from './decisions.js';
import { doctor } from './doctor.js';
import { erase } from './erase.js';
import { exportCommand } from './export.js';
import { findings } from './findings.js';
import { help } from './help.js';
import { importCommand } from './import.js';
import { interests } from './interests.js';
import { key } from './key.js';
import { log } from './log.js';
import { minutes } from './minutes.js';
import { missing } from './missing.js';
import { rebuild } from './rebuild.js';
import { receipt } from './receipt.js';
import { restoreCommand } from './restore.js';
import { search } from './search.js';
import { serve } from './serve.js';
import { verify } from './verify.js';

/** In the order of the help. */
export const commands: readonly Command[] = [
  serve,
  importCommand,
  minutes,
  actions,
  decisions,
  attendance,
  interests,
  allocations,
  findings,
  missing,
  search,
  log,
  verify,
  exportCommand,
  receipt,
  erase,
  key,
  backup,
  restoreCommand,
  rebuild,
  copy,
  doctor,
  help(() => commands),
];
