import { describe, expect, it } from 'vitest';
import { field } from '../../src/base/json.ts';
import { askArm, type Question, quotaReset } from '../../src/defender/arm-question.ts';
import { RunEnded } from '../../src/io/http.ts';
import { type FakeAnswer, fakeHttp, fakeTokens } from '../azure/fake-http.ts';

const QUESTION: Question<unknown> = {
  ...{ method: 'GET', path: '/subscriptions/s' },
  read: (value) => (value === undefined ? 'it is no JSON' : { value }),
};

/** Asks a service that gives its answers in turn, the last one again and again. */
async function ask(answers: readonly FakeAnswer[], question: Question<unknown> = QUESTION) {
  const http = fakeHttp(
    ({ url }) => answers[Math.min(http.sent.length, answers.length) - 1] ?? { status: 599, body: url },
  );
  const answer = await askArm({ http, armEndpoint: 'https://management.azure.com', ...fakeTokens() }, question);
  return { answer, sent: http.sent, waits: http.waits };
}

const ok: FakeAnswer = { status: 200, body: { value: 7 } };
const busy = (status: number, headers = {}): FakeAnswer => ({ status, headers, body: 'busy' });

describe('a question to Azure Resource Manager', () => {
  it('is sent with the token, and without a body unless it has one', async () => {
    const { answer, sent } = await ask([ok]);
    expect(answer).toEqual({ type: 'answered', value: { value: 7 } });
    expect(sent).toStrictEqual([
      {
        ...{ method: 'GET', url: 'https://management.azure.com/subscriptions/s' },
        headers: { authorization: 'Bearer token-1', accept: 'application/json' },
      },
    ]);
    const [post] = (await ask([ok], { ...QUESTION, method: 'POST', body: { a: 1 } })).sent;
    expect(post).toMatchObject({ method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } });
  });

  it.each<[string, readonly FakeAnswer[], readonly number[]]>([
    ['a lost connection', ['lost', 'lost', ok], [1000, 2000]],
    ['an answer that is none', [{ status: 200, body: '<html>' }, { status: 200, body: '' }, ok], [1000, 2000]],
    ['a service that fails', [busy(500), busy(503), ok], [2000, 4000]],
    ['a service that throttles', [busy(429), ok], [2000]],
    ['a service that says when', [busy(429, { 'retry-after': '7' }), ok], [7000]],
    ['a quota that is used up', [busy(429, { 'x-ms-user-quota-resets-after': '00:00:03' }), ok], [3000]],
    [
      'what it says of itself before what it says of its quota',
      [busy(503, { 'retry-after': '7', 'x-ms-user-quota-resets-after': '00:00:03' }), ok],
      [7000],
    ],
    ['a service that wants to be left alone for long', [busy(503, { 'retry-after': '600' }), ok], [60_000]],
  ])('is asked again after %s, in growing pauses', async (_, answers, expected) => {
    const { answer, sent, waits } = await ask(answers);
    expect(answer.type).toBe('answered');
    expect([waits, sent.length]).toEqual([expected, answers.length]);
  });

  it.each<[FakeAnswer, readonly number[], string]>([
    ['lost', [1000, 2000, 4000, 8000], 'GET: the connection was lost'],
    [busy(503), [2000, 4000, 8000, 16_000], 'HTTP 503'],
    [{ status: 200, body: '<html>' }, [1000, 2000, 4000, 8000], 'it is no JSON'],
  ])('is given up after five times: %j', async (answer, pauses, reason) => {
    const found = await ask([answer]);
    expect(found.answer).toEqual({ type: 'failed', reason: `${reason}, 5 times; run again later` });
    expect([found.waits, found.sent.length]).toEqual([pauses, 5]);
  });

  it.each([400, 403, 404, 413, 499])('is not asked again where it is refused (%i)', async (status) => {
    const error = { code: 'Bad', message: 'no\n  way', details: [{ code: 'Worse' }, { message: 'really' }, {}] };
    const { answer, sent } = await ask([{ status, headers: { 'x-a': 'b' }, body: { error } }]);
    expect(answer).toMatchObject({
      ...{ type: 'refused', status, codes: ['Bad', 'Worse'], reason: `HTTP ${status}: Bad, no way; Worse; really` },
    });
    expect(answer.type === 'refused' && answer.headers.get('x-a')).toBe('b');
    expect(sent).toHaveLength(1);
  });

  it.each<[unknown, string]>([
    ['<html>', 'HTTP 400'],
    ['', 'HTTP 400'],
    ['null', 'HTTP 400'],
    ['7', 'HTTP 400'],
    [[], 'HTTP 400'],
    [{}, 'HTTP 400'],
    [{ error: null }, 'HTTP 400'],
    [{ error: {} }, 'HTTP 400'],
    [{ error: { code: '', message: 'm' } }, 'HTTP 400: m'],
    [{ error: { message: 'x'.repeat(700) } }, `HTTP 400: ${'x'.repeat(598)}`],
  ])('tells of a refusal what it says: %j', async (body, reason) => {
    expect((await ask([{ status: 400, body }])).answer).toMatchObject({ type: 'refused', reason });
  });

  it('is sent once more with a new token where the first is not taken', async () => {
    const { answer, sent, waits } = await ask([busy(401), ok]);
    expect(answer.type).toBe('answered');
    expect(sent.map(({ headers }) => field(headers, 'authorization'))).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(waits).toEqual([]);
    const refused = await ask([busy(401)]);
    expect([refused.answer.type, refused.sent.length]).toEqual(['refused', 2]);
  });

  it.each([new RunEnded('the run was cancelled'), new TypeError('a defect')])('throws %s', async (error) => {
    const http = fakeHttp(() => {
      throw error;
    });
    const asked = askArm({ http, armEndpoint: 'https://a', ...fakeTokens() }, QUESTION);
    await expect(asked).rejects.toBe(error);
    expect(http.sent).toHaveLength(1);
  });
});

describe('what is said of a quota', () => {
  it.each([
    ['00:00:05', 5000],
    ['1:02:03', 3_723_000],
    ['00:00:02.5', 2000],
    ['00:00:02.5000000', 2000],
    ['5', undefined],
    ['00:00:05x', undefined],
    ['x00:00:05', undefined],
    ['000:00:05', undefined],
    ['00:0:05', undefined],
    ['00:00:5', undefined],
    ['00:00:05.', undefined],
    ['', undefined],
  ])('%j is %s ms', (text, expected) => {
    expect(quotaReset(new Map([['x-ms-user-quota-resets-after', text]]))).toBe(expected);
    expect(quotaReset(new Map())).toBeUndefined();
  });
});
