import type { Move, Of } from './state.js';

/** What each fact of presence does to the person that it names. */
export const moves = {
  AttendanceRecorded: ({ person, role }: Of<'AttendanceRecorded'>): Move => ({ person, how: 'in', role }),
  ArrivalRecorded: ({ person, role }: Of<'ArrivalRecorded'>): Move => ({ person, how: 'in', role }),
  DepartureRecorded: ({ person }: Of<'DepartureRecorded'>): Move => ({ person, how: 'gone', role: null }),
  WithdrawalRecorded: ({ person }: Of<'WithdrawalRecorded'>): Move => ({ person, how: 'out', role: null }),
  ReturnRecorded: ({ person }: Of<'ReturnRecorded'>): Move => ({ person, how: 'back', role: null }),
  RoleChanged: ({ person, role }: Of<'RoleChanged'>): Move => ({ person, how: 'role', role }),
};
export type MoveType = keyof typeof moves;
