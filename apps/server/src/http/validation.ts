import { Injectable, ValidationPipe, type ArgumentMetadata, type PipeTransform, type ValidationError } from '@nestjs/common';
import { Refused } from '#shell/command.js';
import { refuse } from './refusals.js';

/** Bodies, addresses and queries have exactly the members that their classes name. */
export const validation = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  transform: true,
  stopAtFirstError: true,
  validationError: { target: true, value: false },
  exceptionFactory: (errors) => {
    const body = errors[0]?.target !== undefined && 'verb' in errors[0].target;
    const { place, because } = first(errors);
    return new Refused({ ...refuse(body ? 'body.wrong' : 'query.wrong', `${because}.`), place });
  },
});

const first = (errors: readonly ValidationError[], at = ''): { readonly place: string; readonly because: string } => {
  const [error] = errors;
  const place = [at, error?.property].filter(Boolean).join('.');
  if (error?.children?.length) return first(error.children, place);
  return { place, because: whyNot(error, place) };
};

/** In our own words: those of the decorators, unless nothing was sent or nobody asks for it. */
const whyNot = (error: ValidationError | undefined, place: string): string => {
  const { whitelistValidation: isUnknown, ...others } = error?.constraints ?? {};
  if (isUnknown !== undefined) return `${place} is not known here`;
  const sent = (error?.target as Readonly<Record<string, unknown>> | undefined)?.[error!.property];
  return sent === undefined ? `${place} is missing` : (Object.values(others)[0] ?? `${place} is wrong`);
};

const deepest = 20;

/** Looks before anything walks into the body: a deep one could exhaust the stack of whoever does. */
@Injectable()
export class ShallowPipe implements PipeTransform {
  transform(value: unknown, { type }: ArgumentMetadata): unknown {
    if (type === 'body' && !isShallow(value, deepest)) throw new Refused(refuse('body.too-deep'));
    return value;
  }
}

const isShallow = (value: unknown, most: number): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  return most > 0 && Object.values(value).every((one) => isShallow(one, most - 1));
};
