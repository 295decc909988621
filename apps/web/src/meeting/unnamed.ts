import type { MeetingDesk } from '#shell/desk/answers.js';

/** Somebody who was described and whom nobody has named yet. */
export const isUnnamed = (person: string, { people }: Pick<MeetingDesk, 'people'>): boolean =>
  people.some(
    ({ person: id, called }) =>
      id === person && called.some(({ kind }) => kind === 'description') && !called.some(({ kind }) => kind === 'name'),
  );
