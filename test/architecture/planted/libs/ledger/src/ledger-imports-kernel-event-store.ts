export * from '../../domain/src/sound.js';
