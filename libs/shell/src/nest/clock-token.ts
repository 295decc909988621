/** The server's clock, for the date of a question that names none. */
export const clockToken = Symbol('clock');
