import { describe, expect, it } from '@jest/globals';
import { scenarios } from '#testing/scenario.js';
import { withCorrections } from './corrections.js';
import { broken, cannotTell, holds, record, type Decider } from './decider.js';
import { event } from './event.js';
import { eventId } from './ids.js';
import { streamOf } from './stream.js';
import { count, maybe, newId, the, words } from './shape.js';
import { text } from './text.js';

const events = withCorrections({
  BookOpened: event({ v: 1, by: 'OpenBook', say: 'open', doc: '', data: { title: words }, example: { title: text('Book') } }),
  PageAdded: event({
    v: 1,
    by: 'AddPage',
    say: 'add a page',
    doc: '',
    data: { pageId: newId('page'), lines: maybe(count) },
    example: { pageId: 'page', lines: 3 },
  }),
  PageMarked: event({ v: 1, by: 'MarkPage', say: 'mark', doc: '', data: { page: the('page') }, example: { page: 'page' } }),
});
/** The state is the number of lines; a page may have at most 10. */
const book: Decider = {
  kind: 'book',
  events,
  initial: 0,
  evolve: { BookOpened: (n) => n, PageAdded: (n, { lines }) => n + (lines ?? 0), PageMarked: (n) => n },
  rules: {
    PageAdded: [
      {
        code: 'page.too-long',
        source: 'the printer',
        binds: 'E/F',
        says: 'The page is too long.',
        remedy: 'Write less.',
        ask: ({ lines }) => (lines === null ? cannotTell('the number of lines') : lines > 10 ? broken(`It has ${lines} lines.`) : holds),
      },
      {
        code: 'page.after-the-end',
        source: 'the printer',
        binds: 'F',
        says: 'The book was full.',
        remedy: 'None.',
        ask: (_, before) => (before >= 20 ? broken(`It had ${before} lines.`) : holds),
      },
    ],
  },
  decide: { OpenBook: record('BookOpened'), AddPage: record('PageAdded'), MarkPage: record('PageMarked') },
};
const { given } = scenarios(book);
const page = (pageId: string, lines: number | null = 3) => ({ pageId, lines });
const putRight = (entry: string, data: object, follows: string | null = null) => ({
  entry,
  follows,
  replacement: { type: 'PageAdded', v: 1, data, occurred: null },
  reason: text('slip'),
  authority: null,
});
const strike = (...entries: string[]) => ({
  entries: entries.map((entry) => ({ entry, follows: null })),
  reason: text('slip'),
  authority: null,
});

describe('ids', () => {
  it('created twice are refused, also where the first was struck out', () => {
    given('BookOpened', 'PageAdded').when('AddPage', page('page')).refused('id.used');
    given('BookOpened', 'PageAdded').when('StrikeOut', strike('e2')).when('AddPage', page('page')).refused('id.used');
  });
  it('named must stand', () => {
    given('BookOpened').when('MarkPage', { page: 'page' }).refused('id.unknown');
    given('BookOpened', 'PageAdded').when('StrikeOut', strike('e2')).when('MarkPage', { page: 'page' }).refused('id.unknown');
  });
  it('that stand are the same, grown entry by entry or found anew, whatever was put right or struck out', () => {
    const grown = given('BookOpened', 'PageAdded')
      .when('StrikeOut', strike('e2'))
      .when('AddPage', page('second'), { as: 'kept' })
      .when('AddPage', page('third'), { as: 'changed' })
      .when('PutRight', putRight('changed', page('third', 4)))
      .when('AddPage', page('fourth'), { as: 'last' });
    const anew = [...streamOf(book, grown.recorded).standingIds].sort();
    expect([...grown.standingIds].sort()).toEqual(anew);
    expect(anew).toEqual(['changed', 'e1', 'fourth', 'kept', 'last', 'second', 'third']);
  });
  it('named by when it happened must stand too', () => {
    given('BookOpened')
      .when('AddPage', page('page'), { occurred: { before: 'e7' } })
      .refused('id.unknown');
  });
});

describe('rules', () => {
  it('refuse live, and say which rule could be overridden', () => {
    given('BookOpened').when('AddPage', page('page', 11)).refused('page.too-long');
  });
  it('give a finding afterwards', () => {
    given('BookOpened').afterwards.when('AddPage', page('page', 11)).findings('page.too-long');
  });
  it('that cannot tell refuse nobody, and are listed apart', () => {
    given('BookOpened').when('AddPage', page('page', null)).notStated('page.too-long').findings();
  });
  it('that bind F only never refuse', () => {
    given('BookOpened', ['PageAdded', page('a', 20)])
      .when('AddPage', page('b'))
      .findings('page.too-long', 'page.after-the-end');
  });
  it('may be overridden, which is on record in the same command', () => {
    const override = { rules: ['page.too-long'], by: null, authority: 'ruling', reason: text('A long story') };
    given('BookOpened')
      .when('AddPage', page('page', 11), { override })
      .records(['Overridden', override], ['PageAdded', page('page', 11)])
      .findings('page.too-long');
    given('BookOpened')
      .when('AddPage', page('page', 11), { override: { ...override, rules: ['other.rule'] } })
      .refused('page.too-long');
  });
});

