import { copyOf } from '../book.js';
import { child, told } from '../child.js';
import type { Watch, Watched } from '../loads/watchers.js';
import { votesIn } from '../meetings.js';
import type { Row } from '../row.js';
import { alternating } from '../rounds.js';
import { served, type At } from '../served.js';

const watching: Row['measure'] = async ({ size, place }) => {
  const book = await copyOf(place, size.smallBook);
  const [target] = await votesIn(book, 1);
  const [product, bare] = await Promise.all([served({ dir: book.dir, store: true }), child<At>('servers/bare.ts', { what: 'fan-out' })]);
  const watch = ({ said }: { readonly said: At }) =>
    told<Watched>('loads/watchers.ts', {
      address: said.address,
      watchers: size.watchers,
      events: size.told,
      follow: '/api/log/stream',
      target: target!,
    } satisfies Watch);
  await watch(bare);
  await watch(product);
  const rounds = await alternating(
    size.rounds,
    () => watch(bare),
    () => watch(product),
  );
  await product.stop();
  await bare.stop();
  const figure = (which: 'p50' | 'p99') => ({
    ours: rounds.map(({ ours }) => ours[which]),
    limit: rounds.map(({ limit }) => limit[which]),
  });
  return [
    {
      path: `an entry posted, and told to ${size.watchers} SSE watchers (p99)`,
      against: 'a bare node:http fan-out to as many',
      must: { most: 2 },
      unit: 'ms',
      ...figure('p99'),
    },
  ];
};

export const watcherRows: readonly Row[] = [{ name: 'watchers', measure: watching }];
