/* The thread that records: it reads, decides and appends what it is sent, with a store of its own on the same file. */
import { parentPort, workerData } from 'node:worker_threads';
import { SqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { systemClock } from '../clock.js';
import { errorOf, failedOf } from '../crossing.js';
import { WritePath } from '../write-path.js';
import type { Answer, Asked, FromRecording, ToRecording } from './words.js';

const port = parentPort!;
const tell = (words: FromRecording) => port.postMessage(words);

/** What is answered in one turn of the event loop goes back together, with how much was written. */
class Answers {
  private answers: Answer[] = [];
  private appends = 0;
  private due = false;

  give(answer: Answer): void {
    this.answers.push(answer);
    this.soon();
  }
  wrote(appends: number): void {
    this.appends += appends;
    this.soon();
  }
  send(): void {
    this.due = false;
    const { appends, answers } = this;
    if (appends + answers.length === 0) return;
    [this.appends, this.answers] = [0, []];
    tell({ appends, answers });
  }
  private soon(): void {
    if (!this.due) setImmediate(() => this.send());
    this.due = true;
  }
}

const serve = (store: SqliteStore): void => {
  const answers = new Answers();
  let stopped: Error | null = null;
  const mayWrite = () => {
    if (stopped) throw stopped;
  };
  store.onWritten((appends) => answers.wrote(appends));
  store.onStopped((why) => tell({ stopped: failedOf(why) }));
  const write = new WritePath(store, systemClock, { mayWrite });
  const record = ({ n, command }: Asked) =>
    write.handle(command).then(
      (reply) => answers.give({ n, reply }),
      (error: unknown) => answers.give({ n, failed: failedOf(error) }),
    );
  const end = async () => {
    await write.settled();
    await store.close();
    answers.send();
    port.close();
  };
  port.on('message', (words: ToRecording) => {
    if (words === null) void end();
    else if ('stop' in words) stopped ??= errorOf(words.stop);
    else for (const asked of words.asked) void record(asked);
  });
};

const { dir } = workerData as { readonly dir: string };
await SqliteStore.open(dir).then(serve, (error: unknown) => {
  tell({ stopped: failedOf(error) });
  port.close();
});
