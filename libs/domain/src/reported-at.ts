import { fields, id, maybe } from '#kernel/shape.js';

/** At which meeting, under which item and by which entry it was said; null between meetings. */
export const reportedAt = maybe(fields({ meeting: id('meeting'), item: maybe(id('item')), entry: id('entry') }));
