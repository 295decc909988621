import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

/** Every read can be asked as of another moment. */
export class AsOfQuery {
  @ApiProperty({ required: false, description: 'What was known: a position of the log, or a time.', example: '41' })
  @IsOptional()
  @IsString({ message: 'at is given once: a position or a time' })
  at?: string;

  @ApiProperty({ required: false, description: 'What was true: a day.', example: '2026-01-20' })
  @IsOptional()
  @IsString({ message: 'on is given once: a day' })
  on?: string;
}

export const tableForms = ['json', 'csv'] as const;
export class TableQuery extends AsOfQuery {
  @ApiProperty({ required: false, enum: tableForms, default: 'json' })
  @IsOptional()
  @IsIn(tableForms, { message: `format is one of: ${tableForms.join(', ')}` })
  format?: (typeof tableForms)[number];
}

export class OfBoardQuery extends TableQuery {
  @ApiProperty({ required: false, description: 'A board, by its id or a name.' })
  @IsOptional()
  @IsString({ message: 'board is the id or the name of one board' })
  @MaxLength(200, { message: 'board is at most 200 characters long' })
  board?: string;
}

export class PageQuery extends AsOfQuery {
  @ApiProperty({ required: false, type: Number, description: 'Only what comes after this revision or position.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'after is a whole number' })
  @Min(-1, { message: 'after is -1 or more' })
  after?: number;

  @ApiProperty({ required: false, type: Number, default: 100, maximum: 1000 })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'limit is a whole number' })
  @Min(1, { message: 'limit is 1 or more' })
  @Max(1000, { message: 'limit is at most 1000' })
  limit?: number;
}

/** The address of the next page, relative to the one that was asked for. */
export const nextPage = (query: PageQuery & { readonly stream?: string }): string =>
  `?${new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))}`;

export class WaitQuery {
  @ApiProperty({ required: false, type: Boolean, description: 'Answer when registers and policies have followed.' })
  @IsOptional()
  @Transform(({ value }) => ({ true: true, false: false })[String(value)] ?? value)
  @IsBoolean({ message: 'wait is true or false' })
  wait?: boolean;
}

const streamName = /^(log|[a-z]+-[0-9a-f-]{36})$/;
export class AuditQuery extends PageQuery {
  @ApiProperty({ required: false, description: 'One stream only.', example: 'meeting-00000000-0000-4000-8000-000000000000' })
  @IsOptional()
  @Matches(streamName, { message: 'stream is a kind and an id, such as meeting-3f…' })
  stream?: string;
}

export class FeedQuery {
  @ApiProperty({ required: false, description: 'One stream only.', example: 'meeting-00000000-0000-4000-8000-000000000000' })
  @IsOptional()
  @Matches(streamName, { message: 'stream is a kind and an id, such as meeting-3f…' })
  stream?: string;

  @ApiProperty({ required: false, type: Number, description: 'What comes after this position; without it, what is new. Last-Event-ID goes before it.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'after is a position' })
  @Min(-1, { message: 'after is -1 or more' })
  after?: number;
}
