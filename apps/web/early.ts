import type { Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;
type Bundle = Readonly<Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>>;

/**
 * The script that each page must have first, by itself: it waits for no other, and is run as soon as it is there. It is told
 * which files come once the heading is painted: those of the module that the page is for.
 * @param next by the name of a page, the module
 */
export const early = (module: string, next: Readonly<Record<string, string>>): Plugin => ({
  name: 'early',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {}, filename, chunk: page }) => {
      const first = holding(module, bundle);
      const wanted = Object.entries(next).find(([name]) => filename.endsWith(`/${name}`))?.[1];
      const there = new Set(page === undefined ? [] : filesOf(page, bundle));
      const then = wanted === undefined ? [] : [...filesOf(holding(wanted, bundle), bundle)].filter((file) => !there.has(file));
      const data = then.length === 0 ? {} : { 'data-next': then.map((file) => `/app/${file}`).join(' ') };
      return [
        {
          tag: 'script',
          attrs: { type: 'module', async: true, crossorigin: true, src: `/app/${first.fileName}`, ...data },
          injectTo: 'head',
        },
      ];
    },
  },
});

const isChunk = (file: Bundle[string] | undefined): file is Chunk => file?.type === 'chunk';
/** The script that is asked for when this module is: its own, which may pass on what another holds. */
const holding = (module: string, bundle: Bundle): Chunk => {
  const chunks = Object.values(bundle).filter(isChunk);
  const chunk = chunks.find((one) => one.facadeModuleId === module) ?? chunks.find((one) => one.moduleIds.includes(module));
  if (!chunk) throw new Error(`No script holds ${module}.`);
  return chunk;
};
/** A script, all that it imports, and their styles. */
const filesOf = (chunk: Chunk, bundle: Bundle, found = new Set<string>()): ReadonlySet<string> => {
  if (found.has(chunk.fileName)) return found;
  found.add(chunk.fileName);
  for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  for (const name of chunk.imports) {
    const imported = bundle[name];
    if (isChunk(imported)) filesOf(imported, bundle, found);
  }
  return found;
};
