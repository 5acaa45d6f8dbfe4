import { afterEach, describe, expect, it } from 'vitest';
import { parseJson, stringField } from '../../src/base/json.ts';
import { EXCHANGE_AUDIENCE, GITHUB_ISSUER } from '../../src/emulator/directory.ts';
import { type Job, MAIN_PUSH } from '../../src/emulator/jobs.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { openWayIn, type WayIn } from './way-in.ts';

/** Who is let in by Entra, and with which words the others are not. */

let way: WayIn;

afterEach(async () => {
  await way.close();
});

/** What Entra says to a job. */
async function signIn(
  job: Job = MAIN_PUSH,
  asked: { readonly tenant?: string; readonly client?: string; readonly audience?: string } = {},
): Promise<{ readonly status: number; readonly said: string }> {
  const { names } = way.emulator;
  const env = way.emulator.env(job);
  const oidc = await way.http.send({
    method: 'GET',
    url: `${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent(asked.audience ?? EXCHANGE_AUDIENCE)}`,
    headers: { authorization: `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
  });
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: asked.client ?? names.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: stringField(await oidc.json(), 'value') ?? '',
    scope: 'https://management.azure.com/.default',
  });
  const response = await way.http.send({
    method: 'POST',
    url: `https://login.microsoftonline.com/${asked.tenant ?? names.tenantId}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  const body = parseJson(await response.text());
  return { status: response.status, said: (stringField(body, 'error_description') ?? '').replace(/ Trace ID.*/, '') };
}

const PLAIN = {
  name: 'main',
  issuer: GITHUB_ISSUER,
  subject: 'repo:contoso/shop:ref:refs/heads/main',
  audiences: [EXCHANGE_AUDIENCE],
};
const FEATURE: Job = { event: 'push', ref: 'refs/heads/feature' };

describe('a job', () => {
  it.each([
    ['a push to main', MAIN_PUSH, 200],
    ['a pull request', { event: 'pull_request', ref: 'refs/pull/7/merge' }, 200],
    ['a schedule', { event: 'schedule', ref: 'refs/heads/main' }, 200],
    ['a push to another branch', FEATURE, 401],
    ['an environment', { ...MAIN_PUSH, environment: 'production' }, 401],
  ])('of %s gets a token or not, by its subject', async (_, job, status) => {
    for (const subjects of ['with ids', 'names only'] as const) {
      way = await openWayIn({ oidc: { subjects } });
      expect((await signIn(job)).status).toBe(status);
      await way.close();
    }
    way = await openWayIn();
  });

  it.each<[string, EmulatorOptions, string]>([
    [
      'a credential from before the ids',
      { federatedCredentials: [PLAIN] },
      "AADSTS700213: No matching federated identity record found for presented assertion subject 'repo:contoso@501/shop@1001:ref:refs/heads/main'.",
    ],
    [
      'a credential in other letters',
      {
        oidc: { subjects: 'names only' },
        federatedCredentials: [{ ...PLAIN, subject: PLAIN.subject.replace('c', 'C') }],
      },
      'AADSTS7002138: No matching federated identity record found for presented assertion subject',
    ],
    [
      'a credential of another issuer',
      { federatedCredentials: [{ ...PLAIN, issuer: `${GITHUB_ISSUER}/` }] },
      `AADSTS700211: No matching federated identity record found for presented assertion issuer '${GITHUB_ISSUER}'.`,
    ],
    [
      'a credential for another audience',
      { federatedCredentials: [{ ...PLAIN, audiences: ['api://other'] }] },
      "AADSTS700212: No matching federated identity record found for presented assertion audience 'api://AzureADTokenExchange'.",
    ],
    [
      'no credential',
      { federatedCredentials: [] },
      "AADSTS70025: The client '22222222-2222-2222-2222-222222222222'(acr-artifact-cache) has no configured federated identity credentials.",
    ],
    [
      'an older answer',
      { entra: { refusals: 'in general' }, federatedCredentials: [PLAIN] },
      "AADSTS70021: No matching federated identity record found for presented assertion. Assertion Issuer: 'https://token.actions.githubusercontent.com'. Assertion Subject: 'repo:contoso@501/shop@1001:ref:refs/heads/main'.",
    ],
  ])('with %s is told so', async (_, options, words) => {
    way = await openWayIn(options);
    const answer = await signIn();
    expect([400, 401]).toContain(answer.status);
    expect(answer.said).toContain(words);
  });

  it.each([
    ['another tenant', { tenant: '99999999-9999-9999-9999-999999999999' }, 'AADSTS90002'],
    ['a tenant that is no id', { tenant: 'contoso' }, 'AADSTS900023'],
    ['another client', { client: '99999999-9999-9999-9999-999999999999' }, 'AADSTS700016'],
  ])('that asks for %s is told so', async (_, asked, code) => {
    way = await openWayIn();
    expect((await signIn(MAIN_PUSH, asked)).said).toContain(code);
  });

  it('of an application without a service principal, or with a token that ended, is told so', async () => {
    way = await openWayIn();
    const { directory, names, tokens } = way.emulator;
    const own = directory.applications.get(names.clientId);
    if (own === undefined) throw new Error('there is no application');
    directory.applications.set(names.clientId, { ...own, servicePrincipal: false });
    expect((await signIn()).said).toContain('AADSTS7000229');
    directory.applications.set(names.clientId, own);
    way.emulator.addFault({
      match: { service: 'entra' },
      before: () => tokens.expire('oidc'),
      answer: { type: 'none' },
    });
    expect((await signIn()).said).toContain('AADSTS700024');
  });
});
