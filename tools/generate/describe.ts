import { authority } from '#kernel/corrections.js';
import { money } from '#kernel/money.js';
import { code, label, said, words } from '#kernel/shape.js';
import { clock, date, instant, occurred, partialDate, zone } from '#kernel/times.js';
import { appointedAs, due, kindOfMeeting, meetingNamed, onATie, owner, role } from '#domain/shapes.js';

type Json = {
  readonly type?: string;
  readonly enum?: readonly string[] | string;
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly items?: Json;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly description?: string;
  readonly pattern?: string;
};

/** Shapes that many events share, described once on the first page. */
export const shared = {
  owner: { json: owner.json, says: 'Who answers for an action. Each kind keeps the words as printed.' },
  due: { json: due.json, says: 'By when. A meeting resolves to its date once it has one; null is no due date.' },
  'a meeting named': { json: meetingNamed.json, says: 'A meeting that the book holds, or one that is known by mention only.' },
  authority: { json: authority.json, says: 'By what authority an entry is put right.' },
  occurred: { json: occurred.json, says: 'When it happened: an instant, a date, during an item, before or after an entry.' },
  role: { json: role.json, says: 'How someone attends a meeting.' },
  'appointed as': { json: appointedAs.json, says: 'What a person is appointed to a board as.' },
  'kind of meeting': { json: kindOfMeeting.json, says: 'An extraordinary meeting is called for stated business.' },
  'on a tie': { json: onATie.json, says: 'What standing orders say of a tie.' },
} as const;

const plain = new Map<object, string>([
  [words.json, 'words'],
  [said.json, 'words or a stretch'],
  [money.json, 'money, in minor units with its currency'],
  [label.json, 'label'],
  [code.json, 'code'],
  [date.json, 'day'],
  [partialDate.json, 'date as far as it is stated'],
  [clock.json, 'time on the clock'],
  [instant.json, 'instant, UTC'],
  [zone.json, 'time zone'],
  ...Object.entries(shared).map(([name, { json }]) => [json, `[${name}](README.md#${anchor(name)})`] as const),
]);

export function anchor(heading: string) {
  return heading.toLowerCase().replaceAll(' ', '-');
}

export type Field = { readonly name: string; readonly holds: string; readonly left: string };

/** The members of an object: what each holds, and what it means where it is left out. */
export const fieldsOf = (json: object): readonly Field[] =>
  Object.entries((json as Json).properties ?? {}).map(([name, member]) => ({ name, holds: holds(stated(member)), left: leftOut(member) }));

const isMaybe = (json: Json) => json.anyOf?.[1]?.type === 'null';
const stated = (json: Json): Json => (isMaybe(json) ? json.anyOf![0]! : json);
const leftOut = (json: Json) => (isMaybe(json) ? 'null: not stated' : json.type === 'array' ? 'empty: none stated' : 'always there');

export const holds = (json: Json, named = true): string => {
  const known = named ? plain.get(json) : undefined;
  if (known) return known;
  if (typeof json.enum === 'string') return json.enum;
  if (json.enum) return `one of: ${json.enum.join(', ')}`;
  if (isMaybe(json)) return `${holds(stated(json))}, or null`;
  if (json.oneOf) return json.oneOf.map((one) => holds(one)).join(' or ');
  if (json.type === 'array') return `list of ${holds(json.items!)}, at most ${json.maxItems}`;
  if (json.properties) return `{ ${Object.entries(json.properties).map(([name, one]) => `${name}: ${holds(one)}`).join(', ')} }`; // prettier-ignore
  return json.description ?? { integer: 'count', boolean: 'true or false', string: `text like ${json.pattern}` }[json.type!] ?? 'anything';
};
