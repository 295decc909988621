import { meetingFileSchema } from '#meeting-file/schema.js';
import { describeApi } from '../../apps/server/src/api/describe-api.js';

const width = 140;
/** Whatever fits into a line stays in it. */
const asLines = (value: unknown, indent = ' '): string => {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || line.length + indent.length <= width) return line;
  const within = (lines: readonly string[], [open, close]: string) =>
    `${open}\n${lines.map((one) => indent + one).join(',\n')}\n${indent.slice(1)}${close}`;
  if (Array.isArray(value))
    return within(
      value.map((one) => asLines(one, `${indent} `)),
      '[]',
    );
  return within(
    Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${asLines(one, `${indent} `)}`),
    '{}',
  );
};
/** What JSON leaves out is left out first. */
const asJson = (value: unknown) => `${asLines(JSON.parse(JSON.stringify(value)))}\n`;

export const schemaFiles = async (): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['docs/schemas/meeting-file-1.json', asJson(meetingFileSchema())],
    ['docs/openapi.json', asJson(await describeApi())],
  ]);
