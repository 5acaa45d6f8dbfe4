import { createHash } from 'node:crypto';
import { az } from '../az-command.ts';

/** What lets an application take a job's OIDC token in place of a secret (docs/azure-behaviour.md#federated-credentials). */

export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';
/** The audience that the job's token is asked for (docs/azure-behaviour.md#sign-in). */
export const EXCHANGE_AUDIENCE = 'api://AzureADTokenExchange';

/** What a job's token says, to the letter (docs/github-behaviour.md#oidc-subject). */
export interface Presented {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** The command that gives an application the credential that takes exactly what a job presents. */
export function addFederatedCredential(clientId: string, presented: Presented): string {
  const { issuer, subject, audience } = presented;
  const parameters = { name: federatedCredentialName(presented), issuer, subject, audiences: [audience] };
  return az(...CREDENTIAL, 'create', '--id', clientId, '--parameters', JSON.stringify(parameters));
}

/**
 * The command that takes away what would stand in the way of that: an application has one credential for an issuer and a subject
 * (docs/azure-behaviour.md#federated-limits), whatever its audience.
 */
export function dropFederatedCredential(clientId: string, { issuer, subject }: Presented): string {
  const query = `[?issuer==${literal(issuer)} && subject==${literal(subject)}].name`;
  const list = az(...CREDENTIAL, 'list', '--id', clientId, '--query', query, '--output', 'tsv');
  return `${list} | xargs -r -n 1 ${az(...CREDENTIAL, 'delete', '--id', clientId, '--federated-credential-id')}`;
}

const CREDENTIAL = ['ad', 'app', 'federated-credential'] as const;

/** A raw string of JMESPath (https://jmespath.org/specification.html#raw-string-literals). */
function literal(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}

/** What Entra takes as the name of a federated credential, in characters (docs/azure-behaviour.md#federated-limits). */
const MAX_NAME_CHARACTERS = 120;

/** A readable name, and another one for each issuer, subject and audience, so that it never meets a credential that is nearly right. */
export function federatedCredentialName({ issuer, subject, audience }: Presented): string {
  const hash = createHash('sha256').update([issuer, subject, audience].join('\n')).digest('hex').slice(0, 8);
  const slug = subject
    .replace(/^repo:/, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, MAX_NAME_CHARACTERS - hash.length - 1)
    .replace(/-+$/, '');
  return slug === '' ? `github-${hash}` : `${slug}-${hash}`;
}
