export * from '../../registers/src/sound.js';
