import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { identifier, readEvent, uuid } from '#testing/kurrentdb/answers.js';
import { shared, streams } from '#testing/kurrentdb/client-parts.js';
import { eventIn } from './event-in.js';
import { onServer, type OnServer } from './on-server.js';

type Converting = { convertGrpcEvent(event: unknown): Parameters<typeof onServer>[0] };
const { convertGrpcEvent } = createRequire(import.meta.url)('@eventstore/db-client/dist/utils/convertGrpcEvent.js') as Converting;

const binary = 'application/octet-stream';
const byClient = (message: Uint8Array): OnServer | null => {
  const read = streams.ReadResp.deserializeBinary(new Uint8Array(message));
  return read.hasEvent() ? onServer(convertGrpcEvent(read.getEvent())) : null;
};
const sentBy = (message: { serializeBinary(): Uint8Array }) => Buffer.from(message.serializeBinary());
const plainly = (event: OnServer | null) => (event ? { ...event, bytes: [...event.bytes] } : null);

const id = '4f0c6f0e-8a49-4b6e-9d0a-6f1f2d3c4b5a';
const small = fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) });
const any = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });
const held = (at: fc.Arbitrary<bigint>, contentType: fc.Arbitrary<string>) =>
  fc.record({
    id: fc.uuid(),
    stream: fc.string({ unit: 'binary', minLength: 1 }).map((name) => Buffer.from(name, 'utf8').toString('utf8')),
    revision: fc.oneof(any, fc.nat().map(BigInt), fc.constant(2n ** 63n - 1n)),
    at,
    created: fc.constant(638_000_000_000_000_000n),
    type: fc.string({ minLength: 1 }),
    contentType,
    data: fc.uint8Array({ maxLength: 300 }),
    metadata: fc.uint8Array({ maxLength: 20 }),
  });

describe('an event that is followed', () => {
  it('of ours is taken apart here, and is what the client makes of it', () =>
    fc.assert(
      fc.property(held(small, fc.constant(binary)), (event) => {
        const message = sentBy(readEvent(event));
        const read = eventIn(message);
        expect(read).not.toBeNull();
        expect(plainly(read)).toEqual(plainly(byClient(message)));
      }),
      { numRuns: 500 },
    ));

  it('of any kind is what the client makes of it, or left to it', () => {
    let left = 0;
    let read = 0;
    fc.assert(
      fc.property(held(any, fc.constantFrom(binary, 'application/json', '')), (event) => {
        const message = sentBy(readEvent(event));
        const here = eventIn(message);
        if (here === null) left++;
        else {
          read++;
          expect(plainly(here)).toEqual(plainly(byClient(message)));
        }
      }),
      { numRuns: 500 },
    );
    expect(Math.min(left, read)).toBeGreaterThan(0);
  });

  it('damaged on its way is refused or left to the client, or as the client reads it', () => {
    const message = sentBy(readEvent({ ...whole, data: Buffer.from('the minutes of the last meeting') }));
    let refused = 0;
    for (let at = 0; at < message.length; at++)
      for (const change of [1, 2, 4, 8, 16, 32, 64, 128, 255]) {
        const damaged = Buffer.from(message);
        damaged[at]! ^= change;
        const [here, there] = [attempt(() => eventIn(damaged)), attempt(() => byClient(damaged))];
        if (here === 'refused' || here === null || there === 'refused') refused++;
        else expect(plainly(here)).toEqual(plainly(there));
      }
    expect(refused).toBeGreaterThan(100);
  });

  it.each<[string, () => Buffer]>([
    ['a link', () => sentBy(linked())],
    ['JSON', () => sentBy(readEvent({ ...whole, contentType: 'application/json', data: Buffer.from('{"a": 1}') }))],
    ['an id in two numbers', () => sentBy(inNumbers())],
    ['at a place beyond what a number holds', () => sentBy(readEvent({ ...whole, at: 2n ** 53n }))],
    ['no event, but a mark on the way', () => sentBy(new streams.ReadResp().setCheckpoint(new streams.ReadResp.Checkpoint()))],
    ['nothing', () => Buffer.alloc(0)],
  ])('that is %s is left to the client', (_, message) => expect(eventIn(message())).toBeNull());

  it('that marks a deleted stream has no revision that could come next', () =>
    expect(eventIn(sentBy(readEvent({ ...whole, revision: 2n ** 63n - 1n })))).toMatchObject({ revision: Infinity }));
});

const whole = {
  id,
  stream: 'mb.log.s',
  revision: 7n,
  at: 1_234n,
  created: 638_000_000_000_000_000n,
  type: 'AdviceGiven',
  contentType: binary,
  data: new Uint8Array(),
  metadata: new Uint8Array(),
};
const attempt = <T>(work: () => T): T | 'refused' => {
  try {
    return work();
  } catch {
    return 'refused';
  }
};
const linked = () => {
  const answer = readEvent(whole);
  const link = new streams.ReadResp.ReadEvent.RecordedEvent();
  link.setId(uuid(id));
  link.setStreamIdentifier(identifier('$ce-mb'));
  answer.getEvent()!.setLink(link);
  return answer;
};
const inNumbers = () => {
  const answer = readEvent(whole);
  const numbers = new shared.UUID.Structured();
  numbers.setMostSignificantBits('1');
  const parts = new shared.UUID();
  parts.setStructured(numbers);
  answer.getEvent()!.getEvent()!.setId(parts);
  return answer;
};
