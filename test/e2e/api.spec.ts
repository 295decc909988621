import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { serving } from './serving.js';

const api = serving();
const board = randomUUID();
const [a, b] = [randomUUID(), randomUUID()];
const meeting = randomUUID();
const item = randomUUID();
const action = randomUUID();
const decision = randomUUID();
const toMeeting = `meetings/${meeting}`;
const advice = (words = 'The Board were advised of a workshop') => ({ item, words });

const must = async (answer: ReturnType<typeof api.post>) => {
  const { status, body } = await answer;
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};

beforeAll(async () => {
  await must(api.post(`boards/${board}`, 'EstablishBoard', { name: 'Harbour Board', kind: 'board', quorum: 2 }));
  for (const person of [a, b])
    await must(
      api.post(`boards/${board}`, 'Appoint', {
        appointmentId: randomUUID(),
        person,
        as: 'voting member',
        from: '2026-01-01',
        known: 'stated',
      }),
    );
  await must(api.post(`people/${a}`, 'IntroducePerson', { name: 'Member A' }));
  await must(api.post(`people/${b}`, 'IntroducePerson', { name: 'Member B' }));
  await must(
    api.post(toMeeting, 'ScheduleMeeting', { board, date: '2026-03-10', start: '10:00', zone: 'Europe/London', kind: 'ordinary' }),
  );
  await must(api.post(toMeeting, 'ListItem', { itemId: item, label: '1', heading: 'Repairs to the West Quay' }));
  await must(api.post(toMeeting, 'OpenMeeting', { zone: 'Europe/London' }));
  await must(api.post(toMeeting, 'TakeRoll', { board, boardRevision: 2, voting: [a, b], others: [] }));
  const orders = { board, boardRevision: 0, orders: null, profile: 'partnership', quorum: 2, tie: 'silent' };
  await must(api.post(toMeeting, 'TakeStandingOrders', orders));
  for (const person of [a, b]) await must(api.post(toMeeting, 'RecordAttendance', { person, role: 'voting member', known: 'stated' }));
  await must(api.post(toMeeting, 'TakeItem', { item }));
  await must(
    api.post(toMeeting, 'RecordDecision', {
      decisionId: decision,
      item,
      kind: 'agreed',
      words: 'The Board agreed that the quay be repaired.',
      subjects: [],
      method: 'general assent',
    }),
  );
  await must(
    api.post(
      toMeeting,
      'RaiseAction',
      {
        actionId: action,
        item,
        label: '1',
        words: 'A surveyor to be found',
        owners: [{ person: b }],
        assigned: 'named',
        decision,
        arises: 'stated',
      },
      { wait: true },
    ),
  );
}, 30_000);

/** A problem with this code, and nothing recorded. */
const refused = async (ask: () => ReturnType<typeof api.post>, status: number, code: string) => {
  const before = await api.head();
  const answer = await ask();
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({ type: `/problems/${code}`, status, title: expect.any(String), overridable: expect.any(Array) });
  expect(answer.body.detail.endsWith(answer.body.remedy)).toBe(true);
  expect(answer.body.remedy).not.toBe('');
  expect(await api.head()).toBe(before);
  return answer.body;
};