describe('putting right', () => {
  const twoPages = given('BookOpened', 'PageAdded', ['PageMarked', { page: 'page' }]);
  it('replaces the entry in its place', () => {
    expect(twoPages.when('PutRight', putRight('e2', page('page', 5))).state).toBe(5);
    expect(
      twoPages.when('PutRight', putRight('e2', page('page', 5)), { as: 'c1' }).when('PutRight', putRight('e2', page('page', 7), 'c1'))
        .state,
    ).toBe(7);
  });
  it('is refused where somebody was quicker', () => {
    twoPages
      .when('PutRight', putRight('e2', page('page', 5)), { as: 'c1' })
      .when('PutRight', putRight('e2', page('page', 7)))
      .refused('entry.corrected-since');
  });
  it('keeps the type and the ids that the entry created', () => {
    twoPages.when('PutRight', putRight('e2', page('other'))).refused('entry.other-ids');
    twoPages
      .when('PutRight', { ...putRight('e2', {}), replacement: { type: 'PageMarked', v: 1, data: { page: 'page' }, occurred: null } })
      .refused('entry.other-type');
  });
  it('names only what stood before the entry’s place', () => {
    given('BookOpened', 'PageAdded', ['PageMarked', { page: 'page' }], ['PageAdded', page('later')])
      .when('PutRight', { ...putRight('e3', {}), replacement: { type: 'PageMarked', v: 1, data: { page: 'later' }, occurred: null } })
      .refused('id.unknown');
  });
  it('breaks no rule that refuses: it gives a finding', () => {
    twoPages.when('PutRight', putRight('e2', page('page', 30))).findings('page.too-long');
  });
  it('does not touch a first entry, a correction or what is not there', () => {
    twoPages.when('PutRight', putRight('e1', page('page'))).refused('entry.not-correctable');
    twoPages.when('PutRight', putRight('e9', page('page'))).refused('entry.unknown');
    twoPages
      .when('PutRight', putRight('e2', page('page', 4)), { as: 'c1' })
      .when('StrikeOut', strike('c1'))
      .refused('entry.not-correctable');
  });
});

describe('striking out', () => {
  const marked = given('BookOpened', 'PageAdded', ['PageMarked', { page: 'page' }]);
  it('is refused where standing entries build on it, unless they go with it', () => {
    marked.when('StrikeOut', strike('e2')).refused('entry.built-on');
    expect(marked.when('StrikeOut', strike('e2', 'e3')).state).toBe(0);
    expect(marked.when('StrikeOut', strike('e3')).when('StrikeOut', strike('e2')).state).toBe(0);
  });
  it('counts when it happened as building on it', () => {
    given('BookOpened', 'PageAdded')
      .when('AddPage', page('b'), { occurred: { after: 'e2' } })
      .when('StrikeOut', strike('e2'))
      .refused('entry.built-on');
  });
  it('twice is refused', () => {
    given('BookOpened', 'PageAdded')
      .when('StrikeOut', strike('e2'), { as: 'c1' })
      .when('StrikeOut', { ...strike(), entries: [{ entry: 'e2', follows: 'c1' }] })
      .refused('entry.struck-already');
  });
  it('is undone by putting the entry right', () => {
    const back = given('BookOpened', 'PageAdded')
      .when('StrikeOut', strike('e2'), { as: 'c1' })
      .when('PutRight', putRight('e2', page('page', 4), 'c1'));
    expect(back.state).toBe(4);
  });
  it('of nothing is refused', () => {
    given('BookOpened').when('StrikeOut', strike()).refused('command.empty');
  });
});

describe('the id of an event', () => {
  const command = '3f2b8c1e-aaaa-4bbb-9ccc-ffffffffffff';
  const stream = 'meeting-00000000-0000-4000-8000-000000000002';
  it('is made of the stream’s id, the command’s id and the place, and is a UUIDv8', () => {
    expect(eventId(stream, command, 0)).toBe('3f2b8c1e-aaaa-8bbb-9ccc-000000000002');
    expect(new Set([0, 1, 2].map((place) => eventId(stream, command, place))).size).toBe(3);
    expect(eventId('meeting-00000000-0000-4000-8000-000000000003', command, 0)).not.toBe(eventId(stream, command, 0));
    expect(eventId('log', command, 0)).toBe('3f2b8c1e-aaaa-8bbb-9ccc-000000000000');
  });
});
