import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { StoreUnavailable } from '../port.js';
import { openLogFile } from './log-file.js';
import { type Answer, type Request, unavailableOf } from './requests.js';
import { answered, type FromWriter, type Given, type ToWriter, unpacked } from './wire.js';
import { Writer } from './writer.js';

/** In milliseconds: when nothing was asked for so long, what was put off is done. */
const idleMs = 250;
/** In milliseconds: so long the end may wait for what was put off. Whoever opens the log next reads less then. */
const lastRestMs = 200;

/** The thread of the one writer: takes what has come in while it was writing, and writes that together. */
const serve = (port: MessagePort, given: Given): void => {
  const tell = (words: FromWriter) => port.postMessage(words);
  let told = false;
  const tellIfStopped = ({ stopped }: { readonly stopped: StoreUnavailable | null }) => {
    if (stopped && !told) tell({ stopped: unavailableOf(stopped) });
    told ||= stopped !== null;
  };
  const writer = writerIn(given);
  if (writer instanceof StoreUnavailable) {
    tellIfStopped({ stopped: writer });
    return port.close();
  }
  tellIfStopped(writer);
  const answer = (answers: readonly Answer[]) => {
    // Before the answers: whoever is told that it failed can ask at once whether anything is written any more.
    tellIfStopped(writer);
    tell(answered(answers));
  };
  let askedSince = false;
  let resting: NodeJS.Timeout | undefined;
  const restOnceIdle = (after = idleMs) => {
    resting = setTimeout(() => {
      resting = undefined;
      // What came in the meantime is taken first, also what came to other writers of the file.
      const isBusy = writer.othersWrote() || askedSince;
      const goesOn = !isBusy && writer.rest();
      tellIfStopped(writer);
      if (isBusy || goesOn) restOnceIdle(isBusy ? idleMs : 0);
      askedSince = false;
    }, after);
  };
  port.on('message', (first: ToWriter) => {
    askedSince = true;
    if (!resting) restOnceIdle();
    const waiting: Request[] = [];
    let sent: ToWriter | undefined = first;
    const next = () => receiveMessageOnPort(port)?.message as ToWriter | undefined;
    do {
      for (; sent; sent = next()) waiting.push(...unpacked(sent));
      writer.take(waiting.splice(0, writer.groupSize), answer);
      // Once nothing more will be asked, whoever has asked is answered before the end.
      if (sent !== null) sent = next();
    } while (sent || waiting.length > 0);
    tellIfStopped(writer);
    if (sent !== null) return;
    clearTimeout(resting);
    const until = performance.now() + lastRestMs;
    while (!writer.othersWrote() && writer.rest() && performance.now() < until);
    writer.close();
    port.close();
  });
};

const writerIn = ({ dir, sorting }: Given): Writer | StoreUnavailable => {
  try {
    return new Writer(openLogFile(dir, false), sorting);
  } catch (error) {
    if (error instanceof StoreUnavailable) return error;
    throw error;
  }
};

serve(parentPort!, workerData as Given);
