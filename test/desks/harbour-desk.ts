import type { Page } from 'playwright-core';
import { Robot } from './robot.js';

/** The secretary of the Harbour Board, at her keyboard, in the time of the story. */
export type Harbour = {
  readonly robot: HarbourRobot;
  readonly page: Page;
  /** @param to UTC, to the minute: what the clocks of server and browser show from now on. */
  readonly turnTo: (to: string) => Promise<void>;
  readonly open: (path: string) => Promise<void>;
};

/** Chromium’s own field of a time takes the half of the day last, whatever the page says. */
const clock = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return `${String(hours % 12 || 12).padStart(2, '0')}${String(minutes).padStart(2, '0')}${hours < 12 ? 'A' : 'P'}`;
};

export class HarbourRobot extends Robot {
  constructor(private readonly at: Page) {
    super(at);
  }

  /** At the page of the board. */
  async schedule(date: string, start: string, kind: string): Promise<void> {
    const before = await this.at.locator('section[aria-labelledby="meetings"] li a').count();
    await this.reach('Schedule a meeting');
    await this.press('Enter');
    await this.at.getByRole('form', { name: 'schedule a meeting' }).waitFor();
    await this.reach('date');
    await this.letters(date);
    await this.reach('start');
    await this.letters(clock(start));
    await this.reach('place');
    await this.print('The Harbour Office');
    await this.reach('kind');
    await this.letters(kind.slice(0, 1));
    await this.press('Enter');
    await this.at.locator('section[aria-labelledby="meetings"] li a').nth(before).waitFor();
  }

  /** Lines of the agenda that is proposed. */
  async leaveOut(...headings: readonly string[]): Promise<void> {
    for (const heading of headings) {
      await this.reach(`take ${heading}`);
      await this.press('Space');
    }
  }

  /** All who are appointed are present, but for these; the chair of the board presides. */
  async openMeeting(...absent: readonly string[]): Promise<void> {
    await this.at.waitForFunction(() => document.querySelector<HTMLSelectElement>('.chair select')?.value !== '');
    for (const name of absent) {
      await this.reach(name);
      await this.press('Space');
    }
    await this.reach('Open the meeting');
    await this.press('Enter');
    await this.at.locator('.working').waitFor();
    await this.reads('was in the chair');
  }

  async count(counts: Readonly<Record<'for' | 'against' | 'abstained', string>>): Promise<void> {
    for (const [field, count] of Object.entries(counts)) {
      await this.to(field);
      await this.letters(count);
    }
  }

  /** When it happened, on the clock of the room. */
  async happened(time: string): Promise<void> {
    await this.choose('when', 'at a time');
    await this.to('when-at');
    await this.letters(clock(time));
  }

  /** When what is entered afterwards happened: said once, until it is said again. */
  async afterwards(time: string): Promise<void> {
    await this.press('k');
    if (await this.at.evaluate(() => (document.activeElement as HTMLInputElement).type === 'radio')) await this.press('ArrowRight', 'Tab');
    await this.letters(clock(time));
    await this.press('Enter');
  }

  async strike(reason: string): Promise<void> {
    await this.press('x');
    await this.at.getByRole('form', { name: 'strike out' }).waitFor();
    await this.print(reason);
    await this.press('Enter');
    await this.at.getByRole('form', { name: 'strike out' }).waitFor({ state: 'detached' });
  }

  /** After the meeting: finds a line by its words, and says how it is to read and why. */
  async putRight(found: string, words: string, reason: string): Promise<void> {
    await this.reach('Find a line');
    await this.letters(found);
    await this.press('ArrowDown', 'r');
    await this.at.locator('form.composer').waitFor();
    await this.over(words);
    await this.say('why', reason);
  }

  async circulate(version: number): Promise<void> {
    await this.reach(`Circulate the minutes: version ${version}`);
    await this.press('Enter');
    await this.at.getByRole('heading', { name: `Changed since version ${version}: 0` }).waitFor();
  }
}
