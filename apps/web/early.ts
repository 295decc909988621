import type { Plugin } from 'vite';

/** The script that each page must have first, by itself: it waits for no other, and is run as soon as it is there. */
export const early = (module: string): Plugin => ({
  name: 'early',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) => {
      const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.moduleIds.includes(module));
      if (!chunk) throw new Error(`No script holds ${module}.`);
      return [
        { tag: 'script', attrs: { type: 'module', async: true, crossorigin: true, src: `/app/${chunk.fileName}` }, injectTo: 'head' },
      ];
    },
  },
});
