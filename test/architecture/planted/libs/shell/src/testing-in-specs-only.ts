export * from '../../testing/src/sound.js';
