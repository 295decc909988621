import type { Status } from '#views/minutes/model.js';
import { dateInWords, instantInWords } from './figures.js';
import { inWords, type Reader, type Shown } from './reader.js';

/** Draft, circulated or approved: every document says which. */
export const statusInWords = ({ state, version, approved, redrafted, printed, putRight }: Status, reader: Reader): string => {
  if (approved) {
    const when = approved.on === null ? `at ${inWords(reader.name(approved.meeting, 'meeting'))}` : `on ${dateInWords(approved.on)}`;
    return `Approved ${when}${version === null ? '' : ` (version ${version})`}`;
  }
  if (state === 'draft') return printed ? 'From printed minutes, whose approval is not recorded' : 'Draft';
  if (redrafted) return `Draft, made after version ${version} was circulated`;
  return `Circulated, version ${version}; ${putRight ? 'put right since (not yet sent again)' : 'not approved'}`;
};

/** The time and the position that a document shows. */
export const shownInWords = ({ at, position }: Shown): string =>
  `The record as it stood on ${instantInWords(at)}${position === null ? '' : `, position ${position}`}`;
