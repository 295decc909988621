import { randomUUID } from 'node:crypto';
import { id } from '../golden/harbour-board/story.js';
import type { DeskServer } from './desk-server.js';

/** Half past ten by the clock of the Harbour Office: a motion is moved, a member stands outside, nobody has voted yet. */
export const midMeeting = new Date('2026-06-09T09:30:00.000Z');

/** Records the first half of the meeting of 9 June 2026 as the desk would. @param meeting its id, with its agenda on it */
export const holdMeeting = async (desk: DeskServer, meeting: string, setClock: (now: string) => void): Promise<void> => {
  let now = Date.UTC(2026, 5, 9, 9, 0);
  const record = async (verb: string, data: object) => {
    setClock(new Date((now += 90_000)).toISOString());
    await desk.post(`meetings/${meeting}`, verb, data, { workingAs: id('Officer O') });
  };
  const { taking, entries } = await desk.get('/api/desk/harbour-board/2026-06-09');
  const items = entries.filter(({ type }: { type: string }) => type === 'ItemListed').map(({ data }: any) => data.itemId);
  const [apologies, quay] = items as [string, string];
  const [ferry, interest, motion] = [randomUUID(), randomUUID(), randomUUID()];

  await record('OpenMeeting', { zone: 'Europe/London' });
  await record('TakeRoll', taking.roll);
  await record('TakeStandingOrders', taking.orders);
  for (const name of ['Member A', 'Member B', 'Member C', 'Member E', 'Officer O'])
    await record('RecordAttendance', {
      person: id(name),
      role: name === 'Officer O' ? 'officer' : 'voting member',
      known: 'stated',
    });
  await record('TakeChair', { person: id('Member A'), as: 'chair', known: 'stated' });
  await record('TakeItem', { item: apologies });
  await record('RecordApology', { person: id('Member F'), item: apologies });
  await record('TakeItem', { item: quay });
  await record('DeclareInterest', {
    interestId: interest,
    person: id('Member C'),
    item: quay,
    words: 'Member C declared an interest as the owner of a boatyard on the east quay and left the room.',
    as: 'owner of a boatyard on the east quay',
    class: 'unspecified',
    scope: { item: quay },
  });
  await record('RecordWithdrawal', { person: id('Member C'), item: quay, interest });
  await record('GiveAdvice', {
    item: quay,
    words: 'The Board were advised that the repairs can wait until the autumn, and not until the spring.',
  });
  await record('RecordDiscussion', { discussionId: ferry, item: quay, words: 'The Board discussed the repairs:', subjects: [] });
  await record('RecordPoint', { discussion: ferry, words: 'The ferry needs the quay every day until September' });
  await record('RecordPoint', { discussion: ferry, words: 'Divers found two of the twelve piles hollow' });
  await record('MoveMotion', {
    motionId: motion,
    item: quay,
    words: 'That the east quay be repaired in October at a cost of no more than £60,000.',
    mover: id('Member B'),
    seconder: id('Member E'),
  });
};
