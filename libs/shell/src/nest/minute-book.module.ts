import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { systemClock } from '../clock.js';
import { MinuteBook, type Options } from '../minute-book.js';
import { clockToken } from './clock-token.js';
import { queryHandlers } from './queries.js';
import { RecordEntryHandler } from './record-entry.js';

/** The open book as one provider, its verbs on the command bus and its reads on the query bus. Nothing else of the buses is used. */
@Module({})
export class MinuteBookModule implements OnApplicationShutdown {
  constructor(@Inject(MinuteBook) private readonly book: MinuteBook) {}

  static forRoot(options: Options): DynamicModule {
    return {
      module: MinuteBookModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: MinuteBook, useFactory: () => MinuteBook.open(options) },
        { provide: clockToken, useValue: options.clock ?? systemClock },
        RecordEntryHandler,
        ...queryHandlers,
      ],
      exports: [MinuteBook, clockToken, CqrsModule],
    };
  }

  onApplicationShutdown(): Promise<void> {
    return this.book.close();
  }
}
