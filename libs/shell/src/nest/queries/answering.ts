import { Inject, type Type } from '@nestjs/common';
import { QueryHandler, type IQueryHandler, type Query, type QueryResult } from '@nestjs/cqrs';
import type { When } from '#registers/ask.js';
import type { Moment } from '#registers/register-file.js';
import { momentOf, whenOf, type AsOf } from '../../as-of.js';
import type { Clock } from '../../clock.js';
import { MinuteBook } from '../../minute-book.js';
import { clockToken } from '../clock-token.js';

type Asked = Query<unknown> & { readonly asOf: AsOf };

/** The handler of a read that can be asked as of a moment: the moment is found first, then the read is answered. */
export const answering = <Q extends Asked>(
  query: new (...parts: never[]) => Q,
  answer: (book: MinuteBook, query: Q, when: When, moment: Moment) => QueryResult<Q> | Promise<QueryResult<Q>>,
): Type<IQueryHandler> => {
  @QueryHandler(query as Type<Q>)
  class Answering implements IQueryHandler<Asked> {
    constructor(
      @Inject(MinuteBook) private readonly book: MinuteBook,
      @Inject(clockToken) private readonly clock: Clock,
    ) {}

    async execute(asked: Q): Promise<QueryResult<Q>> {
      const moment = await momentOf(this.book, asked.asOf, this.clock().slice(0, 10));
      return answer(this.book, asked, whenOf(moment), moment);
    }
  }
  return Answering;
};

/** Until the registers show whatever is in the log by now. */
export const caughtUp = async ({ store, registers }: MinuteBook): Promise<void> => registers.reached(await store.head());
