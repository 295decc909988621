import { flagsFor } from '../tools/node-flags.mjs';
import { child, type Child } from './child.js';
import type { Serving } from './servers/minutebook.js';

export type At = { readonly address: string };

/** The product's own server in a process of its own, with the flags that it is started with. */
export const served = (serving: Serving, flags: readonly string[] = [], env: object = {}): Promise<Child<At>> =>
  child<At>('servers/minutebook.ts', serving, [...flagsFor('serve'), ...flags], env);
