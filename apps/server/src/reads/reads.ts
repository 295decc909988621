import type { Type } from '@nestjs/common';
import { BoardsController } from './boards.controller.js';
import { MeetingsController } from './meetings.controller.js';
import { PeopleController } from './people.controller.js';
import { RegistersController } from './registers.controller.js';
import { SearchController } from './search.controller.js';

export const readControllers: readonly Type[] = [
  BoardsController,
  PeopleController,
  MeetingsController,
  RegistersController,
  SearchController,
];
