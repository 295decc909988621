import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { importFiles } from '#shell/import/import-files.js';
import { MinuteBook } from '#shell/minute-book.js';
import { describeInBrowser } from '#testing/browser.js';
import { deskServer } from './desk-server.js';
import { Robot } from './robot.js';
import { visits } from './visits.js';

const source = readFileSync(new URL('../golden/em-iep-2010-01-20/meeting.yaml', import.meta.url), 'utf8');
const paper = parse(source);

/** The clerk's sentences, as the paper has them: a list and a discussion end with a colon that the minutes print themselves. */
const items: readonly any[] = paper.items;
const record = (n: number): readonly any[] => items[n - 1].record;
const people = (list: Readonly<Record<string, any>>) =>
  Object.entries(list).map(([name, more]) => ({ name, of: typeof more === 'string' ? more : more.of }));

/** The whole of 20 January 2010, typed into the secretary's desk from the paper. */
const typeIn = async (robot: Robot): Promise<void> => {
  await robot.find('put an item on');
  for (const item of items) {
    const [key] = Object.keys(item);
    await robot.print(item[key!]);
    await robot.record(true);
  }
  await robot.close();

  for (const list of paper.present) {
    await robot.verb('head a list');
    await robot.print(list.heading);
    if (list.inferred) {
      await robot.choose('known', 'i');
      await robot.say('because', list.inferred.role);
    }
    await robot.record();
    await robot.verb('present');
    for (const { name, of } of people(list.people)) {
      await robot.print(`${name}, ${of}`);
      await robot.record(true);
    }
    await robot.close();
  }
  await robot.find('substitute');
  await robot.letters('houseman');
  await robot.to('for');
  await robot.print('Councillor David Sprason');
  await robot.say('printed', 'substituted for Councillor David Sprason');
  await robot.record();

  await robot.press('n');
  await robot.verb('apologies');
  for (const { name, of } of people(items[0].apologies)) {
    await robot.print(`${name}, ${of}`);
    await robot.record(true);
  }
  await robot.close();

  await robot.press('n');
  await decide(robot, record(2)[0]['minutes approved'], async () => {
    const { printed, meeting } = record(2)[0]['minutes of'];
    expect([await robot.shows('ApproveMinutes-of-mentioned'), await robot.shows('ApproveMinutes-of-date')]).toEqual([printed, meeting]);
  });

  await robot.press('n');
  await robot.verb('none');
  await robot.record();

  await robot.press('n');
  for (const { declared, as } of record(4)) {
    await robot.verb('declare an interest');
    await robot.print(declared);
    await robot.say('as', as);
    await robot.record();
  }

  await robot.press('n');
  const [debated, vote, refused, discussed, approved, endorsed] = record(5);
  await robot.find('name a subject');
  await robot.print('CCTV projects');
  await robot.record();
  await robot.verb('discuss');
  await robot.print(debated.discussed);
  await robot.tick('subjects', 'CCTV');
  await robot.record();
  await robot.verb('point');
  for (const point of debated.points) {
    await robot.print(point);
    await robot.record(true);
  }
  await robot.close();
  await robot.verb('vote on options');
  await robot.print(vote.vote);
  for (const [n, [option, count]] of Object.entries(vote.options as Record<string, number>).entries()) {
    await robot.to('options');
    await robot.press('Enter');
    await robot.say(`options-${n}-words`, option);
    await robot.to(`options-${n}-count`);
    await robot.letters(String(count));
  }
  await robot.record();
  await robot.during(seven, async () => {
    await robot.verb('decision');
    await robot.print(refused['not approved']);
    await robot.unless('method', 'vote', () => robot.choose('method', 'v'));
    await robot.unless('division', `${vote.vote}`, () => robot.choose('division', 'The Board were'));
    await robot.unless('reason', refused.reason, () => robot.say('reason', refused.reason));
    await robot.unless('methodKnown', 'inferred', () => robot.choose('methodKnown', 'i'));
    await robot.record();
  });
  await robot.verb('discuss');
  await robot.print(discussed.discussed);
  await robot.record();
  for (const [name, said] of Object.entries(discussed.subjects as Record<string, any>)) {
    await robot.find('name a subject');
    await robot.print(name);
    await robot.say('words', typeof said === 'string' ? said : said.words);
    await robot.unless('listedIn', discussed.discussed, () => robot.choose('listedIn', 'The Board discussed'));
    await robot.record();
  }
  await robot.during(seven, async () => {
    await robot.verb('decision');
    await robot.print(approved.approved);
    await robot.tick('subjects', ...approved.about);
    await robot.record();
  });
  await decide(robot, endorsed.endorsed);
  await robot.find('endorse');
  await robot.to('delegate');
  await robot.letters('hill');
  await robot.say('printed', 'Cllr Hill');
  await robot.say('version', 'revised');
  await robot.record();

  for (const n of [6, 7, 8, 9, 10, 11, 12, 13]) {
    await robot.press('n');
    for (const one of record(n)) await typeOne(robot, one);
  }

  const [list] = paper['printed lists'];
  await robot.find('printed list');
  await robot.print(list.heading);
  await robot.record();
  await robot.find('line of a printed');
  for (const [key, words] of Object.entries(list as Record<string, string>)) {
    if (!key.startsWith('action')) continue;
    await robot.print(words);
    await robot.record(true);
  }
  await robot.close();
};

