import type { Command, Reply } from '../command.js';
import type { Failed } from '../crossing.js';

/** What the thread is told: commands; that nothing more may be written, and why; null: that it is to end. */
export type ToRecording = { readonly asked: readonly Asked[] } | { readonly stop: Failed } | null;

/** What it tells: how many appends became durable, and what came of commands; that nothing more is written, whether anybody asked or not. */
export type FromRecording = { readonly appends: number; readonly answers: readonly Answer[] } | { readonly stopped: Failed };

export type Asked = { readonly n: number; readonly command: Command };
export type Answer = { readonly n: number; readonly reply: Reply } | { readonly n: number; readonly failed: Failed };
