/** What is wrong, and where as far as anybody can tell. */
export type Alarm = {
  readonly position: number | null;
  readonly stream: string | null;
  readonly says: string;
};

/** `position 41, meeting-3f…: was changed` */
export const alarmInWords = ({ position, stream, says }: Alarm): string => {
  const where = [position === null ? null : `position ${position}`, stream].filter((part) => part !== null).join(', ');
  return where === '' ? says : `${where}: ${says}`;
};
