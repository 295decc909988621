import { printedIn, silent, type Some } from '../minuted.js';

type Before =
  'MeetingScheduled' | 'MeetingRescheduled' | 'NoticeGiven' | 'ItemListed' | 'PaperAttached' | 'RollTaken' | 'StandingOrdersTaken';

export const before: Some<Before> = {
  MeetingScheduled: printedIn('sitting'),
  MeetingRescheduled: printedIn('sitting'),
  NoticeGiven: silent('the notice belongs to the agenda, not to the minutes'),
  ItemListed: printedIn('items'),
  PaperAttached: silent('papers are linked from their item; the minutes name those that the record speaks of'),
  RollTaken: silent('who may vote is shown with each vote'),
  StandingOrdersTaken: silent('the rules in force are shown with the findings'),
};
