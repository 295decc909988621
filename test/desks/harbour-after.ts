import type { Harbour } from './harbour-desk.js';

/** A second meeting on the same day. */
export const tellSecond = async ({ robot, turnTo, open, page }: Harbour): Promise<void> => {
  await turnTo('2026-03-10T13:00');
  await open('/desk/harbour-board');
  await robot.schedule('2026-03-10', '14:00', 'extraordinary');
  await open('/desk/harbour-board/2026-03-10-2?tab=before');
  await robot.leaveOut(
    'Apologies',
    'Declarations of Interest',
    'Matters Arising',
    'Action 1',
    'Action 2',
    'Any Other Business',
    'Date of Next',
  );
  await robot.reach('Heading');
  await robot.print('Dredging Contract');
  await robot.press('Enter');
  await robot.reach('Put an item on the agenda: 1');
  await robot.press('Enter');
  await page.locator('[data-unsaved="0"]').waitFor();

  await turnTo('2026-03-10T14:00');
  await open('/desk/harbour-board/2026-03-10-2');
  await robot.openMeeting('Member C', 'Member D', 'Member F', 'Officer O');
  await robot.press('n');
  await robot.verb('decision');
  await robot.print('The Board deferred the dredging contract to the next meeting.');
  await robot.choose('method', 'general assent');
  await robot.record();
  await turnTo('2026-03-10T14:03');
  await robot.find('close the meeting');
  await robot.record();
  await page.locator('[data-unsaved="0"]').waitFor();
};

/** The minutes of March: sent out, put right, and sent out again. */
export const circulateMarch = async (harbour: Harbour): Promise<void> => {
  const { robot, turnTo, open, page } = harbour;
  const after = '/desk/harbour-board/2026-03-10-1?tab=after';
  await turnTo('2026-03-11T09:00');
  await open(after);
  await robot.circulate(1);

  await turnTo('2026-03-13T09:00');
  await open(after);
  await robot.putRight('Timetabel', 'Few passengers use the timetable of the winter months', 'Typing error');
  await robot.record();
  await robot.reads('The record reads otherwise than version 1: version 2 makes that known.');
  await page.locator('[data-unsaved="0"]').waitFor();
  await turnTo('2026-03-13T09:01');
  await robot.circulate(2);
};

/** The meeting of April: an agenda made of what is open, and the minutes of March approved with one correction of a fact. */
export const tellApril = async (harbour: Harbour): Promise<void> => {
  const { robot, turnTo, open, page } = harbour;
  await turnTo('2026-03-31T17:05');
  await open('/desk/harbour-board');
  await robot.schedule('2026-04-14', '10:00', 'ordinary');
  await open('/desk/harbour-board/2026-04-14?tab=before');
  await robot.leaveOut('Apologies', 'Declarations of Interest', 'Action 1', 'Action 2', 'Dredging', 'Any Other Business', 'Date of Next');
  await robot.reach('Put an item on the agenda: 2');
  await robot.press('Enter');
  await page.locator('[data-unsaved="0"]').waitFor();

  await turnTo('2026-04-14T09:00');
  await open('/desk/harbour-board/2026-04-14');
  await robot.openMeeting();
  await turnTo('2026-04-14T09:04');
  await robot.press('n', 'j', 'Enter');
  await robot.reads('approve minutes');
  await robot.reach('Agree a correction of earlier minutes');
  await robot.press('Enter');
  await page.getByRole('combobox', { name: /Which line/ }).waitFor();
  await robot.letters('leave at ten');
  await robot.press('Enter');
  await robot.reach('seconder');
  await robot.letters('Member A');
  await robot.reach('proposed by');
  await robot.letters('Member C');
  await robot.reach('words');
  await robot.print('The motion on the ferry was seconded by Member A, not by Member C.');
  await robot.reach('reason');
  await robot.print('Member C had not seconded it');
  await robot.press('Enter');
  await robot.reads('not recorded yet');
  await robot.reach('how');
  await robot.letters('g');
  await robot.reach('version');
  await robot.letters('1');
  await robot.refused('minutes.other-version');
  await robot.over('2');
  await robot.press('Enter');
  await page.locator('[data-step="minutes"] .tag.ok').waitFor();
  await page.locator('[data-unsaved="0"]').waitFor();

  await turnTo('2026-04-14T09:06');
  await robot.press('n');
  await page.locator('[data-step="actions"] kbd', { hasText: '1' }).waitFor();
  await robot.press('1');
  await page.locator('form.composer').waitFor();
  await robot.print('Officer O reported that the ferry company had not answered; the action was carried forward to the May meeting.');
  await robot.record();
  await robot.find('close the meeting');
  await robot.record();
  await page.locator('[data-unsaved="0"]').waitFor();
};

/** Too late: the minutes are approved. */
export const correctTooLate = async ({ robot, turnTo, open }: Harbour): Promise<void> => {
  await turnTo('2026-04-15T09:00');
  await open('/desk/harbour-board/2026-03-10-1?tab=after');
  const misheard = 'The Board were advised that the west quay has moved by five centimetres since 2024.';
  await robot.putRight('four centimetres', misheard, 'Misheard');
  await robot.refused('minutes.approved');
};
