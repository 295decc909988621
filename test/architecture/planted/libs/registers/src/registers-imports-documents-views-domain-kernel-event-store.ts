export * from '../../shell/src/sound.js';
