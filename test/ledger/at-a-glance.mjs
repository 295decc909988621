// Put beside verify.mjs as its usual.mjs, it asks of each line on its input, in base64, how that file and the true usual.mjs read it.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { usualLines: trueLines } = await import(pathToFileURL(process.argv[2]).href);
const told = ({ position, leaf, spelt, envelope, texts }) => ({ position, leaf, spelt, envelope, texts });

export const usualLines = (own) => {
  const usualOrNull = trueLines(own);
  const lines = readFileSync(0, 'latin1').split('\n');
  const read = (bytes) => [usualOrNull(bytes), own.lineOrNull(bytes)].map((line) => line && told(line));
  writeFileSync(1, lines.map((line) => JSON.stringify(read(Buffer.from(line, 'base64')))).join('\n'));
  process.exit();
};
