import { Command as Dispatched, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Command, Reply } from '../command.js';
import { MinuteBook } from '../minute-book.js';
import { originStream } from './origin-stream.js';

/** One intent on one stream. What the stream continues is looked up here: a client names the action, not the meeting that raised it. */
export class RecordEntry extends Dispatched<Reply> {
  constructor(readonly entry: Omit<Command, 'continues'>) {
    super();
  }
}

@CommandHandler(RecordEntry)
export class RecordEntryHandler implements ICommandHandler<RecordEntry> {
  constructor(private readonly book: MinuteBook) {}

  /** @throws Refused, StoreUnavailable */
  async execute({ entry }: RecordEntry): Promise<Reply> {
    const command = { ...entry, continues: await originStream(this.book, entry.stream) };
    return this.book.record(command);
  }
}
