import type { Decider } from '#kernel/decider.js';
import { action } from './action/index.js';
import { board } from './board/index.js';
import type { Kind } from './catalogues.js';
import { decision } from './decision/index.js';
import { log } from './log/index.js';
import { meeting } from './meeting/index.js';
import { minutes } from './minutes/index.js';
import { person } from './person/index.js';

/** Every kind of stream with its rules: `meeting` decides on `meeting-<id>`. */
export const deciders: Readonly<Record<Kind, Decider>> = { board, person, meeting, minutes, decision, action, log };
