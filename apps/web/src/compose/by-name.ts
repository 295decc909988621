import type { Values } from './form.js';

/** Who said what when each was asked in turn. */
export type Called = readonly { readonly person: string; readonly vote: string; readonly option: string | null }[];
/** Each is asked in turn, and what each says is recorded. */
export const isByName = ({ method }: Values): boolean => method === 'roll call' || method === 'recorded vote';
