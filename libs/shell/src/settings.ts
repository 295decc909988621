import { connectionString, ConnectionStringWrong } from '#event-store/kurrentdb/connection-string.js';

/** Every setting there is, each with a default that works. */
export const settings = {
  MINUTEBOOK_DATA: { otherwise: '.minutebook', says: 'The folder that holds the log and its registers.' },
  MINUTEBOOK_EVENT_STORE: {
    otherwise: 'sqlite',
    says: 'Where the log is: `sqlite`, a file in that folder, or an EventStoreDB or KurrentDB server, such as `esdb://127.0.0.1:2113?tls=false`.',
  },
  MINUTEBOOK_HOST: { otherwise: 'localhost', says: 'Where the server listens: this computer only.' },
  MINUTEBOOK_LOG: { otherwise: 'info', says: 'How much the server says of what it does: `debug`, `info`, `warn` or `error`.' },
  MINUTEBOOK_PORT: { otherwise: '3000', says: 'The port it listens on; 0 takes any that is free.' },
} as const;

/** From what nobody needs every day to what somebody must look at. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** `eventStore` is the connection string of a server, null where the log is a file. */
export type Settings = {
  readonly dir: string;
  readonly eventStore: string | null;
  readonly log: LogLevel;
  readonly host: string;
  readonly port: number;
};
type Env = Readonly<Record<string, string | undefined>>;

/** Nothing can start with this setting: the message says which, and what would do. */
export class SettingWrong extends Error {
  constructor(
    readonly setting: keyof typeof settings,
    because: string,
  ) {
    super(`${setting} ${because}`);
    this.name = 'SettingWrong';
  }
}

/** @throws SettingWrong */
export const settingsFrom = (env: Env): Settings => {
  const given = (name: keyof typeof settings) => env[name] || settings[name].otherwise;
  return {
    dir: given('MINUTEBOOK_DATA'),
    eventStore: eventStoreFrom(env),
    log: levelOf(given('MINUTEBOOK_LOG')),
    host: loopback(given('MINUTEBOOK_HOST')),
    port: portOf(given('MINUTEBOOK_PORT')),
  };
};

/** @throws SettingWrong */
export const eventStoreFrom = (env: Env): string | null => {
  const given = env['MINUTEBOOK_EVENT_STORE'] || settings.MINUTEBOOK_EVENT_STORE.otherwise;
  if (given === settings.MINUTEBOOK_EVENT_STORE.otherwise) return null;
  try {
    return connectionString(given).url;
  } catch (error) {
    if (error instanceof ConnectionStringWrong) throw new SettingWrong('MINUTEBOOK_EVENT_STORE', `names no store. ${error.message}`);
    throw error;
  }
};

/** A setting as it may be shown: a connection string can hold a password. */
export const shownSetting = (name: keyof typeof settings, env: Env): string => {
  const value = env[name] || settings[name].otherwise;
  if (name !== 'MINUTEBOOK_EVENT_STORE' || value === settings[name].otherwise) return value;
  try {
    return connectionString(value).shown;
  } catch {
    return 'not a connection string';
  }
};

const loopbackHosts = ['localhost', '127.0.0.1', '::1'];
const loopback = (host: string): string => {
  if (loopbackHosts.includes(host)) return host;
  throw new SettingWrong(
    'MINUTEBOOK_HOST',
    `is ${host}, and nobody signs in yet: whoever could reach it could write. Use 127.0.0.1, ::1 or localhost, or leave it out.`,
  );
};

const levelOf = (level: string): LogLevel => {
  const known = logLevels.find((one) => one === level);
  if (known !== undefined) return known;
  throw new SettingWrong('MINUTEBOOK_LOG', `is ${level}. It is one of ${logLevels.join(', ')}.`);
};

export const isPort = (port: string): boolean => /^\d{1,5}$/.test(port) && Number(port) <= 65_535;

const portOf = (port: string): number => {
  if (isPort(port)) return Number(port);
  throw new SettingWrong('MINUTEBOOK_PORT', `is ${port}. It is a number from 0 to 65535, such as 3000.`);
};
