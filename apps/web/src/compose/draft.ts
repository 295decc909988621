import type { Occurred } from '#kernel/times.js';
import type { Changed } from './follows.js';
import type { Values } from './form.js';
import type { Typed } from './people.js';

/** What is half typed: the values, which of them a person gave, whom it introduces, why an entry is put right, and who voted how. */
export type Draft = {
  readonly values: Values;
  readonly touched: readonly string[];
  readonly introduced: readonly (readonly [string, Typed])[];
  readonly reason: string;
  /** When it happened, where that is said of this entry alone. */
  readonly when?: Occurred | null;
  /** What was changed of that which the words bring with them. */
  readonly changed?: Changed;
  readonly called: readonly { readonly person: string; readonly vote: string; readonly option: string | null }[];
};
type Form = { readonly verb: string; readonly correct: string | null; readonly item: string | null };
/** The form that is open, and what each form holds. */
type Kept = { readonly open: Form | null; readonly drafts: Readonly<Record<string, Draft>> };
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const empty: Kept = { open: null, drafts: {} };
/** The same words under another item are other words. */
const nameOf = ({ verb, correct, item }: Form) => `${verb} ${correct ?? item ?? ''}`.trim();

/** What is half typed at this tab, kept over a reload. */
export const draftKept = (stream: string, store: Store = sessionStorage) => {
  const key = `minutebook.drafts.${stream}`;
  const read = (): Kept => JSON.parse(store.getItem(key) ?? 'null') ?? empty;
  const write = (kept: Kept): void =>
    kept.open === null && Object.keys(kept.drafts).length === 0 ? store.removeItem(key) : store.setItem(key, JSON.stringify(kept));
  return {
    /** The form that was open when the page was left. */
    open: (): Form | null => read().open,
    of: (verb: string, correct: string | null, item: string | null) => {
      const { open } = read();
      const form: Form = open?.verb === verb && open.correct === correct ? open : { verb, correct, item };
      const name = nameOf(form);
      return {
        take: (): Draft | null => read().drafts[name] ?? null,
        keep: (draft: Draft): void => write({ open: form, drafts: { ...read().drafts, [name]: draft } }),
        /** The form is closed; what it holds is there when it opens again. */
        shut: (): void => write({ ...read(), open: null }),
        forget: (): void => {
          const { [name]: _, ...drafts } = read().drafts;
          write({ open: null, drafts });
        },
      };
    },
  };
};
