export const registers = 'registers';
