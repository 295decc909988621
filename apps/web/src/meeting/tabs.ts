/** The parts of a meeting's desk, as they are called on the screen. */
export const tabs = { before: 'Before', room: 'In the room', after: 'After' } as const;
export type Tab = keyof typeof tabs;

/** The one that the address asks for. */
export const tabAsked = (): Tab => {
  const asked = new URL(location.href).searchParams.get('tab');
  return asked === 'before' || asked === 'after' ? asked : 'room';
};
