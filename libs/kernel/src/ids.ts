/** The id of an event: its command's id and its place in the decision, so that a command sent again makes the same events. A UUIDv8. */
export const eventId = (command: string, place: number): string => {
  const head = command.slice(0, 14);
  const tail = (BigInt(`0x${command.slice(24)}`) + BigInt(place + 1)) % 0x1_0000_0000_0000n;
  return `${head}8${command.slice(15, 24)}${tail.toString(16).padStart(12, '0')}`;
};
