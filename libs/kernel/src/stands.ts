import type { Replacement } from './corrections.js';
import type { Fact } from './entry.js';

const kernelTypes = ['PutRight', 'StruckOut', 'TextsErased', 'Overridden', 'NotCarried'] as const;
export type KernelType = (typeof kernelTypes)[number];
/** Verbs that the kernel decides for every stream. */
export type KernelVerb = 'PutRight' | 'StrikeOut' | 'EraseTexts' | 'Override' | 'RecordNotCarried';
export const isKernelType = (type: string): type is KernelType => (kernelTypes as readonly string[]).includes(type);
export const isCorrection = (type: string) => type === 'PutRight' || type === 'StruckOut';

/**
 * The stream as it stands: each replaced entry in its place, with its own id and revision, each struck one passed over. Where nothing
 * was corrected it is the same list.
 */
export const stands = (recorded: readonly Fact[]): readonly Fact[] => {
  const newest = new Map<string, Fact>();
  for (const fact of recorded) if (isCorrection(fact.type)) newest.set(fact.data.entry, fact);
  if (newest.size === 0) return recorded;
  return recorded.flatMap((fact) => {
    if (isCorrection(fact.type)) return [];
    const correction = newest.get(fact.entry.id);
    if (!correction) return [fact];
    if (correction.type === 'StruckOut') return [];
    const { data, occurred: when } = correction.data.replacement as Replacement;
    return [{ type: fact.type, data, entry: { ...fact.entry, occurred: when } }];
  });
};
