import { applyDecorators, Get, Header } from '@nestjs/common';

/** A page in a browser at this address. */
export const Page = (path = '') => applyDecorators(Get(path), Header('content-type', 'text/html; charset=utf-8'));
