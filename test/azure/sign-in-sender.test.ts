import { describe, expect, it } from 'vitest';
import { azureTokens } from '../../src/azure/credential.ts';
import type { HttpRequest } from '../../src/io/http.ts';
import { type FakeAnswer, fakeHttp, PUBLIC } from './fake-http.ts';

const SCOPE = 'https://management.azure.com/.default';
const GRANTED: FakeAnswer = {
  status: 200,
  body: { token_type: 'Bearer', expires_in: 3600, access_token: 'entra-token' },
};
const JOB_TOKEN = { status: 200, body: { value: 'e30.eyJzdWIiOiJqb2IifQ.x' } } as const;

/** Entra and GitHub's token endpoint, each answering in turn; the last answer stays. */
function signIn(entra: readonly FakeAnswer[], oidc: readonly FakeAnswer[] = [JOB_TOKEN]) {
  const next = (answers: readonly FakeAnswer[], asked: number) =>
    answers[Math.min(asked, answers.length) - 1] ?? 'lost';
  const counts = { entra: 0, oidc: 0 };
  const http = fakeHttp(({ url }: HttpRequest) => {
    if (url.startsWith('https://oidc.example/')) return next(oidc, ++counts.oidc);
    if (url.includes('/oauth2/v2.0/token')) return next(entra, ++counts.entra);
    return { status: 404, body: { error: 'not_found' } };
  });
  const tokens = azureTokens({
    http,
    cloud: PUBLIC,
    tenantId: '11111111-1111-1111-1111-111111111111',
    clientId: '22222222-2222-2222-2222-222222222222',
    env: { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://oidc.example/token', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret' },
    emulated: true,
    bounded: (work) => work,
    mask: () => undefined,
  });
  return { http, counts, token: () => tokens.token(SCOPE) };
}

const html = { status: 200, body: '<html>Sign in to the guest network</html>' } as const;

describe('signing in where an answer of Entra is lost', () => {
  it.each([
    ['a lost connection', 'lost'],
    ['a server error', { status: 503, body: { error: 'server_error' } }],
    ['throttling', { status: 429, headers: { 'retry-after': '7' }, body: {} }],
    ['a page of a proxy', html],
    ['null', { status: 200, body: 'null' }],
    ['a list', { status: 200, body: [] }],
    ['an empty body', { status: 200, body: '' }],
    ['a broken body', { status: 200, body: '{"access_to' }],
    ['an answer without a token', { status: 200, body: {} }],
    ['an error that passes by its code', { status: 400, body: { error: 'temporarily_unavailable' } }],
  ] satisfies [string, FakeAnswer][])('%s is tried again', async (_, answer) => {
    const { counts, token, http } = signIn([answer, GRANTED]);
    expect(await token()).toBe('entra-token');
    expect(counts.entra).toBe(2);
    expect(http.waits).toEqual([answer !== 'lost' && answer.status === 429 ? 7000 : 1000]);
  });

  it.each([
    ['a lost connection', 'lost', /the connection was lost/],
    ['a page of a proxy', html, /HTTP 200 with a body that is no answer of Entra/],
    ['null', { status: 200, body: 'null' }, /HTTP 200 with a body that is no answer of Entra/],
  ] satisfies [string, FakeAnswer, RegExp][])(
    '%s without end is said, after five attempts',
    async (_, answer, said) => {
      const { counts, token } = signIn([answer]);
      await expect(token()).rejects.toThrow(said);
      await expect(token()).rejects.toThrow(/^Signing in to Azure failed: .* Run again/);
      expect(counts.entra).toBe(10);
    },
  );

  it('a refusal is not tried again', async () => {
    const refusal = { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS700212: No match.' } };
    const { counts, token } = signIn([refusal, GRANTED]);
    await expect(token()).rejects.toThrow(/AADSTS700212/);
    expect(counts.entra).toBe(1);
  });

  it('a refusal that is a page is told as one that is no answer of Entra', async () => {
    const { counts, token } = signIn([{ status: 403, body: '<html>blocked</html>' }, GRANTED]);
    await expect(token()).rejects.toThrow(/HTTP 403 with a body that is no answer of Entra/);
    expect(counts.entra).toBe(1);
  });
});

describe("signing in where GitHub's answer is lost", () => {
  it.each([
    ['a lost connection', 'lost'],
    ['a page of a proxy', html],
    ['null', { status: 200, body: 'null' }],
    ['no token', { status: 200, body: { value: '' } }],
    ['throttling', { status: 429, body: {} }],
  ] satisfies [string, FakeAnswer][])('%s is tried again', async (_, answer) => {
    const { counts, token } = signIn([GRANTED], [answer, JOB_TOKEN]);
    expect(await token()).toBe('entra-token');
    expect(counts.oidc).toBeGreaterThanOrEqual(2);
  });
});
