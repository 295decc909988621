import { canonical } from '#kernel/canonical.js';
import { leafHash } from '#event-store/digests.js';
import type { Envelope, EventStore, Opened, Recorded } from '#event-store/port.js';
import { citedIn } from '#ledger/cited.js';
import { MissingText } from '../opener.js';

/** A text that an entry cites: its words with their salt, or why they are not given. */
export type AuditText =
  | { readonly digest: string; readonly salt: string; readonly text: string }
  | { readonly digest: string; readonly erased: true }
  | { readonly digest: string; readonly withheld: true };

/** An entry as it leaves the book: whole, or its leaf alone where the reader may not see it. */
export type AuditLine = {
  readonly position: number;
  /** base64url of the leaf. */
  readonly leaf: string;
  readonly envelope?: Envelope;
  readonly texts?: readonly AuditText[];
};

/** How much of an entry is given: with its words, without them, or its leaf alone. */
export type Showing = 'words' | 'no words' | 'leaf';

/** @throws MissingText where words are gone without an erasure on record; StoreUnavailable */
export const auditLines = async (
  store: EventStore,
  page: readonly Recorded[],
  showing: (recorded: Recorded) => Showing,
): Promise<readonly AuditLine[]> => {
  const shown = page.map((recorded) => ({ recorded, how: showing(recorded) }));
  const worded = shown.filter(({ how }) => how !== 'leaf').map(({ recorded }) => recorded);
  const texts = await store.texts.get([...new Set(worded.flatMap(({ envelope }) => citedIn(envelope.data)))]);
  return shown.map(({ recorded: { position, bytes, envelope }, how }) => {
    const leaf = Buffer.from(leafHash(bytes)).toString('base64url');
    if (how === 'leaf') return { position, leaf };
    const cited = citedIn(envelope.data).toSorted((one, other) => (one < other ? -1 : 1));
    return { position, leaf, envelope, texts: cited.map((digest) => textOf(digest, texts.get(digest), how)) };
  });
};

const textOf = (digest: string, found: Opened, how: Showing): AuditText => {
  if (found === 'erased') return { digest, erased: true };
  if (found === undefined || found.text === null) throw new MissingText(digest);
  return how === 'words' ? { digest, salt: found.salt, text: found.text } : { digest, withheld: true };
};

/** One line of `entries.jsonl`, its line feed included. */
export const asLine = (line: AuditLine): string => `${canonical(line)}\n`;
