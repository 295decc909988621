/** What everything is called on the server. The log's id stands in each name: one server can hold the logs of several books. */
export type Names = {
  /** Before the name of each stream of the log; every event under it counts. */
  readonly entries: string;
  /** Before the name of each side stream, which holds the words that came with the stream of that name. */
  readonly texts: string;
  readonly erased: string;
  readonly openings: string;
  /** Before the id of each server that follows: its checkpoints. */
  readonly checkpoints: string;
  readonly blob: (digest: string) => string;
  /** Of what is followed. Papers are not: nobody waits for them. */
  readonly followed: readonly string[];
};

/** Names the log and its store. It is the only stream that is found without knowing the log's id. */
export const foundingStream = 'minutebook';

export const metadataOf = (stream: string): string => `$$${stream}`;

export const namesFor = (log: string): Names => {
  const entries = `mb.${log}.`;
  const texts = `mb-texts.${log}.`;
  const erased = `mb-erased.${log}`;
  const openings = `mb-openings.${log}`;
  const checkpoints = `mb-checkpoints.${log}.`;
  const blob = (digest: string) => `mb-blobs.${log}.${digest}`;
  return {
    entries,
    texts,
    erased,
    openings,
    checkpoints,
    blob,
    followed: [entries, texts, erased, openings, checkpoints, ...[entries, texts, erased].map(metadataOf)],
  };
};

/** Of all envelopes of one append, and of one event beside the log. */
export const mostBytes = 512 * 1024;
/** Of an event with one text alone, which cannot be divided: a little less than a server takes at once, unless it is told otherwise. */
export const mostAlone = 1_000_000;
