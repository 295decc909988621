import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to a server that can go wrong: it stands before the test server and before a real one alike. */
export class Proxy {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private silent: 'no' | 'answers' | 'both' = 'no';
  private delayMs = 0;
  private most = Infinity;
  private passed = 0;
  private asks = Infinity;
  /** How often the line broke by itself. */
  broke = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async before(host: string, port: number): Promise<Proxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new Proxy(server, (server.address() as AddressInfo).port);
    server.on('connection', (near) => proxy.join(near, connect(port, host)));
    return proxy;
  }

  /** The same server, by this line. */
  static async to(url: string): Promise<{ readonly proxy: Proxy; readonly url: string }> {
    const [, host = '', port = '2113'] = /^esdb:\/\/(?:[^@]*@)?([^:,/?]+)(?::(\d+))?/.exec(url) ?? [];
    const proxy = await Proxy.before(host, Number(port));
    return { proxy, url: `esdb://127.0.0.1:${proxy.port}?${url.split('?')[1] ?? ''}` };
  }

  /** Every connection is reset; new ones are made. */
  reset(): void {
    for (const [near, far] of this.pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  }
  /** Connections stay open and carry nothing: in neither direction, or no answers. */
  silence(what: 'answers' | 'both'): void {
    this.silent = what;
  }
  /** What was held back is lost, as on a line that was dead. */
  speak(): void {
    this.silent = 'no';
    this.reset();
  }
  delay(ms: number): void {
    this.delayMs = ms;
  }
  /** Breaks whenever so many bytes of answers have come: in the middle of whatever comes. */
  breakEvery(bytes: number): void {
    this.most = bytes;
    this.passed = 0;
  }
  /** Goes silent once so many more bytes were asked with: the rest of a request never comes. */
  silenceAfter(bytes: number): void {
    this.asks = bytes;
  }
  async close(): Promise<void> {
    this.reset();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private join(near: Socket, far: Socket): void {
    const pair = [near, far] as const;
    this.pairs.add(pair);
    const part = () => {
      this.pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('error', part).on('close', part);
    near.on('data', (bytes) => this.silent !== 'both' && this.ask(far, bytes));
    far.on('data', (bytes) => this.silent === 'no' && this.answer(near, bytes));
  }

  private ask(to: Socket, came: Buffer | string): void {
    const bytes = Buffer.from(came as Buffer);
    if (bytes.length <= this.asks) {
      this.asks -= bytes.length;
      return this.pass(to, bytes);
    }
    this.pass(to, bytes.subarray(0, this.asks));
    this.asks = Infinity;
    this.silence('both');
  }

  private answer(to: Socket, came: Buffer | string): void {
    const bytes = Buffer.from(came as Buffer);
    this.passed += bytes.length;
    if (this.passed <= this.most) return this.pass(to, bytes);
    to.write(bytes.subarray(0, bytes.length - (this.passed - this.most)), () => this.reset());
    this.passed = 0;
    this.broke++;
  }

  private pass(to: Socket, bytes: Buffer | string): void {
    if (this.delayMs === 0) to.write(bytes);
    else setTimeout(() => to.destroyed || to.write(bytes), this.delayMs);
  }
}