/** The six approvals and the one refusal of the paper; endorsements, agreements and what was noted are counted with the rest. */
const seven = 'the 7 decisions';
/** Money, conditions, the sub group and the minutes that were approved: facts of their own, which the paper states in the same sentence. */
const brought = 'what the 7 decisions bring with them';
const actions = 'the 8 actions';

const decide = async (robot: Robot, words: string, follow: () => Promise<void> = async () => {}): Promise<void> => {
  const isOne = / approved /.test(words);
  await robot.during(isOne ? seven : 'other decisions', async () => {
    await robot.verb('decision');
    await robot.print(words);
    await follow();
    await robot.record();
  });
};

const verbs: Readonly<Record<string, string>> = { advised: 'advised', note: 'note' };
const typeOne = async (robot: Robot, one: Readonly<Record<string, any>>): Promise<void> => {
  const [kind] = Object.keys(one);
  const words: string = one[kind!];
  if (kind!.startsWith('action ')) return act(robot, words, one);
  if (kind === 'words') return several(robot, words, one);
  if (kind === 'correspondence') {
    await robot.find('correspondence');
    await robot.print(words);
    await robot.say('from', one['from']);
    await robot.say('to', one['to']);
    return robot.record();
  }
  if (verbs[kind!] !== undefined) {
    await robot.verb(verbs[kind!]!);
    await robot.print(words);
    return robot.record();
  }
  await decide(robot, words, () => offers(robot, one));
  await robot.during(kind === 'approved' ? brought : 'what other decisions bring with them', () => following(robot, one));
};

/** Money and conditions are read from the words, as the paper says them, and recorded with the decision. */
const offers = async (robot: Robot, { money, condition }: Readonly<Record<string, any>>): Promise<void> => {
  const fields = ['SetCondition-words', 'AllocateMoney-printed', 'AllocateMoney-source', 'AllocateMoney-purpose'];
  const shown = await Promise.all(fields.map((field) => robot.shows(field)));
  const amount = money?.amount === 'not stated' ? null : money?.amount;
  expect(shown).toEqual([condition, amount, money?.from, money?.for].map((said) => said ?? ''));
};

const act = async (robot: Robot, words: string, { due, ...more }: Readonly<Record<string, any>>): Promise<void> =>
  robot.during(actions, async () => {
    await robot.verb('action');
    await robot.print(words);
    if (due?.due === 'standing') await robot.unless('due', 'standing', () => robot.choose('due', 's'));
    else if (due)
      await robot.unless('due-expected', '2010-04', async () => {
        await robot.choose('due', 'e');
        await robot.to('due-expected');
        await robot.letters('2010-04');
      });
    if (due) await robot.unless('due-printed', due.printed, () => robot.say('due-printed', due.printed));
    if (more['done by']) await robot.say('performers', more['done by'].group);
    await robot.record();
  });

