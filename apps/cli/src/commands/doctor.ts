import { choose, inFormats, noMoreThan } from '../args.js';
import type { Check } from '../checks.js';
import type { Command } from '../command.js';
import { examine, type Examination } from '../examination.js';
import { paintFor } from '../colour.js';
import { widthOn, type Io } from '../io.js';
import { bookAt } from '../settings.js';
import { besides, tableOf } from '../table.js';
import { many, size } from '../units.js';

const formats = ['table', 'json'] as const;

export const doctor: Command = {
  name: 'doctor',
  takes: '',
  doc: 'What this program is, how it is set up, and whether all is well: what is not, with what to do about it.',
  options: inFormats(formats),
  run: async (args, io) => {
    noMoreThan(args, 0, doctor);
    const format = choose(args, 'format', formats, 'table');
    const found = await examine(bookAt(args, io), io);
    io.stdout.write(`${format === 'json' ? JSON.stringify(found, null, 2) : inSections(found, io)}\n`);
    return found.alarms.length + found.unfinishedImports.length > 0 ? 1 : 0;
  },
};

/** Followers have a table of their own. */
const isOfItsOwn =
  ({ followers }: Examination) =>
  ({ name }: Check): boolean =>
    !followers.some((follower) => follower.name === name);

const inSections = (found: Examination, io: Io): string => {
  const paint = paintFor(io.stdout, io.env);
  const section = (title: string, rows: readonly (readonly [string, string])[]) => [
    paint.bold(title),
    ...besides(
      rows.map(([name, value]) => [`  ${name.padEnd(18)}`, value]),
      widthOn(io.stdout, io.env),
    ),
    '',
  ];
  const { data } = found;
  return [
    ...section('Versions', Object.entries(found.versions)),
    ...section(
      'Settings',
      found.settings.map(({ name, value, from }) => [name, `${value}  (${from})`] as const),
    ),
    ...section('Minute book', [
      ['folder', data.dir],
      [
        'log',
        data.entries === null
          ? data.bytes === null
            ? 'none'
            : 'cannot be opened'
          : [many(data.entries, 'entry', 'entries'), ...(data.bytes === null ? [] : [size(data.bytes)])].join(', '),
      ],
      ...found.store.map((sentence, n) => [n === 0 ? 'store' : '', sentence] as const),
    ]),
    ...section(
      'Looked at',
      found.checks.filter(isOfItsOwn(found)).map(({ name, is, says }) => [name, is === 'well' ? says : 'see below'] as const),
    ),
    ...(found.followers.length > 0
      ? [
          paint.bold('Followers of the log'),
          ...tableOf(
            ['name', 'position', 'behind', 'stopped by'],
            found.followers.map(({ name, position, behind, stopped }) => [name, String(position), String(behind), stopped ?? '']),
            null,
            paint,
          )
            .split('\n')
            .map((line) => `  ${line}`),
          '',
        ]
      : []),
    ...found.unfinishedImports.map((line) => paint.alarm(`Import unfinished: ${line}`)),
    ...found.alarms.map((alarm) => paint.alarm(`Alarm: ${alarm}`)),
    found.alarms.length + found.unfinishedImports.length === 0 ? 'All is well.' : '',
  ]
    .join('\n')
    .trimEnd();
};
