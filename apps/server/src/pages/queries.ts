import { Transform, Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, MaxLength, Min } from 'class-validator';

/** A form sends what was left empty as an empty string. */
const Blank = () => Transform(({ value }) => (value === '' ? undefined : (value as unknown)));

/** Every page can be read as of another moment. */
export class PageQuery {
  @Blank()
  @IsOptional()
  @IsString({ message: 'at is given once: a position or a time' })
  at?: string;

  @Blank()
  @IsOptional()
  @IsString({ message: 'on is given once: a day' })
  on?: string;
}

export class OfBoardPageQuery extends PageQuery {
  @Blank()
  @IsOptional()
  @IsString({ message: 'board is given once: the name of a board' })
  @MaxLength(200, { message: 'board is at most 200 characters long' })
  board?: string;
}

export class ActionsPageQuery extends OfBoardPageQuery {
  @Blank()
  @IsOptional()
  @IsString({ message: 'who is given once: a name or initials' })
  @MaxLength(200, { message: 'who is at most 200 characters long' })
  who?: string;

  @Blank()
  @IsOptional()
  @Matches(/^(open|done|all)$/, { message: 'show is one of: open, done, all' })
  show?: 'open' | 'done' | 'all';
}

export class DecisionsPageQuery extends OfBoardPageQuery {
  @Blank()
  @IsOptional()
  @IsString({ message: 'kind is given once: a kind of decision' })
  @MaxLength(40, { message: 'kind is at most 40 characters long' })
  kind?: string;
}

export class AuditPageQuery extends PageQuery {
  @Blank()
  @IsOptional()
  @Matches(/^(log|[a-z]+-[0-9a-f-]{36})$/, { message: 'stream is a kind and an id, such as meeting-3f…' })
  stream?: string;

  @Blank()
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'after is a position' })
  @Min(-1, { message: 'after is -1 or more' })
  after?: number;
}
