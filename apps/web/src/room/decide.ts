import type { DeciderOf } from '#kernel/decider.js';
import { askedBy } from '#kernel/event.js';
import type { Fact } from '#kernel/entry.js';
import { isRefusal, type Refusal } from '#kernel/refusal.js';
import { BadShape, correcting, fromClient, type Source } from '#kernel/shape.js';
import { advance, decideOn, type Stream } from '#kernel/stream.js';
import type { Intent } from './intent.js';

/** What the server would answer to an intent on this stream: the same code decides, on what this desk knows. */
export const decide = <S>(
  decider: DeciderOf<S>,
  stream: Stream<S>,
  intent: Intent,
  cites: ReadonlySet<string> = none,
): readonly Fact[] | Refusal => {
  const [, spec] = askedBy(decider.events, intent.verb) ?? [];
  try {
    const source: Source = cites.size > 0 ? correcting(cites) : fromClient;
    const data = spec ? spec.asks.read(intent.data, '', source) : intent.data;
    const { verb, override } = intent;
    const context = {
      command: intent.id,
      actor: intent.actor ?? '',
      now: intent.enteredAt,
      recorded: intent.recorded,
      occurred: intent.occurred,
      continues: stream.origin,
    };
    return decideOn(decider, stream, { verb, data, override }, context, intent.stream);
  } catch (error) {
    if (error instanceof BadShape) return badData(error);
    throw error;
  }
};
const none: ReadonlySet<string> = new Set();

const badData = ({ message, at }: BadShape): Refusal => ({
  refused: 'data.wrong',
  sentence: `${message}.`,
  remedy: '',
  rule: null,
  overridable: [],
  entries: [],
  place: at,
});

export type Decided<S> = { readonly stream: Stream<S>; readonly refused: ReadonlyMap<string, Refusal> };
/** The stream as it will be when all of them are recorded, one after the other; those that are refused change nothing. */
export const decideAll = <S>(
  decider: DeciderOf<S>,
  from: Stream<S>,
  intents: readonly Intent[],
  cites?: (intent: Intent) => ReadonlySet<string>,
): Decided<S> => {
  const refused = new Map<string, Refusal>();
  const stream = intents.reduce((so_far, intent) => {
    const decided = decide(decider, so_far, intent, cites?.(intent));
    if (!isRefusal(decided)) return advance(decider, so_far, decided);
    refused.set(intent.id, decided);
    return so_far;
  }, from);
  return { stream, refused };
};
