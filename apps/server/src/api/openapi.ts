import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { Catalogue, EventSpec } from '#kernel/event.js';
import { catalogues, type Kind } from '#domain/catalogues.js';
import { nouns } from '../entries/nouns.js';
import { ref, sharedSchemas, sharing, type Schema } from './shared-schemas.js';

type Parameter = { name: string };
type Operation = {
  operationId: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
};
type Paths = Record<string, Record<string, Operation>>;

const about = `Entries are posted to their stream, one body for every verb: \`{verb, data, recorded, occurred}\`. The header Idempotency-Key
is the command id: sent again under it, the first reply is given again. The header Working-As names the person who makes the entry. \`ETag\` and \`If-Match\` carry the revision of the stream. Refusals are
problem documents (RFC 9457) with a permanent code, a sentence, the rule it rests on, and a remedy. Every read can be asked \`at\` a position or
time (what was known) and \`on\` a day (what was true), and waits for what \`Wait-For\` names.`.replaceAll('\n', ' ');

/** The whole interface as OpenAPI 3.1, each verb with its schema from the catalogue. */
export const openApiDocument = (app: INestApplication): OpenAPIObject => {
  const base = new DocumentBuilder()
    .setTitle('Minutebook')
    .setVersion('0')
    .setDescription(about)
    .setLicense('Apache-2.0', '')
    .setOpenAPIVersion('3.1.0');
  const document = SwaggerModule.createDocument(app, base.build());
  const { paths, parameters } = sharingParameters(withWaiting(withProblems(withNouns(document.paths as unknown as Paths))));
  const { EntryBody: _, ...others } = document.components?.schemas ?? {};
  const schemas = { ...others, ...sharedSchemas, ...verbSchemas(), Problem: problem };
  return {
    ...document,
    paths,
    components: { ...document.components, schemas, parameters, responses: { Refused: refused } },
  } as unknown as OpenAPIObject;
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

const waitFor = {
  name: 'Wait-For',
  in: 'header',
  required: false,
  schema: { type: 'string', example: '41' },
  description:
    'A position of the log, or a stream and a revision such as meeting-3f…@12: the answer comes when the registers show it, or says after 5 seconds, or those of Prefer: wait, that it has not come.',
};
const withWaiting = (paths: Paths): Paths =>
  Object.fromEntries(
    Object.entries(paths).map(([path, { get, ...others }]) => {
      const reads = get && path.startsWith('/api/') && !path.startsWith('/api/log/');
      const waiting = reads ? { ...get, parameters: [...(get.parameters ?? []), waitFor] } : get;
      return [path, waiting ? { ...others, get: waiting } : others];
    }),
  );

const withProblems = (paths: Paths): Paths =>
  eachOperation(paths, (operation) => ({
    ...operation,
    responses: { ...operation.responses, default: { $ref: '#/components/responses/Refused' } },
  }));

/** What several addresses take is said once; a name that means different things is told in its place. */
const sharingParameters = (paths: Paths): { paths: Paths; parameters: Record<string, Parameter> } => {
  const taken = Object.values(paths).flatMap((operations) => Object.values(operations).flatMap(({ parameters = [] }) => parameters));
  const uses = Map.groupBy(taken, (one) => JSON.stringify(one));
  const parameters: Record<string, Parameter> = {};
  for (const [one, ...others] of uses.values()) if (others.length > 0) parameters[one!.name] ??= one!;
  const shared = (one: Parameter) =>
    JSON.stringify(parameters[one.name]) === JSON.stringify(one) ? { $ref: `#/components/parameters/${one.name}` } : one;
  const sharing = (operation: Operation) => ({ ...operation, parameters: (operation.parameters ?? []).map(shared) });
  return { paths: eachOperation(paths, sharing), parameters };
};

const eachOperation = (paths: Paths, change: (operation: Operation) => object): Paths =>
  Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.fromEntries(Object.entries(operations).map(([method, one]) => [method, change(one)])),
    ]),
  ) as Paths;

const named = (kind: Kind): string => kind.charAt(0).toUpperCase() + kind.slice(1);

/** `MeetingEntry` is one of the bodies that a meeting takes, told apart by the verb. */
const verbSchemas = (): Record<string, Schema> =>
  Object.fromEntries(
    Object.values(nouns).flatMap((kind) => {
      const bodies = bodiesOf(kind);
      const mapping = Object.fromEntries(bodies.map(({ verb, name }) => [verb, `#/components/schemas/${name}`]));
      const all = { oneOf: bodies.map(({ name }) => ref(name)), discriminator: { propertyName: 'verb', mapping } };
      return [[`${named(kind)}Entry`, all], ...bodies.map(({ name, body }) => [name, body])];
    }),
  ) as Record<string, Schema>;

type Body = { readonly verb: string; readonly name: string; readonly body: Schema };
/** The kernel's own events are written by their verbs too, but for the two that no client asks for. */
const notAsked = ['Override', 'RecordNotCarried'];
const bodiesOf = (kind: Kind): readonly Body[] =>
  Object.entries(catalogues[kind] as Catalogue)
    .filter(([, { by }]) => !notAsked.includes(by))
    .map(([type, spec]) => ({
      verb: spec.by,
      name: `${isAlikeEverywhere(type) ? 'Every' : named(kind)}.${spec.by}`,
      body: bodyOf(spec),
    }));

/** To be struck out or erased is the same in every stream; what is put right is not. */
const isAlikeEverywhere = (type: string): boolean =>
  new Set(Object.values(nouns).map((kind) => JSON.stringify((catalogues[kind] as Catalogue)[type]?.asks.json))).size === 1;

const bodyOf = ({ by, say, doc, asks }: EventSpec): Schema => ({
  type: 'object',
  title: say,
  description: doc,
  allOf: [ref('Circumstances')],
  properties: { verb: { const: by }, data: sharing(asks.json) },
  required: ['verb', 'data'],
  unevaluatedProperties: false,
});

const refused = { description: 'Refused: nothing was changed.', content: { 'application/problem+json': { schema: ref('Problem') } } };

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
