/** How much is measured. `full` is what the table of figures is made with; `smoke` only shows that everything runs. */
export type Size = {
  readonly rounds: number;
  /** Of what takes minutes each: a rebuild, a verification. */
  readonly longRounds: number;
  readonly appends: number;
  readonly slowAppends: number;
  /** Of one round over HTTP. */
  readonly seconds: number;
  readonly connections: number;
  readonly meetings: number;
  readonly entriesEach: number;
  readonly reconnecting: number;
  readonly votes: number;
  readonly watchers: number;
  readonly told: number;
  readonly bigBook: number;
  readonly mediumBook: number;
  readonly smallBook: number;
  readonly asked: number;
  /** On an EventStoreDB server: appends of each writer in one turn, how many turns a round has, how long the log is, and how often it is read. */
  readonly onServer: { readonly each: number; readonly turns: number; readonly log: number; readonly catchUps: number };
};

export const sizes = {
  full: {
    rounds: 9,
    longRounds: 3,
    appends: 3_000,
    slowAppends: 300,
    seconds: 2,
    connections: 50,
    meetings: 1_000,
    entriesEach: 200,
    reconnecting: 1_000,
    votes: 1_000,
    watchers: 1_000,
    told: 150,
    bigBook: 1_000_000,
    mediumBook: 100_000,
    smallBook: 1_000,
    asked: 500,
    onServer: { each: 4, turns: 6, log: 8_000, catchUps: 3 },
  },
  quick: {
    rounds: 5,
    longRounds: 1,
    appends: 1_000,
    slowAppends: 100,
    seconds: 1,
    connections: 50,
    meetings: 100,
    entriesEach: 200,
    reconnecting: 200,
    votes: 200,
    watchers: 200,
    told: 20,
    bigBook: 50_000,
    mediumBook: 20_000,
    smallBook: 1_000,
    asked: 50,
    onServer: { each: 4, turns: 4, log: 2_000, catchUps: 4 },
  },
  smoke: {
    rounds: 1,
    longRounds: 1,
    appends: 20,
    slowAppends: 10,
    seconds: 0.1,
    connections: 4,
    meetings: 2,
    entriesEach: 40,
    reconnecting: 4,
    votes: 10,
    watchers: 4,
    told: 3,
    bigBook: 400,
    mediumBook: 200,
    smallBook: 100,
    asked: 3,
    onServer: { each: 2, turns: 2, log: 100, catchUps: 1 },
  },
} as const satisfies Record<string, Size>;
