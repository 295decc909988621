import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { StoreUnavailable } from '../port.js';
import type { ConnectionString } from './connection-string.js';

type Connector = { readonly connectionOptions?: { servername?: string } };
type Credentials = { _createSecureConnector: (this: Credentials, ...given: readonly unknown[]) => Connector };
type Grpc = { readonly credentials: { createSsl(): Credentials } };

const patched = new WeakSet<Credentials>();

/**
 * The client's gRPC library names the server in its greeting also where that is an address, such as a cluster's members give each other;
 * RFC 6066 does not allow it, and Node 26 refuses to. Without a name the certificate is still compared with the address.
 */
export const greetAddressesWithoutName = (): void => {
  const { credentials } = createRequire(createRequire(import.meta.url).resolve('@eventstore/db-client'))('@grpc/grpc-js') as Grpc;
  const secure = Object.getPrototypeOf(credentials.createSsl()) as Credentials;
  if (patched.has(secure)) return;
  patched.add(secure);
  const { _createSecureConnector: create } = secure;
  secure._createSecureConnector = function (...given) {
    const connector = create.call(this, ...given);
    const options = connector.connectionOptions;
    if (options?.servername !== undefined && isIP(options.servername)) delete options.servername;
    return connector;
  };
};

type Greeted = 'nobody is there' | 'no TLS' | 'trusted' | { readonly refused: string };
/** In milliseconds. */
const patience = 2_000;

/** What stands between this computer and a server that is there, in words for the operator; null where it is another reason. */
export const obstacleTo = async (to: ConnectionString): Promise<StoreUnavailable | null> => {
  const ca = to.authority === null ? undefined : await readFile(to.authority).catch(() => undefined);
  const all = await Promise.all(to.hosts.map(async (host) => [host, await greet(host, ca)] as const));
  for (const [host, greeted] of all) {
    if (!to.tls && greeted !== 'nobody is there' && greeted !== 'no TLS')
      return new StoreUnavailable(`${to.shown} speaks TLS only.`, 'Leave tls=false out of the connection string.');
    if (to.tls && greeted === 'no TLS')
      return new StoreUnavailable(`${host} does not speak TLS.`, 'Give it a certificate; or, on this computer only, write tls=false.');
    if (to.tls && typeof greeted === 'object')
      return new StoreUnavailable(
        `The certificate of ${host} is not trusted (${greeted.refused}).`,
        'Name the authority that signed it with tlsCAFile, or in NODE_EXTRA_CA_CERTS; it must hold for the name or address that is written in the connection string.',
      );
  }
  return null;
};

const greet = (place: string, ca: Buffer | undefined): Promise<Greeted> => {
  const [host = '', port = '2113'] = place.split(':');
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(port),
      ALPNProtocols: ['h2'],
      // Only greeted: what a certificate lacks is what is asked here, and nothing else is sent.
      rejectUnauthorized: false,
      ...(ca && { ca }),
      ...(!isIP(host) && { servername: host }),
    });
    const say = (greeted: Greeted) => {
      resolve(greeted);
      socket.destroy();
    };
    socket.setTimeout(patience, () => say('nobody is there'));
    socket.on('secureConnect', () => say(socket.authorized ? 'trusted' : { refused: asCode(socket.authorizationError) }));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => say(code?.startsWith('ERR_SSL') ? 'no TLS' : 'nobody is there'));
  });
};

const asCode = (error: Error | string | null): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : `${error}`;
