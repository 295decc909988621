import { it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { planOf } from './plan.js';
it('x', () => {
  const source = readFileSync('test/golden/em-iep-2010-01-20/meeting.yaml', 'utf8');
  const plan = planOf({ file: 'meeting.yaml', source, newMeetingId: '11111111-1111-4111-8111-111111111111', amend: null, book: { boards: () => [], people: () => [], meeting: () => null } });
  console.log(JSON.stringify('errors' in plan ? plan.errors : plan.notes, null, 1));
  if ('commands' in plan) console.log(plan.commands.length, plan.commands.map((c) => `${c.line} ${c.verb} ${JSON.stringify(c.data).slice(0, 230)}`).join('\n'));
});
