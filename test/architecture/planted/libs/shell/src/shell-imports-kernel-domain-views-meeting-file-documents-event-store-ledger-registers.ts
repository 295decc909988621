export * from '../../../apps/server/src/sound.js';
