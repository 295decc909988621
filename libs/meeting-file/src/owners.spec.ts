import { describe, expect, it } from '@jest/globals';
import { item, recorded } from './plan-fixtures.js';

const raised = (words: string) => recorded(item(`- action 1: '${words}'\n  owner: Member B`)).all('ActionRaised')[0];

describe('the owner of an action', () => {
  it.each(['Order the crane - Member B', 'Order the crane – Member B', 'Order the crane: Member B'])(
    'is printed behind a dash or a colon: %s',
    (words) => {
      expect(raised(words).ownersPrinted).toMatchObject({ from: words.length - 8, to: words.length });
    },
  );
  it('is not printed where the words only happen to end with the name', () => {
    const { ownersPrinted, owners } = raised('Order the red crane from Member B');
    expect(ownersPrinted).toBeNull();
    expect(owners).toEqual([{ person: expect.any(String), printed: 'Member B' }]);
  });
});
