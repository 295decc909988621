export * from '../../server/src/sound.js';
