import { UserError } from '../base/errors.ts';
import { sentences } from '../base/sentences.ts';
import { readable } from './azure-words.ts';
import { federatedCredentialCommand } from './federated-credential.ts';

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

/** Entra's codes (docs/azure-behaviour.md#federated-refusals, docs/azure-behaviour.md#sign-in-refusals). */
const ENTRA_CODE = /AADSTS\d{3,8}/;
const FEDERATED: ReadonlySet<string> = new Set([
  'AADSTS70021',
  'AADSTS70025',
  'AADSTS700211',
  'AADSTS700212',
  'AADSTS700213',
  'AADSTS7002138',
]);
/** The job's own token ended on the way. */
export const ASSERTION_ENDED = 'AADSTS700024';

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
  const start = said.search(ENTRA_CODE);
  if (start === -1) return undefined;
  const text = readable(said.slice(start));
  const end = text.search(/ Trace ID:/);
  return (end === -1 ? text : text.slice(0, end)).slice(0, MAX_WORDS_CHARS).replace(/\.$/, '');
}

function refused(words: string, asker: Asker): string {
  const { tenantId = 'not given', clientId = 'not given' } = asker;
  const code = ENTRA_CODE.exec(words)?.[0] ?? '';
  if (FEDERATED.has(code)) return unmatched(words, code, asker);
  switch (code) {
    case 'AADSTS90002':
    case 'AADSTS900023':
      return `tenant-id is ${tenantId}, and Entra knows no such tenant (${words}). Give that of the subscription: az account show --query tenantId. See docs/troubleshooting.md#unknown-tenant`;
    case 'AADSTS700016':
      return `client-id is ${clientId}, and tenant ${tenantId} has no such application (${words}). Give its appId: az ad app list --display-name <name> --query "[].appId"; or tenant-id is another's. See docs/troubleshooting.md#unknown-client`;
    case 'AADSTS7000229':
      return `application ${clientId} has no service principal in tenant ${tenantId} (${words}). Make it: az ad sp create --id ${clientId}. See docs/troubleshooting.md#no-service-principal`;
    case ASSERTION_ENDED:
      return `the token that this identity showed has ended (${words}). Run again; where it is one that you gave, get a new one. See docs/troubleshooting.md#expired-assertion`;
    default:
      return `${words}. client-id is ${clientId}, tenant-id is ${tenantId}. See https://login.microsoftonline.com/error?code=${code.slice('AADSTS'.length)}`;
  }
}

/** The subject that was shown, where Entra quotes it. */
function unmatched(words: string, code: string, { tenantId = 'not given', clientId = 'not given' }: Asker): string {
  const subject = /[Ss]ubject:? '([^']+)'/.exec(words)?.[1];
  const what =
    code === 'AADSTS7002138'
      ? 'has its subject in other letters: they must be the same to the case'
      : 'has no federated credential that takes the token of this job';
  const command = federatedCredentialCommand(clientId, subject ?? '<subject>');
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
