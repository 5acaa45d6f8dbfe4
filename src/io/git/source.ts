import type { GitAnswer, GitSource } from './command.ts';

/** What the address of the repository is made of. */
export interface SourceRequest {
  /** `GITHUB_SERVER_URL` and `GITHUB_REPOSITORY`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly token: string | undefined;
  /** Whether the emulator plays GitHub, which has no git. */
  readonly emulated: boolean;
}

/**
 * Where the commits of the run's own repository are fetched from. Made of what the runner says alone; what a checkout calls
 * `origin`, and the credentials that it stored, are nobody's word.
 */
export function sourceOf({ env, token, emulated }: SourceRequest): GitAnswer<GitSource> {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  if (!server || !repository) {
    return { type: 'failed', reason: 'it is not here, and only a run of GitHub Actions knows where to fetch it from' };
  }
  const url = URL.canParse(server) ? new URL(server) : undefined;
  const isPlain =
    url !== undefined && url.pathname === '/' && url.search === '' && url.username === '' && url.password === '';
  if (!isPlain || !isReachable(url)) {
    return { type: 'failed', reason: 'it is not here, and GITHUB_SERVER_URL is no address of https' };
  }
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(repository)) {
    return { type: 'failed', reason: 'it is not here, and GITHUB_REPOSITORY is no owner/name' };
  }
  if (emulated && !isLoopback(url)) {
    return { type: 'failed', reason: 'it is not here, and the emulator that plays GitHub has no git' };
  }
  const address = `${url.origin}/${repository}`;
  return { type: 'ok', value: token === undefined ? { address } : { address, authorization: basic(token) } };
}

/** The header's value for a token of GitHub, as actions/checkout writes it. */
function basic(token: string): string {
  return `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
}

function isReachable(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

function isLoopback({ hostname }: URL): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** Whether an address of a remote names another repository than this one; `false` where it can't be told. */
export function namesAnother(address: string | undefined, repository: string | undefined): boolean {
  const named = /^(?:(?:https?|ssh|git):\/\/[^/]+\/|[\w.-]+@[\w.-]+:)([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
    address ?? '',
  )?.[1];
  return named !== undefined && repository !== undefined && named.toLowerCase() !== repository.toLowerCase();
}
