/** The string names no store that this program can use: what is wrong with it, and what would do. Credentials are never repeated. */
export class ConnectionStringWrong extends Error {
  readonly code = 'store.connection-string-wrong';
  constructor(
    readonly because: string,
    readonly remedy: string,
  ) {
    super(`${because} ${remedy}`);
    this.name = 'ConnectionStringWrong';
  }
}

export type ConnectionString = {
  readonly url: string;
  /** As it may be shown: without credentials and options. */
  readonly shown: string;
  readonly tls: boolean;
  /** Each with its port, where it is given one. */
  readonly hosts: readonly string[];
  /** The file of an authority of one's own. */
  readonly authority: string | null;
};

const example = 'esdb://127.0.0.1:2113?tls=false';
const form = `Write it as ${example}, or esdb+discover://name:password@cluster.example:2113.`;
const wrong = (because: string, remedy: string = form) => new ConnectionStringWrong(because, remedy);

const yesNo = (value: string) => (value === 'true' || value === 'false' ? null : 'true or false');
const number = (value: string) => (/^\d{1,9}$/.test(value) ? null : 'a whole number');
const path = (value: string) => (value ? null : 'the path of a file');
const any = () => null;
const ours = 'is set by this program: leave it out';

/** Each option that is passed on, and what is wrong with a value. The client would pass over an unknown one with a warning. */
const options: Readonly<Record<string, (value: string) => string | null>> = {
  tls: yesNo,
  tlscafile: path,
  usercertfile: path,
  userkeyfile: path,
  maxdiscoverattempts: number,
  discoveryinterval: number,
  gossiptimeout: number,
  keepaliveinterval: number,
  keepalivetimeout: number,
  defaultdeadline: number,
  connectionname: any,
};
const refused: Readonly<Record<string, readonly [because: string, remedy: string]>> = {
  nodepreference: [ours, 'Minutebook reads from the leader, and asks for nothing else.'],
  throwonappendfailure: [ours, 'A refused append must be an error.'],
  tlsverifycert: ['has no effect in this client', 'Name the authority with tlsCAFile, or in NODE_EXTRA_CA_CERTS.'],
};

/** @throws ConnectionStringWrong */
export const connectionString = (url: string): ConnectionString => {
  const [, scheme, rest] = /^([^:/?#]*):\/\/(.*)$/s.exec(url.trim()) ?? [];
  if (scheme === undefined || rest === undefined) throw wrong('It has no scheme.');
  if (scheme !== 'esdb' && scheme !== 'esdb+discover')
    throw wrong(`Its scheme is ${scheme}, and this program knows esdb and esdb+discover.`);
  const [place = '', query, ...more] = rest.split('?');
  if (more.length > 0) throw wrong('It has two question marks.', 'Join options with &, as in ?tls=false&keepAliveInterval=5000.');
  const at = place.lastIndexOf('@');
  const credentials = at < 0 ? null : place.slice(0, at);
  const hosts = place.slice(at + 1).replace(/\/+$/, '');
  mustBeHosts(hosts, scheme);
  const given = optionsIn(query);
  const tls = given.get('tls') !== 'false';
  if (credentials !== null) mustBeCredentials(credentials, tls);
  if (given.has('usercertfile') !== given.has('userkeyfile'))
    throw wrong('It names one of userCertFile and userKeyFile.', 'A certificate needs its key: name both, or neither.');
  const authority = given.get('tlscafile');
  return {
    url: url.trim(),
    shown: `${scheme}://${hosts}`,
    tls,
    hosts: hosts.split(','),
    authority: authority === undefined ? null : decodeURIComponent(authority),
  };
};

const mustBeHosts = (hosts: string, scheme: string) => {
  if (hosts === '') throw wrong('It names no server.');
  const all = hosts.split(',');
  for (const host of all)
    if (!/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?$/.test(host))
      throw wrong(`${JSON.stringify(host)} is no server: a name or an address, and a port.`);
  if (scheme === 'esdb+discover' && all.length > 1)
    throw wrong('esdb+discover names several servers.', 'It takes one name, behind which the others are found. To list them, use esdb://.');
};

const mustBeCredentials = (credentials: string, tls: boolean) => {
  if (!tls) throw wrong('It has a name and a password, and tls=false: they would not be sent.', 'Leave tls=false out, or the credentials.');
  const [name, password, ...more] = credentials.split(':');
  if (!name || !password || more.length > 0)
    throw wrong('Its credentials are not name:password.', 'Write a colon, an @ or a slash within them as %3A, %40 or %2F.');
};

const optionsIn = (query: string | undefined): ReadonlyMap<string, string> => {
  const given = new Map<string, string>();
  for (const pair of query === undefined ? [] : query.split('&')) {
    const [key = '', value = ''] = pair.split('=');
    const name = key.trim().toLowerCase().replace(/[_-]/g, '');
    const never = refused[name];
    if (never) throw wrong(`The option ${key} ${never[0]}.`, never[1]);
    const check = Object.hasOwn(options, name) ? options[name]! : null;
    if (!check) throw wrong(`There is no option ${JSON.stringify(key)}.`, `There are ${Object.keys(options).join(', ')}.`);
    const otherwise = value === '' ? 'not empty' : check(value);
    if (otherwise) throw wrong(`The option ${key} is ${JSON.stringify(value)}.`, `It is ${otherwise}.`);
    given.set(name, value);
  }
  return given;
};
