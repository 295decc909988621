import { isStretch, type Said } from './said.js';
import type { Shape, Visit } from './shape.js';
import type { Text } from './text.js';

type See = (seen: any, noun: string) => void;
type Look = (value: any, see: See) => void;
/** Null where a shape holds nothing of the kind. */
type Looks = WeakMap<Shape<any>, Look | null>;
const looks: Readonly<Record<keyof Visit, Looks>> = {
  text: new WeakMap(),
  creates: new WeakMap(),
  names: new WeakMap(),
  refers: new WeakMap(),
};

/** Shows the texts of a value, or its ids of one kind with their nouns, in the order of its shape: as `map` does, and makes nothing new. */
export const look = (shape: Shape<any>, what: keyof Visit, value: unknown, see: See): void => lookOf(shape, what)?.(value, see);

export const textsIn = (shape: Shape<any>, value: unknown): Text[] => {
  const found: Text[] = [];
  look(shape, 'text', value, (text) => found.push(text));
  return found;
};

const lookOf = (shape: Shape<any>, what: keyof Visit): Look | null => {
  const known = looks[what].get(shape);
  if (known !== undefined) return known;
  const made = lookInto(shape, what);
  looks[what].set(shape, made);
  return made;
};

const lookInto = (shape: Shape<any>, what: keyof Visit): Look | null => {
  const { is } = shape;
  switch (is.is) {
    case 'words':
      return what === 'text' ? (value, see) => see(value, '') : null;
    case 'said':
      return intoSaid(what);
    case 'id':
      return is.how === what ? (value, see) => see(value, is.noun) : null;
    case 'maybe':
      return intoMaybe(lookOf(is.of, what));
    case 'list':
      return intoList(lookOf(is.of, what));
    case 'fields':
      return intoFields(Object.entries(is.of).map(([key, of]) => [key, lookOf(of, what)] as const));
    case 'choice':
      return intoChoice(Object.entries(is.of).map(([key, of]) => [key, lookOf(of, what)] as const));
    case 'value':
      return (value, see) => void shape.map(value, visiting(what, see));
    default:
      return null;
  }
};

const visiting = (what: keyof Visit, see: See): Visit =>
  what === 'text' ? { text: (text) => (see(text, ''), text) } : { [what]: (noun: string, id: string) => (see(id, noun), id) };

const intoSaid = (what: keyof Visit): Look | null => {
  if (what === 'text') return (value: Said, see) => (isStretch(value) ? undefined : see(value, ''));
  return what === 'names' ? (value: Said, see) => (isStretch(value) ? see(value.in, 'entry') : undefined) : null;
};
const intoMaybe = (inner: Look | null): Look | null => inner && ((value, see) => (value === null ? undefined : inner(value, see)));
const intoList = (inner: Look | null): Look | null =>
  inner &&
  ((value: readonly unknown[], see) => {
    for (const one of value) inner(one, see);
  });

type Members = readonly (readonly [key: string, inner: Look | null])[];
const intoFields = (members: Members): Look | null => {
  const held = members.flatMap(([key, inner]) => (inner ? [{ key, inner }] : []));
  if (held.length === 0) return null;
  return (value: Readonly<Record<string, unknown>>, see) => {
    for (const { key, inner } of held) inner(value[key], see);
  };
};
/** Told apart as `choice` tells them apart: by the first member that is there. */
const intoChoice = (members: Members): Look | null =>
  members.every(([, inner]) => inner === null)
    ? null
    : (value: object, see) => members.find(([key]) => Object.hasOwn(value, key))?.[1]?.(value, see);
