import type { Position } from '#event-store/port.js';

export type Health = {
  readonly name: string;
  /** How far its answers go. */
  readonly position: Position;
  /** Why this register does not go on, or null. It is tried again by itself. */
  readonly stopped: string | null;
  /** What to do about that. */
  readonly remedy: string | null;
  /** It is built anew by a newer version of the program, and answers from its older rows until then. */
  readonly building: boolean;
};

/** Whoever says himself what to do has said it in his message. */
export const remedyFor = (why: Error, position: Position): string => {
  const { code, remedy } = why as { code?: string; remedy?: string };
  if (remedy !== undefined) return remedy;
  if (code === 'log.newer') return 'Install the version that wrote it, or a newer one; nothing is skipped.';
  if (code === 'register.text-missing') return 'Restore the text from a backup.';
  return `It is tried again by itself. Where that does not help, install a version in which it is mended: it goes on after position ${position}.`;
};
