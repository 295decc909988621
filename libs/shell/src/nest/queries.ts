import type { Type } from '@nestjs/common';
import type { IQueryHandler } from '@nestjs/cqrs';
import { healthHandlers } from './queries/health.js';
import { streamHandlers } from './queries/streams.js';

/** Who answers each read. */
export const queryHandlers: readonly Type<IQueryHandler>[] = [...streamHandlers, ...healthHandlers];
