import type { Harbour } from './harbour-desk.js';

/** The board's page and the tab Before: a meeting is scheduled, its agenda is put together, and its members are told. */
export const prepareMarch = async ({ robot, turnTo, open }: Harbour): Promise<void> => {
  await turnTo('2026-03-02T09:00');
  await open('/desk/harbour-board');
  await robot.schedule('2026-03-10', '10:00', 'ordinary');
  await open('/desk/harbour-board/2026-03-10?tab=before');
  for (const heading of ['Repairs to the West Quay', 'Ferry Timetable']) {
    await robot.reach('Heading');
    await robot.print(heading);
    await robot.press('Enter');
  }
  await robot.leaveOut('Date of Next Meeting');
  await robot.reach('Put an item on the agenda: 5');
  await robot.press('Enter');
  await robot.form('Attach a paper');
  await robot.print('Condition of the West Quay');
  await robot.choose('item', '3');
  await robot.say('reference', 'HB/2026/07');
  await robot.record();
  await robot.form('Give notice');
  await robot.to('to');
  await robot.over('All members of the Board');
  await robot.record();
  await robot.reads('2 March 2026, to All members of the Board');
};

/** The ordinary meeting of 10 March 2026, as it happens. */
export const tellMarch = async (harbour: Harbour): Promise<void> => {
  const { robot, turnTo, open } = harbour;
  await turnTo('2026-03-10T10:00');
  await open('/desk/harbour-board/2026-03-10');
  await robot.openMeeting('Member E', 'Member F');
  await robot.find('open the meeting');
  await robot.refused('meeting.opened-already');
  await robot.close();

  await robot.verb('present');
  await robot.print('A man in a yellow coat, for the ferry users');
  await robot.press('ArrowDown');
  await robot.choose('role', 'guest');
  await robot.record(true);
  await robot.close();

  await robot.take('1');
  await robot.verb('apologies');
  await robot.letters('Member F');
  await robot.record(true);
  await robot.close();
  await robot.take('2');
  await robot.verb('none');
  await robot.record();
  await ferry(harbour);
  await quay(harbour);
  await afterTheAlarm(harbour);
};

/** Item 4 before item 3: an interest in mid-item, and a late arrival. */
const ferry = async ({ robot, turnTo }: Harbour): Promise<void> => {
  await turnTo('2026-03-10T10:05');
  await robot.take('4');
  await robot.find('name a subject');
  await robot.print('The evening ferry');
  await robot.record();
  await robot.verb('discuss');
  await robot.print('The Board discussed the evening ferry:');
  await robot.record();
  const point = async (words: string) => {
    await robot.verb('point');
    await robot.print(words);
    await robot.record(true);
    await robot.close();
  };
  await point('Few passengers use the Timetabel of the winter months');
  await robot.verb('declare an interest');
  await robot.print('Member D declared an interest as an owner of the ferry company and left the room.');
  await robot.choose('scope', 'item');
  await robot.say('as', 'owner of the ferry company');
  await robot.record();
  await robot.verb('withdrew');
  await robot.unless('person', 'Member D', () => robot.letters('Member D'));
  await robot.record();
  await point('A later boat would serve the hospital');
  await robot.verb('motion');
  await robot.print('That the last ferry leave at ten o’clock from May.');
  await robot.to('mover');
  await robot.letters('Member B');
  await robot.to('seconder');
  await robot.letters('Member C');
  await robot.record();

  await robot.verb('vote');
  await robot.count({ for: '3', against: '0', abstained: '1' });
  await robot.reads('4 counted · 3 may vote');
  await robot.choose('method', 'show of hands');
  await robot.refused('vote.more-than-the-roll');
  await robot.back('for');
  await robot.letters('2');
  await robot.choose('announced', 'carried');
  await robot.record();
  await robot.reads('It is carried: for 2, against 0, abstained 1. 3 may vote.');
  await robot.verb('decision');
  await robot.print('The Board approved that the last ferry leave at ten o’clock from May.');
  await robot.record();
  await robot.verb('action');
  await robot.print('The new timetable to be agreed with the ferry company');
  await robot.to('owners');
  await robot.letters('OO');
  await robot.choose('due', 'expected');
  await robot.to('due-expected');
  await robot.letters('2026-04');
  await robot.say('due-printed', 'the April meeting');
  await robot.choose('decision', 'The Board approved that the last');
  await robot.record();
  await robot.verb('returned');
  await robot.record();
  await robot.verb('arrived');
  await robot.letters('Member E');
  await robot.choose('role', 'voting member');
  await robot.choose('when', 'before an entry');
  await robot.choose('when-entry', 'vote: The motion “That the last ferry');
  await robot.record();
};

