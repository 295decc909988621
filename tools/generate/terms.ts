import type { Catalogue } from '#kernel/event.js';
import { isKernelType } from '#kernel/stands.js';
import { catalogues, type Kind } from '#domain/catalogues.js';
import { after } from '#domain/meeting/events/after.js';
import { before } from '#domain/meeting/events/before.js';
import { decisions } from '#domain/meeting/events/decisions.js';
import { followUp } from '#domain/meeting/events/follow-up.js';
import { interests } from '#domain/meeting/events/interests.js';
import { presence } from '#domain/meeting/events/presence.js';
import { talk } from '#domain/meeting/events/talk.js';
import { votes } from '#domain/meeting/events/votes.js';
import { pageOf, table } from './catalogue.js';
import { words } from './words.js';

/** The parts of a meeting in the order in which a clerk meets them. */
const meeting: readonly (readonly [heading: string, part: Catalogue])[] = [
  ['Before the meeting', before],
  ['Who is there, and the order of business', presence],
  ['Interests', interests],
  ['What is said', talk],
  ['Motions and votes', votes],
  ['Decisions', decisions],
  ['Actions', followUp],
  ['Afterwards', after(() => catalogues.meeting)],
];
const others: readonly (readonly [heading: string, kind: Kind])[] = [
  ['The minutes as a paper', 'minutes'],
  ['An action between meetings', 'action'],
  ['A decision between meetings', 'decision'],
  ['A board', 'board'],
  ['A person', 'person'],
  ['The log', 'log'],
];

export const termsPage = (): string =>
  pageOf(
    'The board’s words',
    'What each word means here, and what a clerk says for each thing that the book can record. Screens, files and refusals use these words; code uses the names beside them. Made by `npm run generate` from the catalogue of events.',
    '## Words',
    table(['The clerk says', 'In code', 'Which is'], words),
    '## Verbs',
    ...meeting.flatMap(([heading, part]) => [`### ${heading}`, verbs('meeting', part)]),
    ...others.flatMap(([heading, kind]) => [`### ${heading}`, verbs(kind, catalogues[kind])]),
    '### In every stream',
    verbs('every-stream', onlyKernel(catalogues.log)),
  );

const onlyKernel = (catalogue: Catalogue) => Object.fromEntries(Object.entries(catalogue).filter(([type]) => isKernelType(type)));

const verbs = (page: string, part: Catalogue) =>
  table(
    ['The clerk says', 'Verb', 'Fact', 'Which says'],
    Object.entries(part)
      .filter(([type]) => page === 'every-stream' || !isKernelType(type))
      .map(([type, { say, by, doc }]) => [say, `\`${by}\``, `[${type}](catalogue/${page}.md#${type.toLowerCase()})`, doc]),
  );
