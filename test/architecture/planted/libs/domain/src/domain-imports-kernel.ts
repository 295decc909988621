export * from '../../views/src/sound.js';
