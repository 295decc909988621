import { successorIn } from '../closing.js';
import { recordedFrom } from '../envelope.js';
import { type CopyOf, StoreUnavailable } from '../port.js';
import type { StoreRow } from './statements.js';

/**
 * The store in which the log goes on, where the newest entry closes it here; null while it is open.
 * What a copy is given may close other stores, until it is found to hold the same.
 * @param newest its bytes, where it is one of the stream `log`
 */
export const movedTo = (newest: Uint8Array | null, store: () => StoreRow | null): string | null => {
  const successor = newest && successorIn(envelopeIn(newest));
  if (successor === null) return null;
  const here = store();
  return here?.id === successor || isUnfinished(copyIn(here)) ? null : successor;
};

const envelopeIn = (bytes: Uint8Array) => {
  try {
    return recordedFrom(-1, bytes).envelope;
  } catch {
    return null; // somebody has changed it since: that is found where it is read
  }
};

export const copyIn = (store: StoreRow | null): CopyOf | null =>
  store === null || store.copy_of === null
    ? null
    : { of: store.copy_of, agreed: store.size === null ? null : { size: store.size, root: store.root ?? '' } };

const isUnfinished = (copy: CopyOf | null) => copy !== null && copy.agreed === null;

/** @throws StoreUnavailable where the folder holds anything but a copy of that store */
export const mustBeCopyOf = (store: StoreRow | null, copyOf: string, dir: string): void => {
  if (store?.copy_of === copyOf) return;
  throw new StoreUnavailable(
    store?.id === copyOf ? `The folder ${dir} is the one that is to be copied.` : `The folder ${dir} holds another log.`,
    'Copy to a new folder, or to the one in which this copy was begun.',
  );
};
