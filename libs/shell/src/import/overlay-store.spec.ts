import { beforeEach, describe, expect, it } from '@jest/globals';
import { entry, sealed } from '#event-store/contract-fixtures.js';
import { MemoryStore } from '#event-store/memory/memory-store.js';
import { WrongRevision } from '#event-store/port.js';
import { OverlayStore } from './overlay-store.js';

const stream = 'meeting-one';

describe('a log on trial', () => {
  const words = sealed('The minutes were approved');
  let real: MemoryStore;
  let trial: OverlayStore;
  beforeEach(async () => {
    real = new MemoryStore();
    await real.append(stream, -1, [entry(stream, 0)], [words]);
    trial = new OverlayStore(real);
  });

  it('reads what the real log holds', async () => {
    expect(await trial.read(stream)).toEqual(await real.read(stream));
    expect((await trial.texts.get([words.digest])).get(words.digest)).toEqual({ salt: words.salt, text: words.text });
  });

  it('keeps what is appended, and the real log does not change', async () => {
    const more = sealed('None');
    await trial.append(stream, 0, [entry(stream, 1)], [more]);
    expect((await trial.read(stream)).revision).toBe(1);
    expect((await trial.texts.get([more.digest])).size).toBe(1);
    expect((await real.read(stream)).revision).toBe(0);
    expect((await real.texts.get([more.digest])).size).toBe(0);
  });

  it('holds an append to the revision of the real log', async () => {
    await expect(trial.append(stream, -1, [entry(stream, 0)], [])).rejects.toBeInstanceOf(WrongRevision);
    await expect(trial.append(stream, 1, [entry(stream, 2)], [])).rejects.toBeInstanceOf(WrongRevision);
  });

  it('leaves the real log open when it is closed', async () => {
    await trial.close();
    expect((await real.read(stream)).revision).toBe(0);
  });
});
