import type { Fact } from '#kernel/entry.js';
import type { Said } from '#kernel/said.js';
import { fold, startOf } from '#kernel/fold.js';
import { action, isOpen, type ActionStatus, type DueChange, type Report } from '#domain/action/index.js';
import type { Due, Owner } from '#domain/shapes.js';
import type { MeetingData } from '../facts.js';
import type { Owners } from '../minutes/parts.js';

/** One action from the sentence that raised it to what became of it. */
export type ActionView = {
  readonly action: string;
  /** The entry that raised it, and the stream of its meeting. */
  readonly raisedBy: { readonly entry: string; readonly stream: string };
  readonly label: string | null;
  readonly item: string | null;
  readonly decision: string | null;
  readonly arises: 'stated' | 'inferred';
  /** As raised; a stretch is of the meeting's words. */
  readonly words: Said;
  readonly status: ActionStatus;
  readonly open: boolean;
  readonly owners: Owners;
  readonly performers: readonly Owner[];
  readonly due: Due | null;
  /** When it was due at first, and every change since with who asked for it. */
  readonly dueAtFirst: Due | null;
  readonly dueChanges: readonly DueChange[];
  readonly reports: readonly Report[];
  readonly supersededBy: string | null;
};

/**
 * The state of an action.
 * @param raised the entry of the meeting that raised it, as it stands there.
 * @param own the action's own stream as it stands; empty where nothing was reported yet.
 * @returns null where the entry raised no action.
 */
export const actionOf = (raised: Fact, own: readonly Fact[]): ActionView | null => {
  if (raised.type !== 'ActionRaised') return null;
  const data = raised.data as MeetingData<'ActionRaised'>;
  const state = fold(action, own, startOf(action, raised));
  const reassigned = state.reports.some(({ what }) => what === 'owners');
  return {
    action: data.actionId,
    raisedBy: { entry: raised.entry.id, stream: raised.entry.stream },
    label: data.label,
    item: data.item,
    decision: data.decision,
    arises: data.arises,
    words: data.words,
    status: state.status,
    open: isOpen(state),
    owners: { printed: reassigned ? null : data.ownersPrinted, owners: state.owners, assigned: state.assigned },
    performers: data.performers,
    due: state.due,
    dueAtFirst: data.due,
    dueChanges: state.dueChanges,
    reports: state.reports,
    supersededBy: state.supersededBy,
  };
};
