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
beforeAll(async () => {
  document = await describeApi();
  schemas = document.components!.schemas as Any;
});

/** Every `$ref` in it. */
const refsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === '$ref' ? [one as string] : refsIn(one)));
};

describe('the OpenAPI document', () => {
  it('is of version 3.1, and the same each time', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(JSON.stringify(await describeApi())).toBe(JSON.stringify(document));
  });
  it('refers to nothing that it does not hold', () =>
    expect(refsIn(document).filter((ref) => !schemas[ref.replace('#/components/schemas/', '')])).toEqual([]));
  it('names no address of the pages', () =>
    expect(Object.keys(document.paths).filter((path) => !/^\/(api|health)(\/|$)/.test(path))).toEqual([]));
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
    expect(properties.data).toEqual(catalogues.meeting.VoteRecorded.asks.json);
  });
  it('takes what the catalogue gives as an example of each verb', () => {
    // A struck entry is an event of its own; the verb names several.
    const examples = Object.entries(nouns).flatMap(([, kind]) =>
      Object.values(catalogues[kind] as Catalogue)
        .filter(({ by }) => schemas[`${named(kind)}.${by}`] && by !== 'StrikeOut')
        .map(({ by, asks, example }) => ({ schema: `${named(kind)}.${by}`, body: { verb: by, data: only(example, asks.json) } })),
    );
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    expect(examples.filter(({ schema, body }) => !ajv.validate(schemas[schema], body))).toEqual([]);
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
