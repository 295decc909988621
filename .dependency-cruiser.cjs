/*
 * The architecture, as rules. Imports go down, never up:
 *
 *   apps → shell → registers, event-store, ledger
 *   registers → documents → views → domain → kernel
 *
 * Node's own modules are matched by their type ("core"), not by name: some are reported without their `node:`.
 */
const lib = (...names) => `^libs/(${names.join('|')})/`;

/** `from` may import, of our own libraries, itself and `may` only. A spec may also use the testing library. */
const only = (from, may, comment) => ({
  name: `${from}-imports-${may.length ? may.join('-') : 'nothing'}`,
  comment,
  severity: 'error',
  from: { path: lib(from), pathNot: SPEC },
  to: { path: '^(libs|apps|test|tools|bench)/', pathNot: lib(from, ...may) },
});

/** `from` may import no package and no module of Node's, but those that `but` matches. */
const pure = (from, but, comment) => ({
  name: `${from}-is-pure`,
  comment,
  severity: 'error',
  from: { path: lib(from), pathNot: SPEC },
  to: { dependencyTypesNot: ['local', 'aliased', 'localmodule'], pathNot: ['^(libs|apps|test|tools|bench)/', ...but] },
});

const SPEC = '\\.spec\\.ts$';
const BROWSER = 'It runs in the browser unchanged: no packages, nothing of Node, no clock.';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // Who may import whom.
    only('kernel', [], 'The kernel knows nothing but itself: everything else is explained in its words.'),
    only('domain', ['kernel'], 'Rules are pure functions over facts. They know no store, no page and no server.'),
    only('views', ['domain', 'kernel'], 'A view is a pure fold of one stream.'),
    only('documents', ['views', 'domain', 'kernel'], 'A document prints what views and registers give it; it reads nothing itself.'),
    only(
      'meeting-file',
      ['views', 'domain', 'kernel'],
      'The text format speaks the catalogue; whoever reads files and appends is elsewhere.',
    ),
    only('event-store', ['kernel'], 'A store keeps envelopes. What they mean is none of its business.'),
    only('ledger', ['kernel', 'event-store'], 'Proofs are made over what the store gives, whatever it says.'),
    {
      name: 'ledger-knows-no-store',
      comment: 'A ledger follows whichever store there is: it knows the port and the digests, and nothing of an adapter.',
      severity: 'error',
      from: { path: lib('ledger'), pathNot: SPEC },
      to: { path: '^libs/event-store/', pathNot: '^libs/event-store/src/(port|digests|envelope)\\.ts$' },
    },
    {
      name: 'ledger-brings-no-package',
      comment: 'Who checks a proof should have little to read: Node hashes and signs, the rest is here.',
      severity: 'error',
      from: { path: lib('ledger'), pathNot: SPEC },
      to: { dependencyTypesNot: ['local', 'aliased', 'localmodule', 'core'], pathNot: '^(libs|apps|test|tools|bench)/' },
    },
    only(
      'registers',
      ['documents', 'views', 'domain', 'kernel', 'event-store'],
      'Registers follow the log through the port and write rows; lines that are searched read as they are printed.',
    ),
    only(
      'shell',
      ['kernel', 'domain', 'views', 'meeting-file', 'documents', 'event-store', 'ledger', 'registers'],
      'The shell puts the parts together; only apps know the shell.',
    ),
    {
      name: 'libs-never-import-apps',
      comment: 'A library that knows its app cannot be used by the other app, nor by a test.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-import-libs-only',
      comment: 'Two apps share code through a library; `minutebook serve` starts the server by its one door. Neither ships test code.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: SPEC },
      to: { path: '^(apps|test|tools|bench)/', pathNot: ['^apps/$1/', '^apps/server/src/server\\.ts$'] },
    },

    // What may come from outside.
    pure('kernel', [], BROWSER),
    pure('domain', [], BROWSER),
    pure('views', [], BROWSER),
    {
      name: 'documents-without-node',
      comment: 'A desk previews a document in the browser with the code that the server prints it with.',
      severity: 'error',
      from: { path: lib('documents'), pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    pure(
      'meeting-file',
      ['(^|/)node_modules/yaml/', '^(node:)?crypto$'],
      'Text in, data out: it needs a YAML parser, a digest for its ids, and nothing else.',
    ),
    {
      name: 'web-runs-in-the-browser',
      comment:
        'A desk decides, folds and prints with the code that the server runs. Of the rest it knows the types of the answers, no more.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: SPEC },
      to: { path: '^libs/', pathNot: lib('kernel', 'domain', 'views', 'documents'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-brings-svelte-only',
      comment: 'Every package is on the way to every phone.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: SPEC },
      to: { dependencyTypesNot: ['local', 'aliased', 'localmodule'], pathNot: ['^(libs|apps)/', '(^|/)node_modules/svelte/', '\\.css$'] },
    },
    {
      name: 'nest-in-apps-and-shell',
      comment: 'A framework at the edge can be replaced at the edge.',
      severity: 'error',
      from: { pathNot: ['^apps/', lib('shell'), '^(test|tools|bench)/'] },
      to: { path: '(^|/)node_modules/@nestjs/|^@nestjs/' },
    },
    {
      name: 'sql-in-its-two-places',
      comment: 'SQL lives in the SQLite store and in the registers, so everything else can be read without knowing it.',
      severity: 'error',
      from: { pathNot: ['^libs/event-store/src/sqlite/', lib('registers'), '^(test|tools|bench)/'] },
      to: { path: '^(node:)?sqlite$' },
    },
    {
      name: 'db-client-in-its-adapter',
      comment: 'The EventStoreDB client is one adapter among three. The server that it is tried on is made of its own definitions.',
      severity: 'error',
      from: { pathNot: ['^libs/event-store/src/kurrentdb/', '^libs/testing/src/kurrentdb/', '^(test|tools|bench)/'] },
      to: { path: '(^|/)node_modules/@(eventstore|kurrent)/|^@(eventstore|kurrent)/' },
    },
    {
      name: 'testing-in-specs-only',
      comment: 'Scenario helpers must never be shipped.',
      severity: 'error',
      from: { pathNot: [SPEC, lib('testing'), '^(test|tools|bench)/'] },
      to: { path: lib('testing') },
    },

    // What is never right.
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one file, or hide a third. Types count. A field of a form may hold fields: it names itself.',
      severity: 'error',
      from: { pathNot: '^apps/web/src/compose/Ask\\.svelte$' },
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that cannot be found escapes every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'only-what-package-json-names',
      comment: 'A package that is there by accident is gone by accident.',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-packages-in-shipped-code',
      comment:
        'What only the developer installs is absent where it runs; the web app is built before. The contract suite of the stores is a test that ships beside its port.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [SPEC, lib('testing'), '^libs/event-store/src/contract', '^apps/web/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/|^test/architecture/planted/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'] },
  },
};
