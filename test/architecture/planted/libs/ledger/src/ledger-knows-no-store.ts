export * from '../../event-store/src/sound.js';
