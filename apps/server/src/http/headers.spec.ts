import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { minutesPage } from '#documents/minutes-html.js';
import type { OpenMinutes } from '#documents/open-model.js';
import { Refused } from '#shell/command.js';
import { commandIdIn, contentPolicy, documentPolicy, etagOf, ifMatchIn, waitIn } from './headers.js';

const id = '3f2b6c1e-0000-4000-8000-000000000001';
const codeOf = (ask: () => unknown) => {
  try {
    return ask();
  } catch (error) {
    return error instanceof Refused ? [error.refusal.refused, error.refusal.place] : error;
  }
};

describe('what a document may load', () => {
  const nothing: OpenMinutes = {
    format: 'minutebook/minutes-1',
    shown: { at: '2026-03-10T10:00:00.000Z', position: 1 },
    status: { entries: [], state: 'draft', version: null, approved: null, sentence: 'Draft' },
    title: ['Minutes'],
    meeting: { entries: [], board: null, date: null, start: null, end: null, zone: null, place: null, kind: null, label: null },
    ...{
      present: [],
      apologies: [],
      opening: [],
      items: [],
      closing: [],
      lists: [],
      actions: [],
      notStated: [],
      inferred: [],
      checkpoint: null,
    },
  };
  it('is the one style that it carries, by its digest, besides what a page may', () => {
    const [, style] = /<style>([\s\S]*)<\/style>/.exec(minutesPage(nothing))!;
    expect(documentPolicy).toBe(`${contentPolicy}; style-src 'sha256-${createHash('sha256').update(style!).digest('base64')}'`);
    expect(contentPolicy).toContain("default-src 'self'");
  });
});

describe('Idempotency-Key', () => {
  it('is the command id, with or without quotes', () => {
    expect(commandIdIn({ 'idempotency-key': id })).toBe(id);
    expect(commandIdIn({ 'idempotency-key': `"${id}"` })).toBe(id);
  });
  it('is required', () => expect(codeOf(() => commandIdIn({}))).toEqual(['command.id-missing', 'Idempotency-Key']));
  it('is a UUID', () => expect(codeOf(() => commandIdIn({ 'idempotency-key': '7' }))).toEqual(['command.id-wrong', 'Idempotency-Key']));
});

describe('If-Match', () => {
  it('is the revision that was given as ETag', () => expect(ifMatchIn({ 'if-match': etagOf(12) })).toBe(12));
  it('looks at the own part of two revisions', () => expect(ifMatchIn({ 'if-match': etagOf(3, 40) })).toBe(3));
  it('knows a stream without entries', () => expect(ifMatchIn({ 'if-match': etagOf(-1, 40) })).toBe(-1));
  it('is not needed, and * asks for nothing', () => {
    expect(ifMatchIn({})).toBeNull();
    expect(ifMatchIn({ 'if-match': '*' })).toBeNull();
  });
  it.each(['12', 'W/"12"', '"twelve"', '"12", "13"'])('is refused as %s', (given) =>
    expect(codeOf(() => ifMatchIn({ 'if-match': given }))).toEqual(['if-match.wrong', 'If-Match']),
  );
});

describe('how long to wait', () => {
  it('says nothing, waits for nothing', () => expect(waitIn({}, false)).toBe(0));
  it('is asked for in seconds by Prefer', () => expect(waitIn({ prefer: 'respond-async, wait=5' }, false)).toBe(5));
  it('is at most half a minute, however asked', () => {
    expect(waitIn({ prefer: 'wait=9999' }, false)).toBe(30);
    expect(waitIn({}, true)).toBe(30);
  });
});
