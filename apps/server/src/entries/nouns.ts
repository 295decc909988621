import { Injectable, type PipeTransform } from '@nestjs/common';
import type { Kind } from '#domain/catalogues.js';
import { Refused } from '#shell/command.js';
import { refuse } from '../http/refusals.js';

/** The nouns of the addresses, each with its kind of stream. `log` is written by the book itself. */
export const nouns = {
  boards: 'board',
  people: 'person',
  meetings: 'meeting',
  minutes: 'minutes',
  decisions: 'decision',
  actions: 'action',
} as const satisfies Record<string, Kind>;
export type Noun = keyof typeof nouns;

@Injectable()
export class NounPipe implements PipeTransform<string, Kind> {
  transform(noun: string): Kind {
    if (Object.hasOwn(nouns, noun)) return nouns[noun as Noun];
    throw new Refused(refuse('address.unknown'));
  }
}
