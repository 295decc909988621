import type { Type } from '@nestjs/common';
import type { IQueryHandler } from '@nestjs/cqrs';
import { boardHandlers } from './queries/boards.js';
import { deskHandlers } from './queries/desk.js';
import { healthHandlers } from './queries/health.js';
import { meetingHandlers } from './queries/meetings.js';
import { registerHandlers } from './queries/registers.js';
import { searchHandlers } from './queries/search.js';
import { streamHandlers } from './queries/streams.js';

/** Who answers each read. */
export const queryHandlers: readonly Type<IQueryHandler>[] = [
  ...streamHandlers,
  ...healthHandlers,
  ...boardHandlers,
  ...meetingHandlers,
  ...registerHandlers,
  ...searchHandlers,
  ...deskHandlers,
];
