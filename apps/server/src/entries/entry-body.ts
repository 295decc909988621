import { IsIn, IsObject, IsOptional, IsString, Matches } from 'class-validator';
import { howRecorded, type HowRecorded } from '#kernel/entry.js';
import type { Occurred } from '#kernel/times.js';

/**
 * One body for every verb: its data are read by the catalogue's shape, here as on the command line and in a meeting file.
 * How each verb's body looks in full is written into the OpenAPI document from the catalogue.
 */
export class EntryBody {
  @IsString({ message: 'verb is one of the verbs of this kind of stream, such as RecordArrival' })
  verb: string;

  @IsObject({ message: 'data is an object with what the verb carries' })
  data: object;

  @IsOptional()
  @IsIn(howRecorded, { message: `recorded is one of: ${howRecorded.join(', ')}` })
  recorded?: HowRecorded | null;

  @IsOptional()
  @IsObject({ message: 'occurred is an object with one of: at, date, during, before, after' })
  occurred?: Occurred | null;

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, {
    message: 'enteredAt is an instant in UTC with milliseconds, such as 2026-01-20T14:32:00.000Z',
  })
  enteredAt?: string | null;

  @IsOptional()
  @IsObject({ message: 'override is an object with rules, by, authority and reason' })
  override?: object | null;
}
