export * from '../../../apps/cli/src/sound.js';
