import type { Provider, Type } from '@nestjs/common';
import { AssetsController } from './assets.controller.js';
import { BoardsController } from './boards.controller.js';
import { ListsController } from './lists.controller.js';
import { PageReader } from './reader.js';

/** The pages in a browser: what is read there, and nothing is changed. */
export const pageControllers: readonly Type[] = [AssetsController, ListsController, BoardsController];
export const pageProviders: readonly Provider[] = [PageReader];
