import { setImmediate as turn } from 'node:timers/promises';
import type * as streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import { appendAnswer, batchAnswer, expectedIn, failing, nameIn, proposedIn, readEvent, uuidIn } from './answers.js';
import { streams, type Call } from './client-parts.js';
import { endOfTime, type Answer, type Expected, type Held, type Proposed, type ServerLog } from './server-log.js';

/** What a node is asked before it answers: it may not be the leader, or be told to fail. */
export type Node = {
  readonly log: ServerLog;
  /** Resolves at once, or when it is no longer paused. */
  readonly awake: () => Promise<void>;
  /** Up to where it reads streams; and whether it keeps what it is sent, or is left alone with it. */
  readonly knows: () => bigint;
  readonly keeps: () => boolean;
  /** @throws an error of gRPC */
  readonly mayAnswer: (call: Pick<Call<unknown>, 'metadata'>) => void;
  /** Before and after an append is kept. @throws an error of gRPC */
  readonly mayAppend: (stage: 'before' | 'after', stream: string) => void;
  /** Of one who follows: resolves at once, or when it is no longer left behind. */
  readonly followed: () => () => Promise<void>;
  /** An event goes out to a reader. */
  readonly sends: () => void;
};

const subscriptionWindow = 32;
type Filter = { readonly prefixes: readonly string[]; readonly interval: number };

export const streamsService = (node: Node): Readonly<Record<string, unknown>> => {
  const append = (stream: string, expected: Expected, proposed: readonly Proposed[]): Answer => {
    node.mayAppend('before', stream);
    const answer = node.log.append(stream, expected, proposed);
    if (answer.answer === 'kept') node.mayAppend('after', stream);
    return answer;
  };
  /** An error that is thrown goes to the client, and ends the call. */
  const answering =
    <Q>(work: (call: Call<Q>) => Promise<void>) =>
    (call: Call<Q>) => {
      work(call).catch((error: unknown) => call.emit('error', error));
    };

  return {
    read: answering<streamsPb.ReadReq>(async (call) => {
      await node.awake();
      node.mayAnswer(call);
      const options = call.request.getOptions()!;
      if (options.hasStream()) await readStream(node, options, call);
      else if (options.hasSubscription()) await subscribe(node, options, call);
      else throw failing(12, 'This server reads $all by subscription only.');
      call.end();
    }),

    batchAppend: answering<never>(async (call) => {
      node.mayAnswer(call);
      const open = new Map<string, { stream: string; expected: Expected; proposed: Proposed[] }>();
      await new Promise<void>((resolve, reject) => {
        call.on('end', (() => resolve()) as never);
        call.on('cancelled', (() => resolve()) as never);
        call.on('data', ((request: streamsPb.BatchAppendReq) => {
          try {
            const id = uuidIn(request.getCorrelationId());
            const options = request.getOptions();
            if (options)
              open.set(id, {
                stream: nameIn(options.getStreamIdentifier()),
                expected: expectedIn(options, options.getStreamPosition()),
                proposed: [],
              });
            const one = open.get(id)!;
            one.proposed.push(...request.getProposedMessagesList().map(proposedIn));
            if (!request.getIsFinal()) return;
            open.delete(id);
            call.write(batchAnswer(id, one.stream, one.expected, append(one.stream, one.expected, one.proposed)));
          } catch (error) {
            reject(error as Error);
          }
        }) as never);
      });
      call.end();
    }),

    append: (call: Call<never>, reply: (error: unknown, answer?: unknown) => void) => {
      let to: { readonly stream: string; readonly expected: Expected } | null = null;
      const proposed: Proposed[] = [];
      call.on('data', ((request: streamsPb.AppendReq) => {
        const options = request.getOptions();
        if (options) to = { stream: nameIn(options.getStreamIdentifier()), expected: expectedIn(options, options.getRevision()) };
        const message = request.getProposedMessage();
        if (message) proposed.push(proposedIn(message));
      }) as never);
      const answer = async () => {
        await node.awake();
        // A request of which the line lost the end looks as if it had come to it, until it is told that it was cancelled.
        await turn();
        if (call.cancelled) throw failing(1, 'The request was cut off.');
        node.mayAnswer(call);
        if (!node.keeps()) await new Promise(() => undefined);
        const { stream, expected } = to!;
        const kept = append(stream, expected, proposed);
        await node.awake();
        return appendAnswer(stream, expected, kept);
      };
      call.on('end', (() => void answer().then((kept) => reply(null, kept), reply)) as never);
    },

    delete: (call: Call<streamsPb.DeleteReq>, reply: (error: unknown, answer?: unknown) => void) => {
      const stream = nameIn(call.request.getOptions()!.getStreamIdentifier());
      if (node.log.read(stream) === null) return reply(wrongExpected(stream));
      const answer = new streams.DeleteResp();
      answer.setPosition(positioned(new streams.DeleteResp.Position(), node.log.delete(stream)));
      reply(null, answer);
    },

    tombstone: (call: Call<streamsPb.TombstoneReq>, reply: (error: unknown, answer?: unknown) => void) => {
      const stream = nameIn(call.request.getOptions()!.getStreamIdentifier());
      const answer = new streams.TombstoneResp();
      answer.setPosition(positioned(new streams.TombstoneResp.Position(), node.log.tombstone(stream)));
      reply(null, answer);
    },
  };
};

