export * from '../../documents/src/sound.js';
