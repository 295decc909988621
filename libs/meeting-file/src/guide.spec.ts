import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { details, kinds } from './details.js';
import { meetingKeys } from './grammar.js';
import { recorded } from './plan-fixtures.js';

const guide = readFileSync(new URL('../../../docs/guides/meeting-file.md', import.meta.url), 'utf8');

describe('the guide', () => {
  it('shows every key and every kind', () => {
    const known = [...Object.keys(kinds), ...Object.keys(details), ...Object.keys(meetingKeys)];
    expect(known.filter((key) => !new RegExp(`\`(- )?${key}( LABEL)?[\`:]`).test(guide))).toEqual([]);
  });

  it('says of each kind what may be said of it', () => {
    const rows = guide.split('\n').filter((line) => line.startsWith('| `'));
    const deciding = rows.find((row) => row.startsWith('| `agreed`'))!;
    const missing = Object.entries(kinds).flatMap(([kind, taken]) => {
      const row = rows.find((one) => new RegExp(`\\| ?[^|]*\`${kind}( LABEL)?\``).test(one.slice(0, one.indexOf('|', 2))))!;
      return taken
        .filter((detail) => !`${row}${/the same, and/.test(row) ? deciding : ''}`.includes(`\`${detail}\``))
        .map((detail) => `${kind}: ${detail}`);
    });
    expect(missing).toEqual([]);
  });

  it('has an example that can be imported as it stands', () => {
    const example = /```yaml\n([\s\S]*?)```/.exec(guide)![1]!;
    const { plan, all } = recorded(example);
    expect(plan.notes).toEqual([]);
    expect(all('AllocationMade')[0].amount).toEqual({ minor: 1_250_000, currency: 'GBP' });
    expect(all('DecisionRecorded')[0].division).toBe(all('VoteRecorded')[0].divisionId);
  });
});
