/**
 * The id of an event: made from its stream's id, its command's id and its place in the decision, so that a command sent again makes
 * the same events, and the same command id in another stream makes others. A UUIDv8.
 */
export const eventId = (stream: string, command: string, place: number): string => {
  const streamTail = /[0-9a-f]{12}$/.exec(stream)?.[0] ?? '0';
  const tail = (BigInt(`0x${command.slice(24)}`) + BigInt(`0x${streamTail}`) + BigInt(place + 1)) % 0x1_0000_0000_0000n;
  return `${command.slice(0, 14)}8${command.slice(15, 24)}${tail.toString(16).padStart(12, '0')}`;
};

/** A UUIDv8 of the first 122 free bits of a digest, given in hexadecimal. */
export const idOfDigest = (hex: string): string => {
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4]!;
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
};
