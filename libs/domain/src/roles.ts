/** How someone attends (attendee capacity), in the order in which those present are listed. */
export const roles = [
  'voting member',
  'non-voting member',
  'observer',
  'officer',
  'adviser',
  'presenter',
  'guest',
  'clerk',
  'public',
  'press',
] as const;
