import { describe, expect, it } from '@jest/globals';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { logIn } from '#testing/log.js';
import { registersFor } from '#testing/registers.js';

const { caughtUp } = registersFor();
const withdrew = async (scope: object, withdrawal: object) => {
  const store = new MemoryStore();
  await logIn(store).append(
    'meeting-april',
    'MeetingScheduled',
    ['ItemListed', { itemId: 'one' }],
    ['ItemListed', { itemId: 'two', after: null }],
    ['SubjectNamed', { subjectId: 'quay', item: 'two' }],
    ['InterestDeclared', { interestId: 'interest', person: 'a', item: 'one', scope }],
    ['WithdrawalRecorded', { person: 'a', item: null, interest: null, ...withdrawal }],
  );
  return (await caughtUp(store)).interests()[0]!.withdrew;
};

describe('who left the room for an interest', () => {
  it.each<[object, object, boolean]>([
    [{ item: 'two' }, { interest: 'interest' }, true],
    [{ item: 'two' }, { item: 'two' }, true],
    [{ subject: 'quay' }, { item: 'two' }, true],
    [{ unspecified: true }, { item: 'one' }, true],
    [{ item: 'two' }, { item: 'one' }, false],
    [{ subject: 'quay' }, { item: 'one' }, false],
    [{ meeting: true }, { item: 'one' }, false],
    [{ item: 'two' }, { item: 'two', person: 'b' }, false],
  ])('about %j, withdrawn %j: %s', async (scope, withdrawal, expected) => expect(await withdrew(scope, withdrawal)).toBe(expected));
});
