import { draft, printedIn, silent, under, worded, type Some } from '../minuted.js';
import { after as following, named, parts, person, saying } from '../parts.js';

type After = 'CorrectionAgreed' | 'ReferenceMatched' | 'MinutesCirculated' | 'MinutesAdopted' | 'MeetingFileRead' | 'ReaderRemarked';
type Kernel = 'PutRight' | 'StruckOut' | 'TextsErased' | 'Overridden' | 'NotCarried';

export const after: Some<After | Kernel> = {
  CorrectionAgreed: (d) =>
    worded(
      d.words,
      under(d.item),
      draft(
        'correction',
        parts`Correction of the minutes of ${named(d.of, 'meeting')}${d.proposedBy === null ? null : [', proposed by ', person(d.proposedBy)]}${d.words === null ? null : [': ', saying(d.words)]}${following(' – ', d.reason)}`,
      ),
    ),
  ReferenceMatched: silent('what is mentioned stays as it was printed'),
  MinutesCirculated: printedIn('status'),
  MinutesAdopted: printedIn('status'),
  MeetingFileRead: silent('the file is where its entries came from'),
  ReaderRemarked: silent('a reader’s remark is never printed in the minutes'),
  PutRight: silent('the entry that it puts right is read as it now stands'),
  StruckOut: silent('what is struck out stays readable in the audit trail'),
  TextsErased: silent('every line whose words are gone says so'),
  Overridden: silent('what was recorded although a rule was broken is shown with the findings'),
  NotCarried: silent('what could not be carried over is shown with the findings'),
};
