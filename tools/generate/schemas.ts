import { meetingFileSchema } from '#meeting-file/schema.js';
import { describeApi } from '../../apps/server/src/api/describe-api.js';

const asJson = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

export const schemaFiles = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['docs/schemas/meeting-file-1.json', asJson(meetingFileSchema())],
    ['docs/openapi.json', asJson(await describeApi())],
  ]);
