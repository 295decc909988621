import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refusing } from '#kernel/refusal.js';
import { Refused } from '../command.js';

const name = 'backup.json';
const form = 1;

/** What a backup says of itself. It is written last: a folder without it is none. */
export type Manifest = {
  readonly backup: typeof form;
  /** The origin under which the log stands at this size. */
  readonly origin: string;
  readonly entries: number;
  /** The root over them, base64 as in a checkpoint. */
  readonly root: string;
  /** How many of them the newest checkpoint in it covers. */
  readonly covered: number;
  /** UTC with milliseconds. */
  readonly taken: string;
  readonly format: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly texts: number;
  readonly erased: number;
  readonly papers: number;
  readonly checkpoints: number;
  readonly keys: boolean;
};

export const manifestRefusals = {
  'backup.not-one': {
    says: 'This is not a backup of a minute book.',
    remedy: 'Name the folder that `minutebook backup` made; one that was not finished is none.',
  },
  'backup.newer': { says: 'This backup was made by a newer version of this program.', remedy: 'Use that version, or a newer one.' },
} as const;
const refuse = refusing(manifestRefusals);

export const writeManifest = (dir: string, manifest: Omit<Manifest, 'backup'>): Promise<void> =>
  writeFile(join(dir, name), `${JSON.stringify({ backup: form, ...manifest }, null, 2)}\n`);

/** @throws Refused where there is none, or one of a newer form */
export const readManifest = async (dir: string): Promise<Manifest> => {
  const manifest = await parsed(dir);
  if (typeof manifest?.backup === 'number' && manifest.backup > form) throw new Refused(refuse('backup.newer'));
  const isOne =
    manifest?.backup === form &&
    [manifest.entries, manifest.covered].every(Number.isSafeInteger) &&
    [manifest.origin, manifest.root, manifest.taken].every((one) => typeof one === 'string');
  if (!isOne) throw new Refused(refuse('backup.not-one', `It is ${dir}.`));
  return manifest;
};

const parsed = async (dir: string): Promise<Manifest | null> => {
  try {
    return JSON.parse(await readFile(join(dir, name), 'utf8')) as Manifest | null;
  } catch {
    return null;
  }
};
