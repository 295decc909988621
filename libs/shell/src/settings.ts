/** Every setting there is, each with a default that works. */
export const settings = {
  MINUTEBOOK_DATA: { otherwise: '.minutebook', says: 'The folder that holds the log and its registers.' },
  MINUTEBOOK_HOST: { otherwise: 'localhost', says: 'Where the server listens: this computer only.' },
  MINUTEBOOK_PORT: { otherwise: '3000', says: 'The port it listens on; 0 takes any that is free.' },
} as const;

export type Settings = { readonly dir: string; readonly host: string; readonly port: number };

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
export const settingsFrom = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const given = (name: keyof typeof settings) => env[name] || settings[name].otherwise;
  return {
    dir: given('MINUTEBOOK_DATA'),
    host: loopback(given('MINUTEBOOK_HOST')),
    port: portOf(given('MINUTEBOOK_PORT')),
  };
};

const loopbackHosts = ['localhost', '127.0.0.1', '::1'];
const loopback = (host: string): string => {
  if (loopbackHosts.includes(host)) return host;
  throw new SettingWrong(
    'MINUTEBOOK_HOST',
    `is ${host}, and nobody signs in yet: whoever could reach it could write. Use 127.0.0.1, ::1 or localhost, or leave it out.`,
  );
};

const portOf = (port: string): number => {
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new SettingWrong('MINUTEBOOK_PORT', `is ${port}. It is a number from 0 to 65535, such as 3000.`);
};
