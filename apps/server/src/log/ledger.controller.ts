import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { checkpointOf, compareWith, consistencyOf, newestCheckpoint, receiptFor } from '#shell/ledger/proofs.js';
import { MinuteBook } from '#shell/minute-book.js';

const plainText = 'text/plain; charset=utf-8';

export class SizeParam {
  @Type(() => Number)
  @IsInt({ message: 'size is a number of entries' })
  @Min(0, { message: 'size is 0 or more' })
  size!: number;
}
export class PositionParam {
  @Type(() => Number)
  @IsInt({ message: 'position is a place in the log' })
  @Min(0, { message: 'position is 0 or more' })
  position!: number;
}
export class ConsistencyQuery {
  @ApiProperty({ type: Number, description: 'The number of entries that were seen.' })
  @Type(() => Number)
  @IsInt({ message: 'first is a number of entries' })
  @Min(0, { message: 'first is 0 or more' })
  first!: number;

  @ApiProperty({ type: Number, description: 'A later number of entries.' })
  @Type(() => Number)
  @IsInt({ message: 'second is a number of entries' })
  @Min(0, { message: 'second is 0 or more' })
  second!: number;
}
export class ReceiptQuery {
  @ApiProperty({ required: false, type: Boolean, default: true, description: 'Whether the words of the entry are given.' })
  @IsOptional()
  @Transform(({ value }) => ({ true: true, false: false })[String(value)] ?? value)
  @IsBoolean({ message: 'texts is true or false' })
  texts?: boolean;
}
export class SeenCheckpoint {
  @ApiProperty({ description: 'The lines of a signed note, as they were given or printed.' })
  @IsString({ message: 'checkpoint is the lines of a signed note' })
  @MaxLength(4096, { message: 'checkpoint is at most 4096 characters long' })
  checkpoint!: string;
}

/** What lets a reader verify the log without trusting whoever keeps it. */
@ApiTags('log')
@Controller('api/log')
export class LedgerController {
  constructor(private readonly book: MinuteBook) {}

  @Get('checkpoint')
  @Header('content-type', plainText)
  @ApiOperation({ operationId: 'newestCheckpoint', summary: 'The newest checkpoint: origin, number of entries and root, signed. Keep it.' })
  @ApiProduces('text/plain')
  newest(): Promise<string> {
    return newestCheckpoint(this.book);
  }

  @Get('checkpoints/:size')
  @Header('content-type', plainText)
  @ApiOperation({ operationId: 'checkpoint', summary: 'The checkpoint that was signed over this number of entries.' })
  @ApiProduces('text/plain')
  kept(@Param() { size }: SizeParam): Promise<string> {
    return checkpointOf(this.book, size);
  }

  @Get('consistency')
  @ApiOperation({
    operationId: 'consistency',
    summary: 'The proof (RFC 9162) that the log of the first size is the beginning of that of the second.',
  })
  consistency(@Query() { first, second }: ConsistencyQuery) {
    return consistencyOf(this.book, first, second);
  }

  @Get('entries/:position/receipt')
  @ApiOperation({
    operationId: 'receipt',
    summary: 'One entry, with or without its words, and the proof that the newest checkpoint covers it.',
  })
  receipt(@Param() { position }: PositionParam, @Query() { texts }: ReceiptQuery) {
    return receiptFor(this.book, position, texts ?? true);
  }

  @Post('checkpoint')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'compareCheckpoint',
    summary: 'Show a checkpoint that you saw before: the answer proves that the log has only grown since, or is an alarm.',
  })
  @ApiResponse({ status: 200, description: 'The newest checkpoint and the proof from the one shown to it.' })
  @ApiResponse({ status: 409, description: 'This log is not the one over which it was signed.' })
  compare(@Body() { checkpoint }: SeenCheckpoint) {
    return compareWith(this.book, checkpoint);
  }
}
