import type { OpenAPIObject } from '@nestjs/swagger';
import type { Catalogue } from '#kernel/event.js';
import { catalogues } from '#domain/catalogues.js';
import { nouns } from '../entries/nouns.js';
import { html, type Html, type Part } from '../pages/html.js';
import { documentOf } from '../pages/layout.js';

type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly description?: string };
type Operation = { readonly summary?: string; readonly parameters?: readonly (Parameter | { readonly $ref: string })[] };

/** The interface as a page that can be read without a tool. */
export const apiPage = (document: OpenAPIObject): string =>
  documentOf({
    title: 'The interface for programs',
    here: '/api',
    body: html`<h1>The interface for programs</h1>
      <p class="lede">${withCode(document.info.description ?? '')}</p>
      <p>The same for tools: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
      <h2 id="addresses">Addresses</h2>
      ${addresses(document)}
      <h2 id="verbs">Verbs</h2>
      <p>What may be posted to the entries of each noun. Every id that a verb creates is made by whoever sends it.</p>
      ${Object.entries(nouns).map(([noun, kind]) => verbs(noun, catalogues[kind]))}`,
  });

/** The document is Markdown to tools: what it sets between backticks is code here. */
const withCode = (words: string): Part => words.split('`').map((part, n): Part => (n % 2 === 1 ? html`<code>${part}</code>` : part));

/** What an address takes beside what stands in its path. */
const takenBy = ({ parameters = [] }: Operation, { components }: OpenAPIObject): readonly Parameter[] =>
  parameters
    .map((one) => ('$ref' in one ? (components!.parameters![one.$ref.split('/').at(-1)!] as Parameter) : one))
    .filter((one) => one.in !== 'path');

const addresses = (document: OpenAPIObject): Html =>
  html`<div class="scroll">
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">Address</th>
          <th scope="col">What it answers</th>
          <th scope="col">What it takes</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(document.paths).flatMap(([path, methods]) =>
          Object.entries(methods as Record<string, Operation>).map(([method, operation]) =>
            address(`${method.toUpperCase()} ${path}`, operation, takenBy(operation, document)),
          ),
        )}
      </tbody>
    </table>
  </div>`;

const address = (line: string, { summary }: Operation, taken: readonly Parameter[]): Html =>
  html`<tr>
    <td><code>${line}</code></td>
    <td data-label="What it answers">${withCode(summary ?? '')}</td>
    <td data-label="What it takes">${taken.map((one, n) => html`${n > 0 && ', '}<code>${one.name}</code>${one.required && ' (required)'}`)}</td>
  </tr>`;

const verbs = (noun: string, catalogue: Catalogue): Html =>
  html`<h3 id="${noun}">POST /api/${noun}/{id}/entries</h3>
    <dl class="facts">
      ${Object.values(catalogue).map(
        ({ by, say, doc, asks }) =>
          html`<dt><code>${by}</code></dt>
            <dd>${say}: ${withCode(doc)} <span class="soft">${fieldsOf(asks.json)}</span></dd>`,
      )}
    </dl>`;

const fieldsOf = (json: object): string => {
  const { properties = {}, required = [] } = json as { properties?: object; required?: readonly string[] };
  const named = Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`));
  return named.length > 0 ? `data: ${named.join(', ')}` : 'data: {}';
};