const wrongExpected = (stream: string) =>
  failing(9, 'Append failed due to WrongExpectedVersion.', {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': '-4',
  });

const positioned = <P extends { setCommitPosition(value: string): unknown; setPreparePosition(value: string): unknown }>(
  message: P,
  at: bigint,
): P => {
  message.setCommitPosition(String(at));
  message.setPreparePosition(String(at));
  return message;
};

const readStream = async ({ log, awake, knows, sends }: Node, options: streamsPb.ReadReq.Options, call: Call<unknown>): Promise<void> => {
  const asked = options.getStream()!;
  const stream = nameIn(asked.getStreamIdentifier());
  if (log.isDeleted(stream))
    throw failing(9, `Event stream '${stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': stream });
  const held = log.read(stream)?.filter(({ at }) => at <= knows()) ?? null;
  if (held === null) {
    const missing = new streams.ReadResp();
    missing.setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(asked.getStreamIdentifier()));
    call.write(missing);
    return;
  }
  const backwards = options.getReadDirection() === 1;
  const from = asked.hasStart() ? 0n : asked.hasEnd() ? endOfTime : BigInt(asked.getRevision());
  const chosen = backwards ? held.filter(({ revision }) => revision <= from).toReversed() : held.filter(({ revision }) => revision >= from);
  for (const event of chosen.slice(0, Number(options.getCount()))) {
    await awake();
    sends();
    await send(call, readEvent(event));
  }
};

/** From after a position on, and then whatever comes, until the client leaves. */
const subscribe = async ({ log, awake, followed, sends }: Node, options: streamsPb.ReadReq.Options, call: Call<unknown>): Promise<void> => {
  const asked = options.getAll()!;
  const filter: Filter = {
    prefixes: options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [''],
    interval: (options.getFilter()?.getMax() || subscriptionWindow) * (options.getFilter()?.getCheckpointintervalmultiplier() || 1),
  };
  const confirmed = new streams.ReadResp();
  confirmed.setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID()));
  await send(call, confirmed);
  const due = followed();
  let last = asked.hasStart() ? -1n : asked.hasEnd() ? (log.all.at(-1)?.at ?? -1n) : BigInt(asked.getPosition()!.getCommitPosition());
  let seen = 0;
  let told = false;
  let gone = false;
  let wake = () => {};
  call.on('cancelled', (() => ((gone = true), wake())) as never);
  const leave = log.onWrite(() => wake());
  try {
    while (!gone && !call.cancelled) {
      const news = after(log.all, last);
      for (const event of news) {
        await due();
        last = event.at;
        if (filter.prefixes.some((prefix) => event.stream.startsWith(prefix))) {
          await awake();
          sends();
          await send(call, readEvent(event));
        }
        if (++seen % filter.interval === 0) await send(call, checkpoint(last));
        if (gone || call.cancelled) return;
      }
      if (news.length > 0) continue;
      if (!told) await send(call, caughtUp());
      told = true;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (gone || after(log.all, last).length > 0) resolve();
      });
    }
  } finally {
    leave();
  }
};

/** A page of what comes after a place: the log grows at its end only. */
const after = (all: readonly Held[], at: bigint): readonly Held[] => {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return all.slice(low, low + 256);
};

const checkpoint = (at: bigint) => {
  const answer = new streams.ReadResp();
  answer.setCheckpoint(positioned(new streams.ReadResp.Checkpoint(), at));
  return answer;
};
const caughtUp = () => {
  const answer = new streams.ReadResp();
  answer.setCaughtUp(new streams.ReadResp.CaughtUp());
  return answer;
};

const send = async (call: Call<unknown>, message: unknown): Promise<void> => {
  if (call.write(message) || call.cancelled) return;
  const events = ['drain', 'cancelled', 'close'] as const;
  await new Promise<void>((resolve) => {
    const done = () => {
      for (const event of events) call.off(event, done);
      resolve();
    };
    for (const event of events) call.once(event, done);
  });
};
