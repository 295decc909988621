import { upcast } from '#kernel/corrections.js';
import type { Catalogue } from '#kernel/event.js';
import { fromLog } from '#kernel/shape.js';
import { textDigest } from '#event-store/digests.js';
import type { Frozen } from '../../tools/generate/frozen.js';
import { schemaOf } from '../../tools/generate/frozen.js';

export type Published = { readonly kind: string; readonly path: string; readonly frozen: Frozen };

/** What is wrong between the entries that were ever published and the catalogues of today. A log that a board has kept depends on each. */
export const faults = (published: readonly Published[], today: Readonly<Record<string, Catalogue>>): readonly string[] => [
  ...unpublished(published, today),
  ...published.flatMap(({ kind, path, frozen }) => faultsOf(path, frozen, kind, today[kind] ?? {})),
];

const unpublished = (published: readonly Published[], today: Readonly<Record<string, Catalogue>>) =>
  Object.entries(today).flatMap(([kind, catalogue]) =>
    Object.entries(catalogue).flatMap(([type, { v }]) =>
      Array.from({ length: v }, (_, n) => n + 1)
        .filter((version) => !published.some((one) => one.kind === kind && one.frozen.type === type && one.frozen.v === version))
        .map((version) => `${kind} ${type} v${version} is not published: npm run generate -- --freeze`),
    ),
  );

const faultsOf = (path: string, { type, v, schema, envelope, texts }: Frozen, kind: string, catalogue: Catalogue): readonly string[] => {
  const spec = catalogue[type];
  if (!spec) return [`${path}: ${type} is gone, and logs hold it`];
  if (v > spec.v) return [`${path}: version ${v} is newer than today's ${spec.v}`];
  const changed = v === spec.v && JSON.stringify(schema) !== JSON.stringify(schemaOf(Object.keys(catalogue), spec));
  const wrong = texts.filter(({ salt, text, digest }) => textDigest(salt, text!) !== digest);
  return [
    ...(changed ? [`${path}: the shape has changed: give it version ${v + 1} and a step from ${v}`] : []),
    ...(envelope.stream.startsWith(kind) ? [] : [`${path}: lies in the folder of another kind of stream`]),
    ...wrong.map(({ text }) => `${path}: “${text}” has another digest today`),
    ...unreadable(path, () => spec.shape.read(upcast(spec.upcast, v, spec.v, envelope.data), '', fromLog)),
  ];
};

const unreadable = (path: string, read: () => unknown): readonly string[] => {
  try {
    read();
    return [];
  } catch (error) {
    return [`${path}: cannot be read today: ${(error as Error).message}`];
  }
};