describe('what is wrong is said, and nothing is recorded', () => {
  it('an unknown verb', () => refused(() => api.post(toMeeting, 'DanceOnTable', {}), 422, 'verb.unknown'));
  it('a verb of another noun', () => refused(() => api.post(toMeeting, 'EstablishBoard', {}), 422, 'verb.unknown'));
  it('data with a field that the verb does not have', async () => {
    const problem = await refused(() => api.post(toMeeting, 'GiveAdvice', { ...advice(), loudly: true }), 422, 'data.wrong');
    expect(problem).toMatchObject({ place: 'loudly', detail: expect.stringContaining('loudly is not known here') });
  });
  it('data with a field of another shape', async () => {
    const problem = await refused(() => api.post(toMeeting, 'GiveAdvice', { ...advice(), words: 7 }), 422, 'data.wrong');
    expect(problem.place).toBe('words');
  });
  it('a body with a member that no entry has', async () => {
    const body = JSON.stringify({ verb: 'GiveAdvice', data: advice(), actor: a });
    const problem = await refused(() => api.send(`/api/${toMeeting}/entries`, body), 400, 'body.wrong');
    expect(problem.place).toBe('actor');
  });
  it('a body without a verb', async () => {
    const problem = await refused(() => api.send(`/api/${toMeeting}/entries`, '{"data":{}}'), 400, 'body.wrong');
    expect(problem.place).toBe('verb');
  });
  it('an entry recorded in a way that there is not', async () => {
    const problem = await refused(() => api.post(toMeeting, 'GiveAdvice', advice(), { recorded: 'dreamt' }), 400, 'body.wrong');
    expect(problem).toMatchObject({ place: 'recorded', detail: expect.stringContaining('live, afterwards, printed') });
  });
  it('more votes than members who may vote, and what would have to be overridden', async () => {
    const vote = { divisionId: randomUUID(), item, subjects: [], method: 'show of hands', for: 2, against: 1, abstained: 0 };
    const problem = await refused(() => api.post(toMeeting, 'RecordVote', vote), 409, 'vote.more-than-the-roll');
    expect(problem.overridable).toEqual(['vote.more-than-the-roll']);
    expect(problem.rule).not.toBeNull();
  });
  it('a second opening', () => refused(() => api.post(toMeeting, 'OpenMeeting', { zone: 'Europe/London' }), 409, 'meeting.opened-already'));
  it('a revision that has passed', () =>
    refused(() => api.post(toMeeting, 'GiveAdvice', advice(), { ifMatch: '"2"' }), 412, 'stream.moved'));
  it('a revision that is none', async () => {
    const problem = await refused(() => api.post(toMeeting, 'GiveAdvice', advice(), { ifMatch: 'two' }), 400, 'if-match.wrong');
    expect(problem.place).toBe('If-Match');
  });
  it('no command id', async () => {
    const problem = await refused(() => api.post(toMeeting, 'GiveAdvice', advice(), { key: null }), 400, 'command.id-missing');
    expect(problem).toMatchObject({ place: 'Idempotency-Key', remedy: expect.stringContaining('random UUID') });
  });
  it('a command id that is none', () =>
    refused(() => api.post(toMeeting, 'GiveAdvice', advice(), { key: 'one' }), 400, 'command.id-wrong'));
  it('a command id that was used for something else', async () => {
    const key = randomUUID();
    await must(api.post(toMeeting, 'GiveAdvice', advice(), { key }));
    await refused(() => api.post(toMeeting, 'GiveAdvice', advice('Something else'), { key }), 409, 'command.id-reused');
  });
  it('a body that is too large', () =>
    refused(() => api.post(toMeeting, 'GiveAdvice', advice('x'.repeat(300_000))), 413, 'body.too-large'));
  it('a body that is too deep', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    return refused(() => api.send(`/api/${toMeeting}/entries`, `{"verb":"GiveAdvice","data":{"words":${deep}}}`), 400, 'body.too-deep');
  });
  it.each(['{"verb":', '', 'null"', '{"__proto__":{"verb":"GiveAdvice"}}'])('a body that is not JSON: %s', (body) =>
    refused(() => api.send(`/api/${toMeeting}/entries`, body), 400, 'body.not-json'),
  );
  it('a body that is no UTF-8', () => {
    const body = Uint8Array.from(Buffer.from('{"verb":"GiveAdvice","data":{"words":"caf\xe9"}}', 'latin1'));
    return refused(() => api.send(`/api/${toMeeting}/entries`, body), 400, 'body.not-json');
  });
  it('a body that is no JSON by its own word', () =>
    refused(() => api.send(`/api/${toMeeting}/entries`, 'verb', { headers: { 'content-type': 'text/csv' } }), 400, 'body.not-json'));
  it('a form, which curl sends unless it is told otherwise', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { detail } = await refused(() => api.send(`/api/${toMeeting}/entries`, '{"verb":"x"}', { headers }), 400, 'body.not-json');
    expect(detail).toBe('The body is not JSON. It is a form. Send one JSON object, with the content type application/json.');
  });
  it('a part that is missing, and one that nobody asks for, by its name', async () => {
    const [missing, unknown] = await Promise.all(['/api/search', '/api/boards?colour=blue'].map((path) => api.get(path)));
    expect([missing!.body.detail, unknown!.body.detail]).toEqual([
      expect.stringContaining(' q is missing.'),
      expect.stringContaining(' colour is not known here.'),
    ]);
  });
  it('an id that is none', () =>
    refused(() => api.post('meetings/march', 'OpenMeeting', { zone: 'Europe/London' }), 404, 'stream.unknown'));
  it('a noun that there is not', () => refused(() => api.post(`potatoes/${meeting}`, 'Peel', {}), 404, 'address.unknown'));
  it('an action that nobody raised', () =>
    refused(() => api.post(`actions/${randomUUID()}`, 'ReportProgress', { words: 'Begun' }), 404, 'action.unknown'));
  it('a page of another site', () =>
    refused(() => api.post(toMeeting, 'GiveAdvice', advice(), { headers: { origin: 'https://elsewhere.example' } }), 403, 'origin.other'));
  it.each(['meetings', 'decisions', 'actions', 'boards', 'people'])('an id among the %s that the book does not hold', (noun) =>
    refused(() => api.get(`/api/${noun}/${randomUUID()}`), 404, `${{ people: 'person' }[noun] ?? noun.slice(0, -1)}.unknown`),
  );
  it('an address that there is not', () => refused(() => api.get('/api/nothing'), 404, 'address.unknown'));
  it.each([
    ['at=soon', 'at.wrong'],
    ['at=2026-02-31', 'at.wrong'],
    ['at=999999', 'at.ahead'],
    ['on=yesterday', 'on.wrong'],
    ['colour=blue', 'query.wrong'],
  ])('a question as of %s', (query, code) => refused(() => api.get(`/api/boards?${query}`), 400, code));
});

