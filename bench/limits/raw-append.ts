import { fdatasyncSync, writeSync } from 'node:fs';

/** The least that a durable append can be: the bytes at the end of a file, and the disk's word that they are there. */
export const rawAppend = (file: number, bytes: Uint8Array): void => {
  writeSync(file, bytes);
  fdatasyncSync(file);
};
