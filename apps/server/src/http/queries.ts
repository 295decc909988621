import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';

import { foundKinds, type FoundKind } from '#registers/search/rows.js';

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

export const tableForms = ['json', 'csv', 'jsonl'] as const;
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

export class SearchQuery extends PageQuery {
  @ApiProperty({
    description: 'All of these words, the last of which may be the beginning of one; a phrase in quotes stands as it is.',
    example: 'letter to council lead',
  })
  @IsString({ message: 'q is the words to look for' })
  @MaxLength(200, { message: 'q is at most 200 characters long' })
  q!: string;

  @ApiProperty({ required: false, description: 'A board, by its id or a name.' })
  @IsOptional()
  @IsString({ message: 'board is the id or the name of one board' })
  @MaxLength(200, { message: 'board is at most 200 characters long' })
  board?: string;

  @ApiProperty({
    required: false,
    enum: foundKinds,
    description: 'What the line is. A passage is also what it holds: a decision, an action.',
  })
  @IsOptional()
  @IsIn(foundKinds, { message: `kind is one of: ${foundKinds.join(', ')}` })
  kind?: FoundKind;

  @ApiProperty({ required: false, description: 'Of meetings up to this day.', example: '2026-01-20' })
  declare on?: string;

  @ApiProperty({ required: false, type: Number, description: 'How many to pass over: `next` says it, with the position to ask at.' })
  @Min(0, { message: 'after is 0 or more' })
  declare after?: number;

  @ApiProperty({ required: false, type: Number, default: 20, maximum: 100 })
  @Max(100, { message: 'limit is at most 100' })
  declare limit?: number;
}

const entryForms = ['json', 'jsonl'] as const;
export class EntriesQuery extends PageQuery {
  @ApiProperty({ required: false, enum: entryForms, description: 'Without it, Accept decides.' })
  @IsOptional()
  @IsIn(entryForms, { message: `format is one of: ${entryForms.join(', ')}` })
  format?: (typeof entryForms)[number];
}

const actionStatuses = ['open', 'in progress', 'carried forward', 'overdue', 'completed', 'cancelled', 'superseded'] as const;
export class ActionsQuery extends OfBoardQuery {
  @ApiProperty({ required: false, description: 'Who answers for them: id, name or spelling.' })
  @IsOptional()
  @IsString({ message: 'person is the id or a name of one person' })
  @MaxLength(200, { message: 'person is at most 200 characters long' })
  person?: string;

  @ApiProperty({ required: false, description: 'Initials as printed.', example: 'CA' })
  @IsOptional()
  @IsString({ message: 'initials are those of one person' })
  @MaxLength(20, { message: 'initials are at most 20 characters long' })
  initials?: string;

  @ApiProperty({ required: false, enum: actionStatuses, description: 'open is everything still to be done.' })
  @IsOptional()
  @IsIn(actionStatuses, { message: `status is one of: ${actionStatuses.join(', ')}` })
  status?: (typeof actionStatuses)[number];

  @ApiProperty({ required: false, description: 'The id of the meeting at which they are to be reported.' })
  @IsOptional()
  @IsUUID('all', { message: 'dueAt is the id of one meeting' })
  dueAt?: string;
}

export class DecisionsQuery extends OfBoardQuery {
  @ApiProperty({ required: false, description: 'The id of a meeting.' })
  @IsOptional()
  @IsUUID('all', { message: 'meeting is the id of one meeting' })
  meeting?: string;

  @ApiProperty({ required: false, description: 'Approved, agreed, noted …', example: 'approved' })
  @IsOptional()
  @IsString({ message: 'kind is a kind of decision' })
  @MaxLength(40, { message: 'kind is at most 40 characters long' })
  kind?: string;
}

export class InterestsQuery extends OfBoardQuery {
  @ApiProperty({ required: false, description: 'The id of a meeting.' })
  @IsOptional()
  @IsUUID('all', { message: 'meeting is the id of one meeting' })
  meeting?: string;

  @ApiProperty({ required: false, description: 'Who declared them: id, name or spelling.' })
  @IsOptional()
  @IsString({ message: 'person is the id or a name of one person' })
  @MaxLength(200, { message: 'person is at most 200 characters long' })
  person?: string;
}

const findingKinds = ['finding', 'not stated', 'missing', 'discrepancy'] as const;
export class FindingsQuery extends OfBoardQuery {
  @ApiProperty({ required: false, enum: findingKinds })
  @IsOptional()
  @IsIn(findingKinds, { message: `kind is one of: ${findingKinds.join(', ')}` })
  kind?: (typeof findingKinds)[number];

  @ApiProperty({ required: false, description: 'The code of a rule.', example: 'vote.more-than-the-roll' })
  @IsOptional()
  @Matches(/^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'code is that of a rule, such as vote.more-than-the-roll' })
  code?: string;
}

const minutesForms = ['json', 'md', 'html'] as const;
export class MinutesQuery extends AsOfQuery {
  @ApiProperty({ required: false, enum: minutesForms, description: 'Without it, Accept decides.' })
  @IsOptional()
  @IsIn(minutesForms, { message: `format is one of: ${minutesForms.join(', ')}` })
  format?: (typeof minutesForms)[number];
}

const changesForms = ['json', 'md', 'csv', 'jsonl'] as const;
export class ChangesQuery extends AsOfQuery {
  @ApiProperty({
    required: false,
    description:
      'Since when: a version that was sent out, a position of the log, or a time. Without it, the version that was approved, else the one sent out last.',
    example: 'version:1',
  })
  @IsOptional()
  @IsString({ message: 'since is given once: version:1, a position or a time' })
  since?: string;

  @ApiProperty({ required: false, enum: changesForms, description: 'Without it, Accept decides.' })
  @IsOptional()
  @IsIn(changesForms, { message: `format is one of: ${changesForms.join(', ')}` })
  format?: (typeof changesForms)[number];
}

/** The address of the next page, relative to the one that was asked for. */
export const nextPage = (query: PageQuery, after: number): string => {
  const asked = Object.entries(query).filter(([name, value]) => name !== 'after' && value !== undefined);
  return `?${new URLSearchParams([...asked.map(([name, value]) => [name, String(value)]), ['after', String(after)]])}`;
};

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

  @ApiProperty({ required: false, enum: tableForms, default: 'json' })
  @IsOptional()
  @IsIn(tableForms, { message: `format is one of: ${tableForms.join(', ')}` })
  format?: (typeof tableForms)[number];
}

export class FeedQuery {
  @ApiProperty({ required: false, description: 'One stream only.', example: 'meeting-00000000-0000-4000-8000-000000000000' })
  @IsOptional()
  @Matches(streamName, { message: 'stream is a kind and an id, such as meeting-3f…' })
  stream?: string;

  @ApiProperty({
    required: false,
    type: Number,
    description: 'What comes after this position; without it, what is new. Last-Event-ID goes before it.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'after is a position' })
  @Min(-1, { message: 'after is -1 or more' })
  after?: number;

  @ApiProperty({
    required: false,
    type: Number,
    description: 'The version of a reader of logs that a page is: an older one is told to reload.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'reader is a version, such as 1' })
  reader?: number;
}
