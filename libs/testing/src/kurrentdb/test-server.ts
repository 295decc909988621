import { randomUUID } from 'node:crypto';
import { failing, uuid } from './answers.js';
import type { Certified } from './certificates.js';
import { features, gossip, grpc, services, type Call } from './client-parts.js';
import { endOfTime, ServerLog } from './server-log.js';
import { streamsService } from './streams-service.js';

const version = '24.2.0.0';
const states = { follower: 6, leader: 8 } as const;
type Failure = { readonly stage: 'before' | 'after'; readonly code: number; readonly under: string; left: number };

/** One node that speaks the protocol of an EventStoreDB server, built from the client's own definitions of its services. */
export class TestNode {
  private server: InstanceType<typeof grpc.Server> | null = null;
  private readonly failures: Failure[] = [];
  private readonly id = randomUUID();
  private paused: { readonly over: Promise<void>; readonly end: () => void } | null = null;
  private readonly followers = new Set<{ due: Promise<void> }>();
  /** Set where it takes itself for the leader still: up to where it knows the log. */
  private mistaken: bigint | null = null;
  port = 0;
  /** Events that went out to readers. */
  sent = 0;

  private constructor(private readonly cluster: TestServer) {}

  static async start(cluster: TestServer): Promise<TestNode> {
    const node = new TestNode(cluster);
    await node.start();
    return node;
  }

  get isUp(): boolean {
    return this.server !== null;
  }

  /** On the port that it had before, with all that was kept. */
  async start(): Promise<void> {
    const server = new grpc.Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    const { log } = this.cluster;
    server.addService(
      services.streams,
      streamsService({
        log,
        awake: () => this.awake(),
        knows: () => this.mistaken ?? endOfTime,
        keeps: () => this.mistaken === null,
        mayAnswer: (call) => {
          this.mustKnow(call);
          this.mustLead(call);
        },
        mayAppend: (stage, stream) => this.mustNotFail(stage, stream),
        followed: () => this.followed(),
        sends: () => this.sent++,
      }),
    );
    server.addService(services.gossip, {
      read: (_: unknown, reply: (error: null, answer: unknown) => void) =>
        void this.awake().then(() => reply(null, this.cluster.members())),
    });
    server.addService(services.features, {
      getSupportedMethods: (_: unknown, reply: (error: null, answer: unknown) => void) =>
        void this.awake().then(() => reply(null, supported())),
    });
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${this.port}`, this.cluster.credentials(), (error, port) => (error ? reject(error) : resolve(port))),
    );
    this.server = server;
  }

  /** At once: what is on its way is cut off. */
  kill(): void {
    this.server?.forceShutdown();
    this.server = null;
    this.unpause();
  }

  /** Until it goes on it answers nothing and sends nothing, over connections that stay open; what it was sent it takes up then. */
  pause(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.paused ??= { over: promise, end: resolve };
  }
  unpause(): void {
    this.paused?.end();
    this.paused = null;
  }
  /** As a leader that was paused and goes on: it answers from what it knew, and nobody takes what it is sent. */
  goOnAsIfLeading(): void {
    this.mistaken = this.cluster.log.all.at(-1)?.at ?? -1n;
  }
  /** Whoever follows it by now is sent nothing more, over a line that stays open; who asks is answered. */
  leaveBehind(): void {
    for (const one of this.followers) one.due = new Promise(() => undefined);
  }
  private followed(): () => Promise<void> {
    const follower = { due: Promise.resolve() };
    this.followers.add(follower);
    return () => follower.due;
  }
  private async awake(): Promise<void> {
    await this.paused?.over;
  }

  /** The next so many appends to streams of this name fail with a code of gRPC, before or after they are kept. */
  failNext(left: number, stage: 'before' | 'after', code: number, under = ''): void {
    this.failures.push({ stage, code, under, left });
  }
  failNoMore(): void {
    this.failures.length = 0;
  }

  describe(): InstanceType<typeof gossip.MemberInfo> {
    const member = new gossip.MemberInfo();
    member.setInstanceId(uuid(this.id));
    member.setTimeStamp(String(Date.now()));
    member.setState(this.cluster.leader === this ? states.leader : states.follower);
    member.setIsAlive(this.isUp && this.paused === null);
    member.setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(this.port));
    return member;
  }

  private mustKnow({ metadata }: Pick<Call<unknown>, 'metadata'>): void {
    const { user } = this.cluster;
    if (user === null) return;
    const [given] = metadata.get('authorization');
    if (given === undefined) throw failing(7, 'Access Denied', { exception: 'access-denied' });
    if (given !== `Basic ${Buffer.from(user).toString('base64')}`) throw failing(16, 'Unauthenticated');
  }

  private mustLead({ metadata }: Pick<Call<unknown>, 'metadata'>): void {
    const { leader } = this.cluster;
    if (leader === this || this.mistaken !== null || metadata.get('requires-leader')[0] !== 'true') return;
    throw failing(5, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': '127.0.0.1',
      'leader-endpoint-port': String(leader.port),
    });
  }

  private mustNotFail(stage: 'before' | 'after', stream: string): void {
    const due = this.failures.find((one) => one.stage === stage && one.left > 0 && stream.startsWith(one.under));
    if (!due) return;
    due.left--;
    throw failing(due.code, 'The server was told to fail.');
  }
}

/** A server of one node or several, which hold one log. */
export class TestServer {
  readonly log = new ServerLog();
  readonly nodes: TestNode[] = [];
  private leading = 0;

  /** With a certificate it speaks TLS only, and knows one user, as `name:password`. */
  private constructor(
    private readonly certified: Certified | null,
    readonly user: string | null,
  ) {}

  static async start(nodes = 1, certified: Certified | null = null, user: string | null = null): Promise<TestServer> {
    const server = new TestServer(certified, user);
    for (let n = 0; n < nodes; n++) server.nodes.push(await TestNode.start(server));
    return server;
  }

  get leader(): TestNode {
    return this.nodes[this.leading]!;
  }
  credentials(): unknown {
    if (!this.certified) return grpc.ServerCredentials.createInsecure();
    const { key, certificate } = this.certified;
    return grpc.ServerCredentials.createSsl(null, [{ private_key: key, cert_chain: certificate }]);
  }
  get url(): string {
    return `esdb://${this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}?tls=false&discoveryInterval=20`;
  }
  /** The next node is elected; the old one goes on as a follower. */
  elect(): TestNode {
    this.leading = (this.leading + 1) % this.nodes.length;
    return this.leader;
  }
  members(): InstanceType<typeof gossip.ClusterInfo> {
    return new gossip.ClusterInfo().setMembersList(this.nodes.map((node) => node.describe()));
  }
  stop(): void {
    for (const node of this.nodes) node.kill();
  }
}

const supported = () => {
  const answer = new features.SupportedMethods();
  answer.setEventStoreServerVersion(version);
  const methods = Object.values(services.streams).map(({ path }) => {
    const [, service = '', method = ''] = path.split('/');
    return new features.SupportedMethod().setServiceName(service.toLowerCase()).setMethodName(method.toLowerCase());
  });
  return answer.setMethodsList(methods);
};