describe('an entry', () => {
  it('is answered with its stream, revision, position and events', async () => {
    const { status, headers, body } = await api.post(toMeeting, 'GiveAdvice', advice());
    expect(status).toBe(201);
    expect(body).toEqual({
      stream: `meeting-${meeting}`,
      revision: expect.any(Number),
      position: await api.head(),
      events: [{ id: expect.any(String), type: 'AdviceGiven', revision: body.revision }],
    });
    expect(headers.get('etag')).toBe(`"${body.revision}"`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
  it('sent twice is recorded once, and answered the same', async () => {
    const key = randomUUID();
    const data = advice();
    const first = await api.post(toMeeting, 'GiveAdvice', data, { key });
    const head = await api.head();
    const again = await api.post(toMeeting, 'GiveAdvice', data, { key, ifMatch: '"0"' });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(await api.head()).toBe(head);
  });
  it('is recorded at the revision that was read', async () => {
    const { headers } = await api.post(toMeeting, 'GiveAdvice', advice());
    expect((await api.post(toMeeting, 'GiveAdvice', advice(), { ifMatch: headers.get('etag')! })).status).toBe(201);
  });
  it('breaks a rule where somebody answers for it', async () => {
    const data = { divisionId: randomUUID(), item, subjects: [], method: 'show of hands', for: 2, against: 1, abstained: 0 };
    const override = { rules: ['vote.more-than-the-roll'], by: a, authority: 'announced by the chair', reason: 'The chair announced it' };
    const { body } = await api.send(`/api/${toMeeting}/entries`, JSON.stringify({ verb: 'RecordVote', data, override }));
    expect(body.events.map(({ type }: { type: string }) => type)).toEqual(['Overridden', 'VoteRecorded']);
  });
  it('waits for the registers where it is asked to', async () => {
    const { headers } = await api.post(toMeeting, 'GiveAdvice', advice(), { headers: { prefer: 'wait=5' } });
    expect(headers.get('preference-applied')).toBe('wait=5');
  });
  it('on an action continues what the meeting raised, with both revisions', async () => {
    const { status, headers, body } = await api.post(`actions/${action}`, 'ReportProgress', { by: b, words: 'Two were asked' });
    expect([status, body.events.map(({ type }: { type: string }) => type)]).toEqual([201, ['ActionContinued', 'ProgressReported']]);
    expect(headers.get('etag')).toMatch(/^"1\.\d+"$/);
    const seen = await api.get(`/api/actions/${action}`);
    expect(seen.headers.get('etag')).toBe(headers.get('etag'));
    expect((await api.post(`actions/${action}`, 'ReportProgress', { by: b, words: 'One came' }, { ifMatch: '"0.99"' })).status).toBe(412);
  });
});

describe('the entries of a stream', () => {
  it('are read with their words, page by page', async () => {
    const first = await api.get(`/api/${toMeeting}/entries?limit=2`);
    expect(first.body.entries.map(({ type }: { type: string }) => type)).toEqual(['MeetingScheduled', 'ItemListed']);
    expect(first.body.entries[1]).toMatchObject({ revision: 1, stands: true, data: { heading: 'Repairs to the West Quay', label: '1' } });
    const second = await api.get(`/api/${toMeeting}/entries${first.body.next}`);
    expect(second.body.entries.map(({ revision }: { revision: number }) => revision)).toEqual([2, 3]);
  });
  it('end where they end', async () => {
    const { body } = await api.get(`/api/boards/${board}/entries`);
    expect([body.entries.length, body.next]).toEqual([3, null]);
  });
});

describe('what is read', () => {
  it('boards, by id and by name', async () => {
    const [known] = (await api.get('/api/boards')).body;
    expect(known).toMatchObject({ board, name: 'Harbour Board', quorum: 2 });
    expect((await api.get(`/api/boards/${board}`)).body).toMatchObject({ board, sittings: [], organisations: [] });
    expect((await api.get('/api/boards/harbour')).body.board).toBe(board);
  });
  it('the meetings of a board, and one of them with its revision', async () => {
    expect((await api.get(`/api/boards/${board}/meetings`)).body.map((one: any) => one.meeting)).toEqual([meeting]);
    const { headers, body } = await api.get(`/api/${toMeeting}`);
    expect(body).toMatchObject({ meeting, name: '2026-03-10', status: 'open', minutes: { status: 'not drafted' } });
    expect(headers.get('etag')).toBe(`"${body.revision}"`);
    expect((await api.post(toMeeting, 'GiveAdvice', advice(), { ifMatch: headers.get('etag')! })).status).toBe(201);
  });
  it.each([
    ['?format=md', '*/*', 'text/markdown', '# '],
    ['', 'text/markdown', 'text/markdown', '# '],
    ['', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'text/html', '<!doctype html>'],
    ['', '*/*', 'application/json', undefined],
  ])('the minutes%s, accepting %s, as %s', async (query, accept, type, start) => {
    const { headers, body } = await api.get(`/api/${toMeeting}/minutes${query}`, { accept });
    expect(headers.get('content-type')).toContain(type);
    if (start === undefined) expect(body).toMatchObject({ format: 'minutebook/minutes-1', status: { state: 'draft' } });
    else {
      expect(body.slice(0, start.length)).toBe(start);
      expect(body).toContain('The Board agreed that the quay be repaired.');
    }
  });
  it('no minutes in a form in which they are not kept', async () => {
    const { status, body } = await api.get(`/api/${toMeeting}/minutes`, { accept: 'image/png' });
    expect([status, body.code, body.place]).toEqual([406, 'form.unknown', 'Accept']);
  });
  it('who was there', async () => {
    const { body } = await api.get(`/api/${toMeeting}/attendance`);
    expect(body).toMatchObject({ present: 2, voting: 2, names: { [a]: 'Member A', [b]: 'Member B' } });
    const sheet = await api.get(`/api/boards/${board}/attendance?format=csv`);
    expect(sheet.body.split('\r\n').slice(0, 2)).toEqual([
      'Name,Appointed as,2026-03-10,Present,Of,Id',
      `Member A,voting member,present,1,1,${a}`,
    ]);
  });
  it('the votes, and decisions without one', async () => {
    const { body } = await api.get(`/api/${toMeeting}/divisions`);
    expect(body.undivided.map((one: any) => one.decision)).toEqual([decision]);
    expect(body.divisions[0]).toMatchObject({ of: 'for and against', entitled: [a, b], counts: { for: { stated: 2 } } });
  });
  it('a finding on the count that was announced', async () => {
    const { body } = await api.get(`/api/${toMeeting}/findings`);
    const codes = body.map((one: any) => [one.kind, one.code]);
    expect(codes).toContainEqual(['finding', 'vote.more-than-the-roll']);
    const asked = await api.get('/api/findings?code=vote.more-than-the-roll&board=Harbour%20Board');
    expect(asked.body.map((one: any) => one.overridden)).toEqual([{ reason: 'The chair announced it' }]);
  });
  it('decisions and what followed', async () => {
    expect((await api.get('/api/decisions?kind=agreed')).body.map((one: any) => one.id)).toEqual([decision]);
    const { headers, body } = await api.get(`/api/decisions/${decision}`);
    expect(body.followed.actions.map((one: any) => one.id)).toEqual([action]);
    expect(headers.get('etag')).toMatch(/^"-1\.\d+"$/);
  });
  it('actions of a person, by name and by board, and as a spreadsheet takes them', async () => {
    const { body } = await api.get('/api/actions?person=Member%20B&board=harbour&status=open');
    expect(body.map((one: any) => [one.number, one.wording, one.status])).toEqual([['1', 'A surveyor to be found', 'in progress']]);
    expect((await api.get('/api/actions?person=Member%20A')).body).toEqual([]);
    const csv = await api.get('/api/actions', { accept: 'text/csv' });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.body).toContain('Harbour Board,2026-03-10,1,A surveyor to be found,Member B,,in progress');
  });
  it('nobody where a name may mean several', async () => {
    const { status, body } = await api.get('/api/actions?person=Member');
    expect([status, body.code]).toEqual([409, 'person.ambiguous']);
    expect(body.detail).toContain('Member A; Member B');
  });
  it('what was known at a position, and at a time before all', async () => {
    expect((await api.get('/api/actions?at=3')).body).toEqual([]);
    expect((await api.get('/api/boards?at=2000-01-01')).body).toEqual([]);
    expect((await api.get(`/api/${toMeeting}/minutes?at=3&format=md`)).body.code).toBe('meeting.unknown');
  });
  it.each(['interests', 'allocations'])('%s, of which there are none', async (register) =>
    expect((await api.get(`/api/${register}?board=${board}`)).body).toEqual([]),
  );
  it('what is missing', async () => {
    const { body } = await api.get(`/api/boards/${board}/missing`);
    expect(Object.keys(body)).toContain('minutesNotApproved');
  });
  it('the audit trail, page by page', async () => {
    const first = await api.get(`/api/audit?stream=meeting-${meeting}&limit=3`);
    expect(first.body.entries.map((one: any) => one.type)).toEqual(['MeetingScheduled', 'ItemListed', 'MeetingOpened']);
    const second = await api.get(`/api/audit${first.body.next}`);
    expect(second.body.entries[0]).toMatchObject({ type: 'RollTaken', standing: 'stands', revision: 3 });
    expect((await api.get('/api/audit?format=csv&limit=1')).body).toContain('Position,Stream,Revision,Type');
  });
  it('health, with whoever follows the log', async () => {
    const { status, body } = await api.get('/health');
    expect([status, body.status]).toEqual([200, 'ok']);
    expect(body.followers.map((one: any) => one.name)).toContain('policies');
  });
  it('the interface itself', async () => {
    expect((await api.get('/api/openapi.json')).body.openapi).toBe('3.1.0');
    const { headers, body } = await api.get('/api');
    expect(headers.get('content-type')).toContain('text/html');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(body).toContain('/api/meetings/{id}/entries');
  });
  it('nothing under a borrowed name', async () => {
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      get(`${api.address()}/health`, { headers: { host: 'rebound.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    expect(answered).toBe(421);
  });
});
