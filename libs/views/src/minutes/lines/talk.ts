import { bullet, draft, own, silent, under, worded, type Some } from '../minuted.js';
import { after, parts, person, saying } from '../parts.js';

type Talk =
  | 'InterestDeclared'
  | 'WithdrawalRecorded'
  | 'ReturnRecorded'
  | 'NilReturned'
  | 'SubjectNamed'
  | 'DiscussionRecorded'
  | 'PointMade'
  | 'WordsRecorded'
  | 'AdviceGiven'
  | 'NoteRecorded'
  | 'CorrespondenceRecorded'
  | 'ChairRuled';

export const talk: Some<Talk> = {
  InterestDeclared: (d) => worded(d.words, under(d.item), draft('declaration', [saying(d.words)])),
  WithdrawalRecorded: (d) => own(under(d.item), draft('presence', parts`${person(d.person)} withdrew${after(': ', d.reason)}.`)),
  ReturnRecorded: (d) => own('current', draft('presence', parts`${person(d.person)} returned.`)),
  NilReturned: (d) => own(under(d.item), draft('nil', [saying(d.words)])),
  SubjectNamed: (d) =>
    d.listedIn === null || d.words === null
      ? silent('a subject is a short name for what other lines speak of')()
      : bullet(d.listedIn, d.words, draft('subject', [saying(d.words)]), under(d.item)),
  DiscussionRecorded: (d) => worded(d.words, under(d.item), draft('discussion', [saying(d.words)])),
  PointMade: (d) => bullet(d.discussion, d.words, draft('point', parts`${d.by === null ? null : [person(d.by), ': ']}${saying(d.words)}`)),
  WordsRecorded: (d) => own(under(d.item), draft('passage', [saying(d.words)])),
  AdviceGiven: (d) => worded(d.words, under(d.item), draft('advice', [saying(d.words)])),
  NoteRecorded: (d) => worded(d.words, under(d.item), draft('note', [saying(d.words)])),
  CorrespondenceRecorded: (d) => worded(d.words, under(d.item), draft('correspondence', [saying(d.words)])),
  ChairRuled: (d, entry) =>
    worded(
      d.words,
      under(d.item),
      draft('ruling', parts`${saying(d.words)}${entry.recorded === 'printed' ? null : after(' – ', d.reason)}`),
    ),
};