/** One sentence that holds several facts, each of them a clause of it. */
const several = async (robot: Robot, words: string, clauses: Readonly<Record<string, string>>): Promise<void> => {
  await robot.verb('words of several facts');
  await robot.print(words);
  await robot.record();
  for (const [kind, clause] of Object.entries(clauses)) {
    if (kind === 'words') continue;
    await robot.verb(kind === 'advised' ? 'advised' : 'decision');
    await robot.print(clause);
    if (kind !== 'advised') await robot.choose('kind', kind);
    await robot.record();
  }
};

/** What a decision brings with it. */
const following = async (robot: Robot, more: Readonly<Record<string, any>>): Promise<void> => {
  if (more['invites']) {
    await robot.find('standing invitation');
    await robot.choose('decision', 'The Board agreed to invite');
    await robot.to('person');
    await robot.print(more['invites'].who);
    await robot.say('printed', more['invites'].who);
    await robot.choose('to', 'f');
    await robot.record();
  }
  const group = more['sub group'];
  if (!group) return;
  await robot.find('establish a sub');
  await robot.print(group.remit);
  await robot.say('proposedBy', group['proposed by']);
  await robot.record();
  await robot.find('criterion');
  for (const criterion of group.criteria) {
    await robot.print(criterion);
    await robot.record(true);
  }
  await robot.close();
};

describeInBrowser('the meeting of 20 January 2010, recorded at the desk', (browser) => {
  const [desk, other] = [deskServer(), deskServer()];
  beforeAll(async () => {
    await desk.open();
    await other.open();
  });
  afterAll(async () => {
    await desk.close();
    await other.close();
  });

  const withoutMoment = (markdown: string) => markdown.replace(/ The record as it stood on .*\._/, '_');

  it('gives the minutes that its paper gives, by keyboard alone', async () => {
    const [board, meeting] = [randomUUID(), randomUUID()];
    await desk.post(`boards/${board}`, 'EstablishBoard', { name: paper.board, kind: 'board' }, { recorded: 'printed' });
    await desk.post(`boards/${board}`, 'NameSitting', { sittingId: randomUUID(), meeting, date: '2010-01-20' }, { recorded: 'printed' });
    await desk.post(`meetings/${meeting}`, 'ScheduleMeeting', { board, date: '2010-01-20', title: paper.title }, { recorded: 'printed' });

    const { at, errors, leave } = visits(browser);
    const page = await at(`${desk.address()}/desk/east-midlands-improvement-partnership-board/2010-01-20`);
    const robot = new Robot(page);
    await robot.press('Tab', 'ArrowRight', 'ArrowRight', 'Escape');
    await typeIn(robot);
    await page.locator('[data-unsaved="0"]').waitFor();
    expect(errors).toEqual([]);
    const typed = withoutMoment(await desk.text(`/api/meetings/${meeting}/minutes?format=md`));

    const [run] = await importFiles(other.server().app.get(MinuteBook), [{ name: 'meeting.yaml', source }]);
    const imported = withoutMoment(await other.text(`/api/meetings/${run!.meetingId}/minutes?format=md`));
    expect(typed).toBe(imported);
    expect([robot.timesOf(actions), robot.timesOf(seven)]).toEqual([8, 7]);
    await leave();
    const { keys, words } = robot.counted;
    const of = (part: string) => `${robot.countedFor(part).keys} for ${part}`;
    const about = robot.countedFor(actions).keys + robot.countedFor(seven).keys;
    process.stdout.write(
      `Keys pressed for the 8 actions and 7 decisions of 20 January 2010, beyond the printed words: ${about} (${of(actions)}, ${of(seven)}), and ${of(brought)}.\n` +
        `For the whole meeting: ${keys}, beside ${words} printed characters.\n`,
    );
  }, 300_000);
});
