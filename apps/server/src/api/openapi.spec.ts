import { beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Catalogue } from '#kernel/event.js';
import { catalogues } from '#domain/catalogues.js';
import { nouns } from '../entries/nouns.js';
import { apiPage } from './api-page.js';
import { describeApi } from './describe-api.js';

type Any = Record<string, any>;
const named = (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1);
/** What a decision adds to a fact, such as the list of who may vote, no client sends. */
const only = (example: Any, asks: object) =>
  Object.fromEntries(Object.entries(example).filter(([key]) => Object.hasOwn((asks as { properties: Any }).properties, key)));
let document: OpenAPIObject;
let schemas: Any;
let ajv: Ajv2020;
beforeAll(async () => {
  document = await describeApi();
  schemas = document.components!.schemas as Any;
  ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'openapi');
});

const held = (ref: string): unknown =>
  ref
    .replace('#/', '')
    .split('/')
    .reduce((value: any, key) => value?.[key], document);
/** With what it refers to in its place. */
const resolved = (value: any): any => {
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return resolved(held(value.$ref));
  return Array.isArray(value) ? value.map(resolved) : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one)]));
};
const takes = (schema: string, body: object): boolean => ajv.validate({ $ref: `openapi#/components/schemas/${schema}` }, body) as boolean;
/** The name of the schema of a verb of a stream. */
const bodyOf = (kind: string, verb: string): string | undefined =>
  schemas[`${named(kind)}Entry`].discriminator.mapping[verb]?.replace('#/components/schemas/', '');

/** Every `$ref` in it. */
const refsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === '$ref' ? [one as string] : refsIn(one)));
};

describe('the page of the interface', () => {
  it('shows as code what the document sets between backticks', () => {
    const page = apiPage(document);
    expect([page.includes('`'), page.includes('<code>If-Match</code>')]).toEqual([false, true]);
  });
});

describe('the OpenAPI document', () => {
  it('is of version 3.1, and the same each time', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.stringify(await describeApi())).toBe(JSON.stringify(document));
  });
  it('refers to nothing that it does not hold', () => expect(refsIn(document).filter((ref) => held(ref) === undefined)).toEqual([]));
  it('says what many verbs carry once', () => expect(JSON.stringify(document).length).toBeLessThan(150_000));
  it('names no address of the pages', () =>
    expect(Object.keys(document.paths).filter((path) => !/^\/(api|health|metrics)(\/|$)/.test(path))).toEqual([]));
  it.each([
    ['meetings', 'Meeting', 'meeting'],
    ['minutes', 'Minutes', 'minutes'],
    ['people', 'Person', 'person'],
  ] as const)('says what may be posted to %s, verb by verb', (noun, named, kind) => {
    const body = (document.paths[`/api/${noun}/{id}/entries`] as Any).post.requestBody.content['application/json'].schema;
    expect(body).toEqual({ $ref: `#/components/schemas/${named}Entry` });
    const verbs = Object.keys(schemas[`${named}Entry`].discriminator.mapping);
    const asked = Object.values(catalogues[kind] as Catalogue).map(({ by }) => by);
    expect(verbs).toEqual(asked.filter((verb) => verb !== 'Override' && verb !== 'RecordNotCarried'));
  });
  it('gives a verb its own words and the shape of its data', () => {
    const { title, properties, required } = schemas['Meeting.RecordVote'];
    expect([title, required]).toEqual(['vote', ['verb', 'data']]);
    expect(resolved(properties.data)).toEqual(catalogues.meeting.VoteRecorded.asks.json);
  });
  it('takes what the catalogue gives as an example of each verb', () => {
    // A struck entry is an event of its own; the verb names several.
    const examples = Object.entries(nouns).flatMap(([, kind]) =>
      Object.values(catalogues[kind] as Catalogue)
        .map((spec) => ({ ...spec, schema: bodyOf(kind, spec.by) }))
        .filter(({ by, schema }) => schema && by !== 'StrikeOut')
        .map(({ by, asks, example, schema }) => ({ schema: schema!, body: { verb: by, data: only(example, asks.json) } })),
    );
    expect(examples.filter(({ schema, body }) => !takes(schema, body))).toEqual([]);
    expect(examples.filter(({ schema, body }) => takes(schema, { ...body, colour: 'red' }))).toEqual([]);
    expect(examples.filter(({ schema, body }) => takes(schema, { ...body, data: { ...body.data, colour: 'red' } }))).toEqual([]);
    expect(examples.filter(({ schema, body }) => !takes(schema, { ...body, recorded: 'printed', occurred: { date: '2010-01' } }))).toEqual(
      [],
    );
    expect(examples.filter(({ schema, body }) => takes(schema, { ...body, recorded: 'twice' }))).toEqual([]);
    expect(examples.length).toBeGreaterThan(100);
  });
  it('says that anything may be refused', () =>
    expect(
      Object.values(document.paths).flatMap((path) => Object.values(path as Any).filter(({ responses }) => !responses.default)),
    ).toEqual([]));
});

describe('the page of the interface', () => {
  it('lists each address and each verb', () => {
    const page = apiPage(document);
    for (const path of Object.keys(document.paths)) expect(page).toContain(path);
    for (const { by } of Object.values(catalogues.meeting as Catalogue)) expect(page).toContain(`<code>${by}</code>`);
  });
});
