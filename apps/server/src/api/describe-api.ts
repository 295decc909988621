import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from '../app.module.js';
import { openApiDocument } from './openapi.js';

/** The interface without a book: nothing is opened, nothing listens. */
export const describeApi = async (): Promise<OpenAPIObject> => {
  const app = await NestFactory.create(AppModule.forRoot({ dir: '.' }), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  const document = openApiDocument(app);
  await app.close();
  return document;
};
