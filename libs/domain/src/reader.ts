/**
 * The version of a reader of logs that this program is. It rises by one with every type, and with every version of a shape, that an
 * older program does not know; before such an entry the log says that it asks for this reader, so that an older one stops there.
 */
export const readerVersion = 1;
