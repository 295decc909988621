export type * from '../../../libs/shell/src/sound.js';
