import type { OpenMinutes } from './open-model.js';
import type { Table } from './table.js';

/** The consolidated actions of a meeting, one row each; where they come from leads to the sentence that holds it. */
export const actionTable = ({ actions }: OpenMinutes): Table => ({
  columns: [
    { key: 'label', heading: 'Action' },
    { key: 'words', heading: 'What' },
    { key: 'owners', heading: 'Owner' },
    { key: 'performers', heading: 'Done by' },
    { key: 'due', heading: 'Due' },
    { key: 'item', heading: 'From', link: ({ source }) => `#e-${source}` },
  ],
  rows: actions.map(({ entry, decision, label, words, owners, performers, due, itemName }) => ({
    label,
    words,
    owners,
    performers: performers.length === 0 ? null : performers.join(', '),
    due,
    item: itemName,
    source: decision?.entry ?? entry,
  })),
});
