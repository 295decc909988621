export * from '../../../libs/shell/src/sound.js';
