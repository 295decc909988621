/** In seconds. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const groupSizes = [1, 2, 4, 8, 16, 32, 64, 128, 256];

export type Labels = Readonly<Record<string, string>>;
export type Sample = { readonly labels?: Labels; readonly value: number; readonly suffix?: string };
/** One metric with its samples, as Prometheus reads it. */
export type Family = {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: readonly Sample[];
};

/** How a command ended. */
export type Outcome = 'recorded' | 'again' | 'refused' | 'unavailable' | 'fault';

/** What is counted while the server runs. Every label has few values, and none is anybody's. */
export class Metrics {
  private readonly commands = new Counter();
  private readonly answers = new Counter();
  private readonly commandSeconds = new Histogram(durations);
  private readonly groups = new Histogram(groupSizes);

  /** @param verb one of the catalogue's, or `unknown` @param ms until it was durable, or refused */
  command(verb: string, outcome: Outcome, ms: number): void {
    this.commands.add({ verb, outcome });
    this.commandSeconds.observe(ms / 1000);
  }

  answered(status: number): void {
    this.answers.add({ status: `${Math.floor(status / 100)}xx` });
  }

  /** @param appends how many shared one commit */
  written(appends: number): void {
    this.groups.observe(appends);
  }

  families(): readonly Family[] {
    return [
      this.commands.as('minutebook_commands_total', 'Commands by verb and by how they ended.'),
      this.commandSeconds.as('minutebook_command_seconds', 'How long a command took until it was durable, or refused.'),
      this.groups.as('minutebook_append_group_size', 'How many appends shared one commit of the log.'),
      this.answers.as('minutebook_http_answers_total', 'Answers by the class of their status.'),
    ];
  }
}

class Counter {
  private readonly counts = new Map<string, { readonly labels: Labels; value: number }>();

  add(labels: Labels): void {
    const key = Object.values(labels).join('\n');
    const held = this.counts.get(key);
    if (held) held.value++;
    else this.counts.set(key, { labels, value: 1 });
  }

  as(name: string, help: string): Family {
    return { name, type: 'counter', help, samples: [...this.counts.values()] };
  }
}

class Histogram {
  private readonly counts: number[];
  private sum = 0;

  constructor(private readonly bounds: readonly number[]) {
    this.counts = [...bounds.map(() => 0), 0];
  }

  observe(value: number): void {
    const bucket = this.bounds.findIndex((bound) => value <= bound);
    this.counts[bucket < 0 ? this.bounds.length : bucket]!++;
    this.sum += value;
  }

  as(name: string, help: string): Family {
    let below = 0;
    const buckets = this.counts.map((count, n): Sample => {
      below += count;
      return { suffix: '_bucket', labels: { le: n === this.bounds.length ? '+Inf' : String(this.bounds[n]) }, value: below };
    });
    return {
      name,
      type: 'histogram',
      help,
      samples: [...buckets, { suffix: '_sum', value: this.sum }, { suffix: '_count', value: below }],
    };
  }
}

/** The text format of Prometheus, version 0.0.4. */
export const exposition = (families: readonly Family[]): string =>
  families
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(({ suffix = '', labels = {}, value }) => `${name}${suffix}${labelled(labels)} ${value}`),
    ])
    .map((line) => `${line}\n`)
    .join('');

const labelled = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (one) => escaped[one]!)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};
const escaped: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };
