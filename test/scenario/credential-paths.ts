import { expect } from 'vitest';
import type { LoggedRequest } from '../../src/emulator/log.ts';
import type { Run } from './scene.ts';

/** Who may be shown which credential; `none` may go anywhere. */
const ALLOWED: Readonly<Record<LoggedRequest['service'], readonly string[]>> = {
  // The job's own token, which only GitHub's issuer takes.
  oidc: ['none', 'unknown'],
  entra: ['none'],
  arm: ['arm'],
  'resource-graph': ['arm'],
  // Entra's token goes into the body of the exchange, never into a header.
  registry: ['none', 'access'],
  storage: ['none'],
  github: ['none', 'unknown'],
};

/** The forms in whose bodies a token may stand, by service. */
const FORMS: Readonly<Partial<Record<LoggedRequest['service'], RegExp>>> = {
  entra: /\/oauth2\/v2\.0\/token$/,
  registry: /^\/oauth2\/(?:exchange|token)$/,
};

/**
 * Proves that no credential left the hosts that it is for.
 * @param registryHost where the registry's tokens may be sent, and Entra's to be exchanged
 */
export function expectCredentialsAtHome(run: Run, registryHost = 'contoso.azurecr.io'): void {
  const strays = run.requests.filter(
    (request) => !ALLOWED[request.service].includes(request.authorization) || isStrayForm(request),
  );
  expect(strays).toEqual([]);
  const hosts = run.requests.filter(({ service }) => service === 'registry').map(({ host }) => host);
  expect([...new Set(hosts)].filter((host) => host !== registryHost)).toEqual([]);
}

function isStrayForm({ service, path, headers, body }: LoggedRequest): boolean {
  const isForm = (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded') && body !== undefined;
  return isForm && FORMS[service]?.test(path) !== true;
}
