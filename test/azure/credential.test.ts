import { afterEach, describe, expect, it, vi } from 'vitest';
import { azureTokens, type SignIn } from '../../src/azure/credential.ts';
import type { HttpRequest } from '../../src/io/http.ts';
import { type FakeAnswer, fakeHttp, PUBLIC } from './fake-http.ts';

const TENANT = '11111111-1111-1111-1111-111111111111';
const CLIENT = '22222222-2222-2222-2222-222222222222';
const SCOPE = 'https://management.azure.com/.default';
const OIDC = 'https://pipelines.actions.example/token?api-version=2.0';

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.x`;
}

/** Plays GitHub's and Entra's token endpoints over the one way out that the credential is given. */
function world(parts: Partial<SignIn> = {}, entra: (request: HttpRequest, number: number) => FakeAnswer = granted) {
  const secrets: string[] = [];
  let issued = 0;
  const http = fakeHttp((request) => {
    if (request.url.startsWith('https://pipelines.actions.example/'))
      return { status: 200, body: { value: jwt({ sub: 'job' }) } };
    if (request.url.includes('/oauth2/v2.0/token')) return entra(request, ++issued);
    return { status: 404, body: {} };
  });
  const tokens = azureTokens({
    http,
    cloud: PUBLIC,
    tenantId: TENANT,
    clientId: CLIENT,
    env: { ACTIONS_ID_TOKEN_REQUEST_URL: OIDC, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runner-secret' },
    emulated: false,
    bounded: (work) => work,
    mask: (secret) => secrets.push(secret),
    ...parts,
  });
  return { http, tokens, secrets };
}

function granted(_: HttpRequest, number: number): FakeAnswer {
  return { status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: `entra-${number}` } };
}

const form = ({ body }: HttpRequest) => new URLSearchParams(String(body));
const tokenRequests = (sent: readonly HttpRequest[]) => sent.filter(({ url }) => url.includes('/oauth2/v2.0/token'));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('signing in with the OIDC token of the job', () => {
  it('exchanges it at the authority of the cloud, everything over our own transport', async () => {
    const { http, tokens, secrets } = world();
    expect(await tokens.token(SCOPE)).toBe('entra-1');
    const [asked] = http.sent;
    expect(asked?.url).toBe(`${OIDC}&audience=api%3A%2F%2FAzureADTokenExchange`);
    expect(asked?.headers?.authorization).toBe('Bearer runner-secret');
    const [exchange] = tokenRequests(http.sent);
    expect(exchange?.url).toMatch(`https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`);
    expect(exchange === undefined ? {} : Object.fromEntries(form(exchange))).toMatchObject({
      client_id: CLIENT,
      scope: SCOPE,
      grant_type: 'client_credentials',
      client_assertion: jwt({ sub: 'job' }),
    });
    expect(new Set(secrets)).toEqual(new Set([jwt({ sub: 'job' }), 'entra-1']));
  });

  it('asks once a scope, also when many ask at once', async () => {
    const { http, tokens } = world();
    expect(await Promise.all([tokens.token(SCOPE), tokens.token(SCOPE), tokens.token(SCOPE)])).toEqual([
      'entra-1',
      'entra-1',
      'entra-1',
    ]);
    await tokens.token('https://containerregistry.azure.net/.default');
    expect(tokenRequests(http.sent)).toHaveLength(2);
  });

  it('has a new token once one was refused, and not before', async () => {
    const { http, tokens } = world();
    const first = await tokens.token(SCOPE);
    tokens.renew(first);
    expect(await Promise.all([tokens.token(SCOPE), tokens.token(SCOPE)])).toEqual(['entra-2', 'entra-2']);
    tokens.renew(first);
    expect(await tokens.token(SCOPE)).toBe('entra-2');
    expect(tokenRequests(http.sent)).toHaveLength(2);
  });

  it('says what Entra says, in one line without secrets', async () => {
    const { tokens } = world({}, () => ({
      status: 400,
      body: {
        error: 'invalid_client',
        error_description: 'AADSTS700213: No matching federated identity record found.\r\nTrace ID: x',
      },
    }));
    const failure = await tokens.token(SCOPE).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'UserError' });
    const message = String(failure);
    expect(message).toContain('AADSTS700213');
    expect(message).toContain('federated credential');
    expect(message).not.toMatch(/\n|runner-secret/);
    expect(message).not.toContain(jwt({ sub: 'job' }));
  });

  it('says where GitHub gives no token', async () => {
    const http = fakeHttp(() => ({ status: 500, body: {} }));
    const { tokens } = world({ http });
    await expect(tokens.token(SCOPE)).rejects.toThrow(
      'GitHub gave no OIDC token for this job (HTTP 500). Check "permissions: id-token: write".',
    );
    expect(http.sent).toHaveLength(5);
    expect(http.waits).toEqual([1000, 2000, 4000, 8000]);
  });
});

describe('signing in with what the environment has', () => {
  it('uses a client secret, over our own transport', async () => {
    vi.stubEnv('AZURE_TENANT_ID', TENANT);
    vi.stubEnv('AZURE_CLIENT_ID', CLIENT);
    vi.stubEnv('AZURE_CLIENT_SECRET', 'the-secret');
    const { http, tokens } = world({ env: {}, emulated: true });
    expect(await tokens.token(SCOPE)).toBe('entra-1');
    const [exchange] = tokenRequests(http.sent);
    expect(exchange === undefined ? '' : form(exchange).get('client_secret')).toBe('the-secret');
  });

  it('says first what a job without an OIDC token lacks', async () => {
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'EnvironmentCredential');
    const { tokens } = world({ env: { GITHUB_ACTIONS: 'true' }, emulated: true });
    const failure = await tokens.token(SCOPE).catch((error: unknown) => error);
    expect(String(failure)).toMatch(
      /^UserError: Signing in to Azure failed: this job has no OIDC token.*id-token: write/,
    );
    expect(String(failure)).not.toContain('EnvironmentCredential');
  });
});
