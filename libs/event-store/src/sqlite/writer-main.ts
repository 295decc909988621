import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { StoreUnavailable } from '../port.js';
import { openLogFile } from './log-file.js';
import { type FromWriter, type Request, unavailableOf } from './requests.js';
import { Writer } from './writer.js';

/** Bounds how long one transaction keeps the file's lock, and how long the first of it waits for the last. */
const mostTogether = 256;

/** What is asked, or null: nothing more will be. */
type ToWriter = readonly Request[] | null;

/** The thread of the one writer: takes what has come in while it was writing, and writes that together. */
const serve = (port: MessagePort, dir: string): void => {
  const tell = (words: FromWriter) => port.postMessage(words);
  let told = false;
  const tellIfStopped = ({ stopped }: { readonly stopped: StoreUnavailable | null }) => {
    if (stopped && !told) tell({ stopped: unavailableOf(stopped) });
    told ||= stopped !== null;
  };
  const writer = writerIn(dir);
  if (writer instanceof StoreUnavailable) {
    tellIfStopped({ stopped: writer });
    return port.close();
  }
  tellIfStopped(writer);
  port.on('message', (first: ToWriter) => {
    const asked: Request[] = [];
    let words: ToWriter | undefined = first;
    while (words) {
      asked.push(...words);
      words = asked.length < mostTogether ? (receiveMessageOnPort(port)?.message as ToWriter | undefined) : undefined;
    }
    for (let n = 0; n < asked.length; n += mostTogether)
      writer.take(asked.slice(n, n + mostTogether), (answers) => {
        // Before the answers: whoever is told that it failed can ask at once whether anything is written any more.
        tellIfStopped(writer);
        tell({ answers });
      });
    tellIfStopped(writer);
    if (words !== null) return;
    writer.close();
    port.close();
  });
};

const writerIn = (dir: string): Writer | StoreUnavailable => {
  try {
    return new Writer(openLogFile(dir, false));
  } catch (error) {
    if (error instanceof StoreUnavailable) return error;
    throw error;
  }
};

serve(parentPort!, (workerData as { dir: string }).dir);