/** Item 3: a slip that is struck out in the room, and a tie on which the standing orders are silent. */
const quay = async ({ robot, turnTo }: Harbour): Promise<void> => {
  await turnTo('2026-03-10T10:15');
  await robot.take('3');
  await robot.verb('advised');
  await robot.print('The Board were advised that the west quay has moved by four centimetres since 2024.');
  await robot.record();
  await robot.verb('note');
  await robot.print('The Baord');
  await robot.record();
  await robot.strike('Slip');
  await robot.verb('motion');
  await robot.print('That the west quay be closed for repairs in June.');
  await robot.to('mover');
  await robot.letters('Member E');
  await robot.to('seconder');
  await robot.letters('Member B');
  await robot.record();
  await robot.verb('vote');
  await robot.count({ for: '2', against: '2', abstained: '1' });
  await robot.choose('method', 'show of hands');
  await robot.record();
  await robot.reads('It is tied: for 2, against 2, abstained 1. 5 may vote.');
  await robot.verb('decision');
  await robot.print('The Board approved the closure of the west quay.');
  await robot.refused('decision.tied');
  await robot.close();
  await robot.find('ruling');
  await robot.print('The Chair ruled that the motion was not carried, since the standing orders give no casting vote.');
  await robot.record();
  await robot.verb('decision');
  await robot.over('The Board did not approve the closure of the west quay.');
  await robot.record();
  await robot.verb('action');
  await robot.print('A second opinion on the west quay to be obtained');
  await robot.to('owners');
  await robot.letters('Member D');
  await robot.choose('due', 'date');
  await robot.to('due-date');
  await robot.letters('2026-05-29');
  await robot.record();
};

/** The alarm; what follows was written on paper while the power was off, and is entered an hour later. */
const afterTheAlarm = async ({ robot, turnTo, page }: Harbour): Promise<void> => {
  await turnTo('2026-03-10T10:41');
  await robot.find('adjourn');
  await robot.print('Fire alarm');
  await robot.happened('10:31');
  await robot.record();
  await robot.find('resume');
  await robot.happened('10:40');
  await robot.record();

  await turnTo('2026-03-10T11:45');
  await robot.afterwards('10:45');
  await robot.verb('left');
  await robot.letters('Member C');
  await robot.record();
  await robot.afterwards('10:46');
  await robot.take('5');
  await robot.afterwards('10:50');
  await robot.verb('decision');
  await robot.print('The Board agreed that the fog bell should be tested every Monday.');
  await robot.record();
  await robot.afterwards('10:55');
  await robot.find('add an item on the day');
  await robot.print('Storm Damage to the Slipway');
  await robot.say('circumstances', 'The slipway broke on Sunday night');
  await robot.to('agreedBy');
  await robot.letters('Member A');
  await robot.record();
  await robot.afterwards('10:56');
  await robot.take('6');
  await robot.afterwards('11:05');
  await robot.verb('decision');
  await robot.print('The Board approved £4,000 from the repairs fund for the slipway.');
  await robot.choose('method', 'general assent');
  await robot.record();
  await robot.press('k', 'Shift+Tab', 'ArrowLeft', 'Escape');

  await page.locator('[data-unsaved="0"]').waitFor();
  await robot.press('/');
  await robot.letters('yellow');
  await robot.press('Enter');
  await page.getByRole('form', { name: /^Identify/ }).waitFor();
  await robot.print('Guest G');
  await robot.press('Enter');
  await turnTo('2026-03-10T12:00');
  await robot.find('close the meeting');
  await robot.record();
  await page.locator('[data-unsaved="0"]').waitFor();
};
