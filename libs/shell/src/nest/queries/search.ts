import { Query } from '@nestjs/cqrs';
import type { AsOf } from '../../as-of.js';
import { searchIn, type Found, type Searched } from '../../search.js';
import { answering } from './answering.js';

/** Lines of minutes by their words. */
export class Search extends Query<Found> {
  constructor(
    readonly asked: Searched,
    readonly asOf: AsOf,
  ) {
    super();
  }
}

export const searchHandlers = [answering(Search, (book, { asked, asOf }, _, moment) => searchIn(book, asked, asOf, moment))];
