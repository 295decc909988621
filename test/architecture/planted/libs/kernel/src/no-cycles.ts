export * from './no-cycles-back.js';
