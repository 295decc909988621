import type { Move, Of } from './state.js';

/** What each fact of presence does to the person that it names. */
export const moves = {
  AttendanceRecorded: ({ person, role, attends }: Of<'AttendanceRecorded'>): Move => ({ person, how: 'in', role, attends }),
  ArrivalRecorded: ({ person, role, attends }: Of<'ArrivalRecorded'>): Move => ({ person, how: 'in', role, attends }),
  DepartureRecorded: ({ person }: Of<'DepartureRecorded'>): Move => ({ person, how: 'gone', role: null, attends: null }),
  WithdrawalRecorded: ({ person }: Of<'WithdrawalRecorded'>): Move => ({ person, how: 'out', role: null, attends: null }),
  ReturnRecorded: ({ person }: Of<'ReturnRecorded'>): Move => ({ person, how: 'back', role: null, attends: null }),
  RoleChanged: ({ person, role }: Of<'RoleChanged'>): Move => ({ person, how: 'role', role, attends: null }),
};
export type MoveType = keyof typeof moves;
