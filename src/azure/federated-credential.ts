/** What lets an application take a job's OIDC token in place of a secret (docs/azure-behaviour.md#federated-credentials). */

const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';
/** The audience that the job's token is asked for (docs/azure-behaviour.md#sign-in). */
export const EXCHANGE_AUDIENCE = 'api://AzureADTokenExchange';

/**
 * The command that adds a federated credential, with every value filled in.
 * @param subject as the job presents it, to the case (docs/github-behaviour.md#oidc-subject)
 */
export function federatedCredentialCommand(clientId: string, subject: string, issuer = GITHUB_ISSUER): string {
  const name = nameFor(subject);
  const parameters = JSON.stringify({ name, issuer, subject, audiences: [EXCHANGE_AUDIENCE] });
  const quoted = `'${parameters.replaceAll("'", "'\\''")}'`;
  return ['az', 'ad', 'app', 'federated-credential', 'create', '--id', clientId, '--parameters', quoted].join(' ');
}

/** A name of letters, digits and dashes, made of what the subject is about. */
function nameFor(subject: string): string {
  const name = subject
    .replace(/^repo:/, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name.slice(0, 100) || 'github';
}
