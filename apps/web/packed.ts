import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Each script and style also packed, once, as well as it can be: the server sends it as it is. */
export const packed = (): Plugin => ({
  name: 'packed',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const file of Object.values(bundle).filter(({ fileName }) => /\.(js|css)$/.test(fileName))) {
      const plain = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      writeFileSync(
        join(dir!, `${file.fileName}.gz`),
        gzipSync(plain, { level: constants.Z_BEST_COMPRESSION, memLevel: constants.Z_MAX_MEMLEVEL }),
      );
    }
  },
});
