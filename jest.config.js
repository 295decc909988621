export default {
  testEnvironment: 'node',
  // No spec is a stopwatch: what hangs is ended, and a busy computer is waited for.
  testTimeout: 30_000,
  maxWorkers: 2,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test', '<rootDir>/tools'],
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['js', 'ts', 'json'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2023',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
        },
      },
    ],
  },
  moduleNameMapper: {
    '^#([\\w-]+)/(.*)\\.js$': '<rootDir>/libs/$1/src/$2',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  reporters: ['default', './tools/closing-line.mjs'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['apps/{server,cli}/src/**/*.ts', 'libs/*/src/**/*.ts', '!**/*.spec.ts'],
};
