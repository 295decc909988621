import { defs, meetingKeys } from './grammar.js';
import { version } from './parse.js';

/** The JSON Schema of a meeting file, for editors: it completes keys and finds unknown ones. The importer checks more. */
export const meetingFileSchema = (): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: `Minutebook meeting file, version ${version}`,
  description: 'A whole meeting as a clerk writes it by hand. See docs/guides/meeting-file.md.',
  type: 'object',
  properties: {
    ...Object.fromEntries(Object.entries(meetingKeys).map(([key, reader]) => [key, reader.json])),
    minutebook: { enum: [Number(version), version] },
  },
  required: ['minutebook', 'board', 'meeting', 'recorded'],
  additionalProperties: false,
  $defs: defs,
});
