import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** What a process did to the files of one folder, and when it was told that something is durable. */
export type Op =
  | { readonly op: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly op: 'cut'; readonly file: string; readonly size: number }
  | { readonly op: 'made' | 'gone'; readonly file: string }
  /** Of a file: its bytes. Of the folder, named `.`: which files there are. */
  | { readonly op: 'synced'; readonly file: string }
  | { readonly op: 'told'; readonly words: any };

const calls = 'openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat';
/** Ends with its own exit, or is ended. */
export const runTraced = async (trace: string, options: readonly string[], argv: readonly string[], ms: number): Promise<number | null> => {
  const child = spawn('strace', ['-f', '--seccomp-bpf', '-o', trace, ...options, process.execPath, ...argv], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearTimeout(timer);
  return code;
};
export const recording = ['-y', '-s', '100000', '-xx', '-e', `trace=${calls}`];

const text = (hex: string) => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const call = /^(\w+)\((.*)\)\s+= (-?\d+)/s;

/** @param said the file that tells what is durable */
export const opsIn = async (trace: string, folder: string, said: string): Promise<readonly Op[]> => {
  const ops: Op[] = [];
  const begun = new Map<string, string>();
  const known = new Set<string>();
  const inFolder = (path: string) => (path === folder ? '.' : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null);
  const of = (args: string) => text(/^\d+<([^>]*)>/.exec(args)?.[1] ?? '').toString();
  const add = (name: string, args: string, result: number) => {
    if (result < 0) return;
    if (name === 'openat') {
      const file = inFolder(text(/, "([^"]*)"/.exec(args)?.[1] ?? '').toString());
      if (file !== null && file !== '.' && args.includes('O_CREAT') && !known.has(file)) ops.push({ op: 'made', file });
      if (file !== null && args.includes('O_CREAT')) known.add(file);
    } else if (name === 'unlink' || name === 'unlinkat') {
      const file = inFolder(text(/"([^"]*)"/.exec(args)?.[1] ?? '').toString());
      if (file === null) return;
      known.delete(file);
      ops.push({ op: 'gone', file });
    } else {
      const path = of(args);
      const file = inFolder(path);
      const words = /, "([^"]*)"/.exec(args)?.[1] ?? '';
      if (name === 'write' && path === said) ops.push({ op: 'told', words: JSON.parse(text(words).toString()) });
      if (file === null) return;
      if (name === 'pwrite64') ops.push({ op: 'write', file, at: Number(/, (\d+)$/.exec(args)![1]), bytes: text(words) });
      else if (name === 'ftruncate') ops.push({ op: 'cut', file, size: Number(/, (\d+)$/.exec(args)![1]) });
      else if (name === 'fsync' || name === 'fdatasync') ops.push({ op: 'synced', file });
      else throw new Error(`${name} on ${file} is not followed`);
    }
  };
  for await (const line of createInterface({ input: createReadStream(trace), crlfDelay: Infinity })) {
    const cut = line.indexOf(' ');
    const pid = line.slice(0, cut);
    let rest = line.slice(cut).trim();
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(pid, rest.slice(0, -'<unfinished ...>'.length).trim());
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(rest);
    if (resumed) rest = `${begun.get(pid)}${rest.slice(resumed[0].length)}`;
    const [, name, args, result] = call.exec(rest) ?? [];
    if (name) add(name, args!.trim(), Number(result));
  }
  return ops;
};
