import { describe, expect, it } from 'vitest';
import { armSender } from '../../src/azure/arm-sender.ts';
import { armLack } from '../../src/azure/arm-shapes.ts';
import { type FakeAnswer, fakeHttp, fakeTokens, PUBLIC } from './fake-http.ts';

/** A resource of no kind that this product reads. */
const URL = 'https://management.azure.com/subscriptions/s/thing?api-version=1&sig=secret';

function sender(answers: readonly FakeAnswer[]) {
  let index = 0;
  const http = fakeHttp(() => answers[Math.min(index++, answers.length - 1)] ?? 'lost');
  return { http, send: armSender(http, fakeTokens(), PUBLIC, armLack) };
}

describe('patience with Azure Resource Manager', () => {
  it.each([
    [
      'a read after a lost connection',
      'GET',
      ['lost', 'lost', { status: 200, body: { name: 'x', properties: {} } }],
      200,
      [1000, 2000],
    ],
    [
      'a read after a server error',
      'GET',
      [{ status: 503 }, { status: 200, body: { name: 'x', properties: {} } }],
      200,
      [1000],
    ],
    [
      'any request after 429, as long as it is asked to',
      'PUT',
      [{ status: 429, headers: { 'retry-after': '7' } }, { status: 201 }],
      201,
      [7000],
    ],
    ['a write after a server error is for the caller to judge', 'PUT', [{ status: 500 }], 500, []],
    ['a request of the user', 'GET', [{ status: 400 }], 400, []],
    ['a wait that is too long', 'GET', [{ status: 429, headers: { 'retry-after': '3600' } }], 429, []],
    ['no more than five attempts', 'GET', [{ status: 502 }], 502, [1000, 2000, 4000, 8000]],
  ] satisfies [string, 'GET' | 'PUT', FakeAnswer[], number, number[]][])(
    '%s',
    async (_, method, answers, status, waits) => {
      const { http, send } = sender(answers);
      expect((await send({ method, url: URL })).status).toBe(status);
      expect(http.waits).toEqual(waits);
      expect(http.sent).toHaveLength(waits.length + 1);
    },
  );

  it('a lost write is told, once', async () => {
    const { http, send } = sender(['lost']);
    await expect(send({ method: 'PUT', url: URL })).rejects.toThrow('the connection was lost');
    expect(http.sent).toHaveLength(1);
  });

  const rules = URL.replace('/thing', '/cacheRules');
  it.each([
    ['null', 'null', 'it is no JSON object'],
    ['a list', [], 'it is no JSON object'],
    ['a string', '"x"', 'it is no JSON object'],
    ['a page of a proxy', '<html>', 'it is not JSON'],
    ['a broken body', '{"value":[', 'it is not JSON'],
    ['an empty body', '', 'it has no list "value"'],
    ['no list', {}, 'it has no list "value"'],
    ['a list that is null', { value: null }, 'it has no list "value"'],
    ['an entry that is null', { value: [null] }, 'an entry of the list is none'],
    ['a link that is none', { value: [], nextLink: 7 }, 'its next link is none'],
    ['a link to itself', { value: [], nextLink: rules }, 'its next link is itself'],
  ])('a read whose answer is %s is tried again, and a failure in the end', async (_, body, lack) => {
    const twice = sender([
      { status: 200, body },
      { status: 200, body: { value: [] } },
    ]);
    expect(await (await twice.send({ method: 'GET', url: rules })).json()).toEqual({ value: [] });
    const always = sender([{ status: 200, body }]);
    await expect(always.send({ method: 'GET', url: rules })).rejects.toThrow(`the answer is none: ${lack}`);
    expect(always.http.sent).toHaveLength(5);
  });

  it('a write whose answer is none is told, once', async () => {
    const { http, send } = sender([{ status: 201, body: 'null' }]);
    const url = `${rules.replace('?', '/one?')}`;
    await expect(send({ method: 'PUT', url })).rejects.toThrow('the answer is none');
    expect(http.sent).toHaveLength(1);
  });

  it('asks for a new token once after 401', async () => {
    const { http, send } = sender([{ status: 401 }, { status: 200, body: { name: 'x', properties: {} } }]);
    expect((await send({ method: 'PUT', url: URL })).status).toBe(200);
    expect(http.sent.map(({ headers }) => headers?.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
    const refused = sender([{ status: 401 }]);
    expect((await refused.send({ method: 'GET', url: URL })).status).toBe(401);
    expect(refused.http.sent).toHaveLength(2);
  });

  it.each(['https://evil.example/next', 'https://management.azure.com.evil.example/', 'http://management.azure.com/x'])(
    'takes its token nowhere else: %s',
    async (url) => {
      const { http, send } = sender([{ status: 200, body: { name: 'x', properties: {} } }]);
      await expect(send({ method: 'GET', url })).rejects.toThrow('is not on management.azure.com');
      expect(http.sent).toEqual([]);
    },
  );
});
