/** What is wrong, and where as far as anybody can tell. */
export type Alarm = {
  readonly position: number | null;
  readonly stream: string | null;
  readonly says: string;
};

/** `position 41, meeting-3f…: was changed` */
export const alarmInWords = ({ position, stream, says }: Alarm): string => {
  const where = [position === null ? null : `position ${position}`, stream].filter((part) => part !== null).join(', ');
  return (where === '' ? says : `${where}: ${says}`).replace(steering, shown);
};

/** What steers a terminal or turns the writing: with it a stream could write lines of its own into what is printed. */
export const steering = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
const shown = (one: string): string => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
