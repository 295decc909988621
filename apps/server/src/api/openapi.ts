import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Catalogue } from '#kernel/event.js';
import { howRecorded } from '#kernel/entry.js';
import { occurred } from '#kernel/times.js';
import { catalogues, type Kind } from '#domain/catalogues.js';
import { nouns } from '../entries/nouns.js';

type Schema = Record<string, unknown>;
type Operation = {
  operationId: string;
  tags?: string[];
  parameters?: { name: string }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
};
type Paths = Record<string, Record<string, Operation>>;

const about = `Entries are posted to their stream, one body for every verb: \`{verb, data, recorded, occurred}\`. The header Idempotency-Key
is the command id: sent again under it, the first reply is given again. \`ETag\` and \`If-Match\` carry the revision of the stream. Refusals are
problem documents (RFC 9457) with a permanent code, a sentence, the rule it rests on, and a remedy. Every read can be asked \`at\` a position or
time (what was known) and \`on\` a day (what was true).`.replaceAll('\n', ' ');

/** The whole interface as OpenAPI 3.1, each verb with its schema from the catalogue. */
export const openApiDocument = (app: INestApplication): OpenAPIObject => {
  const base = new DocumentBuilder()
    .setTitle('Minutebook')
    .setVersion('0')
    .setDescription(about)
    .setLicense('Apache-2.0', '')
    .setOpenAPIVersion('3.1.0');
  const document = SwaggerModule.createDocument(app, base.build());
  const paths = withProblems(withNouns(document.paths as unknown as Paths));
  const { EntryBody: _, ...others } = document.components?.schemas ?? {};
  const schemas = { ...others, ...verbSchemas(), Problem: problem };
  return { ...document, paths, components: { ...document.components, schemas } } as unknown as OpenAPIObject;
};

/** One path for each noun instead of one for all: what may be posted differs. */
const withNouns = (paths: Paths): Paths =>
  Object.fromEntries(
    Object.entries(paths).flatMap(([path, operations]) =>
      path.includes('{noun}')
        ? Object.entries(nouns).map(([noun, kind]) => [path.replace('{noun}', noun), forKind(operations, kind)])
        : [[path, operations]],
    ),
  ) as Paths;

const forKind = (operations: Record<string, Operation>, kind: Kind): Record<string, Operation> =>
  Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [
      method,
      {
        ...operation,
        operationId: `${operation.operationId}${named(kind)}`,
        parameters: operation.parameters?.filter(({ name }) => name !== 'noun') ?? [],
        ...(operation.requestBody
          ? { requestBody: { required: true, content: { 'application/json': { schema: ref(`${named(kind)}Entry`) } } } }
          : {}),
      },
    ]),
  );

const withProblems = (paths: Paths): Paths => {
  const refused = { description: 'Refused: nothing was changed.', content: { 'application/problem+json': { schema: ref('Problem') } } };
  const told = (operation: Operation) => ({ ...operation, responses: { ...operation.responses, default: refused } });
  return Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.fromEntries(Object.entries(operations).map(([method, one]) => [method, told(one)])),
    ]),
  );
};

const named = (kind: Kind): string => kind.charAt(0).toUpperCase() + kind.slice(1);
const ref = (schema: string): Schema => ({ $ref: `#/components/schemas/${schema}` });

/** `MeetingEntry` is one of the bodies that a meeting takes, told apart by the verb. */
const verbSchemas = (): Record<string, Schema> =>
  Object.fromEntries(
    Object.values(nouns).flatMap((kind) => {
      const bodies = Object.entries(bodiesOf(kind));
      const mapping = Object.fromEntries(bodies.map(([verb]) => [verb, `#/components/schemas/${named(kind)}.${verb}`]));
      const all = { oneOf: bodies.map(([verb]) => ref(`${named(kind)}.${verb}`)), discriminator: { propertyName: 'verb', mapping } };
      return [[`${named(kind)}Entry`, all], ...bodies.map(([verb, body]) => [`${named(kind)}.${verb}`, body])];
    }),
  ) as Record<string, Schema>;

/** The kernel's own events are written by their verbs too, but for the two that no client asks for. */
const notAsked = ['Override', 'RecordNotCarried'];
const bodiesOf = (kind: Kind): Record<string, Schema> =>
  Object.fromEntries(
    Object.values(catalogues[kind] as Catalogue)
      .filter(({ by }) => !notAsked.includes(by))
      .map(({ by, say, doc, asks }) => [
        by,
        {
          type: 'object',
          title: say,
          description: doc,
          properties: { verb: { const: by }, data: asks.json, ...circumstances },
          required: ['verb', 'data'],
          additionalProperties: false,
        },
      ]),
  );

const orNull = (schema: object): Schema => ({ anyOf: [schema, { type: 'null' }] });
const circumstances: Schema = {
  recorded: { enum: howRecorded, default: 'live' },
  occurred: orNull(occurred.json),
  enteredAt: orNull({ type: 'string', format: 'date-time' }),
  override: orNull({
    type: 'object',
    properties: {
      rules: { type: 'array', items: { type: 'string' } },
      by: orNull({ type: 'string', format: 'uuid' }),
      authority: { enum: ['announced by the chair', 'ruling', 'standing orders', 'resolution'] },
      reason: { type: 'string', minLength: 1 },
    },
    required: ['authority', 'reason'],
    additionalProperties: false,
  }),
};

const problem: Schema = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'A sentence, and what to do.' },
    code: { type: 'string', description: 'Permanent: noun.reason.' },
    rule: { type: ['string', 'null'], description: 'The rule it rests on.' },
    remedy: { type: 'string' },
    overridable: { type: 'array', items: { type: 'string' }, description: 'What an override would have to name.' },
    entries: { type: 'array', items: { type: 'string', format: 'uuid' } },
    place: { type: ['string', 'null'], description: 'Where in what was sent.' },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'rule', 'remedy', 'overridable', 'entries', 'place'],
};
