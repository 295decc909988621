import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One connection that is kept, and one request at a time on it: less work than a client, so that the server gets the processor. */
export class Connection {
  private got: Buffer = Buffer.alloc(0);
  private answered: ((status: number) => void) | null = null;
  private failed: ((error: Error) => void) | null = null;
  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.failed?.(error));
    socket.on('close', () => this.failed?.(new Error('the server has closed the connection')));
  }

  static async to(address: string): Promise<Connection> {
    const { hostname, port, host } = new URL(address);
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    await once(socket, 'connect');
    return new Connection(socket, host);
  }

  /** The status of the answer, when all of it is there. Each command has an id of its own. */
  post(path: string, body: string): Promise<number> {
    const length = Buffer.byteLength(body);
    return this.ask(
      `POST ${path} HTTP/1.1\r\nHost: ${this.host}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nIdempotency-Key: ${crypto.randomUUID()}\r\n\r\n${body}`,
    );
  }
  /** The status of the answer, when all of it is there. */
  get(path: string): Promise<number> {
    return this.ask(`GET ${path} HTTP/1.1\r\nHost: ${this.host}\r\n\r\n`);
  }

  end(): void {
    this.failed = null;
    this.socket.destroy();
  }

  private ask(request: string): Promise<number> {
    this.socket.write(request);
    return new Promise((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
    });
  }

  private take(chunk: Buffer): void {
    this.got = this.got.length === 0 ? chunk : Buffer.concat([this.got, chunk]);
    const head = this.got.indexOf('\r\n\r\n');
    if (head < 0) return;
    const words = this.got.toString('latin1', 0, head);
    const length = Number(/content-length: (\d+)/i.exec(words)?.[1] ?? 0);
    if (this.got.length < head + 4 + length) return;
    this.got = this.got.subarray(head + 4 + length);
    this.answered?.(Number(words.slice(9, 12)));
  }
}
