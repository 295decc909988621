import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Each script and style also gzipped, once, as well as it can be: the server sends it as it is. */
export const packed = (): Plugin => ({
  name: 'packed',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const file of Object.values(bundle).filter(({ fileName }) => /\.(js|css)$/.test(fileName)))
      writeFileSync(join(dir!, `${file.fileName}.gz`), gzipSync(file.type === 'chunk' ? file.code : file.source, best));
  },
});
const best = { level: constants.Z_BEST_COMPRESSION };
