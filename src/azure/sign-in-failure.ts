import { UserError } from '../base/errors.ts';
import { sentences } from '../base/sentences.ts';
import { addFederatedCredential, EXCHANGE_AUDIENCE, GITHUB_ISSUER } from '../entra/federated-credential.ts';
import { entraCode, OTHER_CASE, refusalOf } from '../entra/refusals.ts';
import { readable } from './azure-words.ts';

/** Why nobody is signed in, as a sentence with the values given, Entra's words and what to do. */

/** Who wanted to sign in. */
export interface Asker {
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
  /** Where Entra is. */
  readonly authorityHost: string;
  /** Whether a job of GitHub Actions asks, and whether it was told where to get its OIDC token. */
  readonly job: 'with token' | 'without token' | undefined;
}

/** @param said what the identity library threw: Entra's words, or its account of all that it tried */
export function signInFailure(said: string, asker: Asker): UserError {
  const words = entraWords(said);
  const why = words === undefined ? unasked(said, asker) : refused(words, asker);
  return new UserError(`Signing in to Azure failed: ${why}`);
}

/** Where Entra gave no answer. */
export function unreachable(lost: string, { authorityHost }: Asker): UserError {
  return new UserError(
    `Signing in to Azure failed: ${lost}. Run again; if it stays so, look at the proxy or firewall on the way to ${authorityHost}.`,
  );
}

const MAX_WORDS_CHARS = 600;

/** What Entra said, without the ids of the one request; `undefined` where it was not asked. */
function entraWords(said: string): string | undefined {
  const found = entraCode(said);
  if (found === undefined) return undefined;
  const text = readable(said.slice(found.start));
  const end = text.search(/ Trace ID:/);
  return (end === -1 ? text : text.slice(0, end)).slice(0, MAX_WORDS_CHARS).replace(/\.$/, '');
}

function refused(words: string, asker: Asker): string {
  const { tenantId = 'not given', clientId = 'not given' } = asker;
  const code = entraCode(words)?.code ?? '';
  switch (refusalOf(code)) {
    case 'not-federated':
      return unmatched(words, code, asker);
    case 'unknown-tenant':
      return `tenant-id is ${tenantId}, and Entra knows no such tenant (${words}). Give that of the subscription: az account show --query tenantId. See docs/troubleshooting.md#unknown-tenant`;
    case 'unknown-client':
      return `client-id is ${clientId}, and tenant ${tenantId} has no such application (${words}). Give its appId: az ad app list --display-name <name> --query "[].appId"; or tenant-id is another's. See docs/troubleshooting.md#unknown-client`;
    case 'no-service-principal':
      return `application ${clientId} has no service principal in tenant ${tenantId} (${words}). Make it: az ad sp create --id ${clientId}. See docs/troubleshooting.md#no-service-principal`;
    case 'disabled-application':
      return `application ${clientId} is switched off in tenant ${tenantId} (${words}). Switch it on: az ad sp update --id ${clientId} --set accountEnabled=true. See docs/troubleshooting.md#disabled-application`;
    case 'assertion-ended':
      return `the token that this identity showed has ended (${words}). Run again; where it is one that you gave, get a new one. See docs/troubleshooting.md#expired-assertion`;
    case 'other':
      return `${words}. client-id is ${clientId}, tenant-id is ${tenantId}. See https://login.microsoftonline.com/error?code=${code.slice('AADSTS'.length)}`;
  }
}

/** The subject that was shown, where Entra quotes it. */
function unmatched(words: string, code: string, { tenantId = 'not given', clientId = 'not given' }: Asker): string {
  const subject = /[Ss]ubject:? '([^']+)'/.exec(words)?.[1];
  const what =
    code === OTHER_CASE
      ? 'has its subject in other letters: they must be the same to the case'
      : 'has no federated credential that takes the token of this job';
  const presented = { issuer: GITHUB_ISSUER, subject: subject ?? '<subject>', audience: EXCHANGE_AUDIENCE };
  const command = addFederatedCredential(clientId, presented);
  return `application ${clientId} of tenant ${tenantId} ${what} (${words}). Add one: ${command}. See docs/troubleshooting.md#federated-credential`;
}

/** Where Entra said nothing: of one way to sign in what became of it, of many that there was none. */
function unasked(said: string, asker: Asker): string {
  const { clientId, tenantId, job } = asker;
  if (clientId === undefined || tenantId === undefined || job !== 'with token') return nobody(asker);
  const remedy =
    'Check client-id, tenant-id, "permissions: id-token: write" and the federated credential of the identity.';
  return sentences(readable(said).slice(0, MAX_WORDS_CHARS), remedy);
}

/** What there was to sign in with, and what to do, without the library's account of all that it tried. */
function nobody({ tenantId, clientId, job }: Asker): string {
  if (clientId !== undefined && tenantId !== undefined && job === 'without token') {
    return 'this job has no OIDC token, and nobody has signed in before. Add "permissions: id-token: write" to the job, or sign in before with azure/login. See docs/troubleshooting.md#no-oidc-token';
  }
  const missing = [
    ...(clientId === undefined ? ['client-id (or AZURE_CLIENT_ID)'] : []),
    ...(tenantId === undefined ? ['tenant-id (or AZURE_TENANT_ID)'] : []),
  ];
  const lack =
    missing.length === 0 ? '' : ` ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not given,`;
  if (job === undefined) {
    return `nobody is signed in:${lack === '' ? '' : `${lack} and`} neither the environment, a managed identity nor the Azure CLI has an identity. Sign in with az login. See docs/troubleshooting.md#nobody`;
  }
  return `nobody is signed in:${lack} and no step before has signed in. Give client-id and tenant-id and "permissions: id-token: write", or sign in before with azure/login. See docs/troubleshooting.md#nobody`;
}
