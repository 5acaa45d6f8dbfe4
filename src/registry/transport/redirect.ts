import type { HttpResponse } from '../../io/http.ts';
import type { Asked } from './answer.ts';
import { isConfidential } from './challenge.ts';
import { RegistryFailure } from './failure.ts';
import { isInternal, isLoopback } from './host.ts';
import type { RetryingSender } from './retry.ts';

/** Whether an answer says that what is asked for is elsewhere. */
export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

const MAX_REDIRECTS = 3;

/**
 * Follows redirects to where a registry keeps its blobs. The signed URL is the right to read there: no credential goes along.
 * @param from the registry that answered
 * @returns the answer that is no redirect
 * @throws RegistryFailure where a redirect leads nowhere, to where others could listen, or to a host that can't be reached
 */
export async function followRedirects(
  response: HttpResponse,
  from: URL,
  send: RetryingSender['send'],
  asked: Asked,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  let current = response;
  let url = from;
  for (let hops = 0; isRedirect(current.status); hops += 1) {
    const location = current.headers.get('location');
    await current.discard();
    const next = location !== undefined && URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (next === undefined || hops === MAX_REDIRECTS || !mayFollow(from, next)) {
      throw new RegistryFailure({
        kind: 'malformed',
        message: `${asked.what}: ${asked.loginServer} redirects without end, or to where it may not`,
        remedy: 'check that nothing in between answers for the registry',
      });
    }
    url = next;
    const request = {
      method: 'GET' as const,
      url: url.href,
      streamed: true,
      ...(signal === undefined ? {} : { signal }),
    };
    current = await fromStorage(send(request, { ...asked, loginServer: url.host }), url, asked);
  }
  return current;
}

/**
 * Whether a redirect may be followed: to where nobody listens on the way, and not into this machine or its link, unless the user has
 * named a registry on this machine himself, which may keep its blobs there.
 */
function mayFollow(from: URL, next: URL): boolean {
  return isConfidential(next) && (!isInternal(next) || (isLoopback(from) && isLoopback(next)));
}

/** Storage won't give a blob to this signed URL; a new one may do, since each lasts for minutes. */
export class StorageRefusal extends RegistryFailure {}

/** Storage has hosts of its own, which a firewall must let through as well (https://aka.ms/acr/firewall). */
async function fromStorage(answer: Promise<HttpResponse>, url: URL, asked: Asked): Promise<HttpResponse> {
  const remedy = `let ${url.host} through, where ${asked.loginServer} keeps its blobs (a dedicated data endpoint makes the host a fixed one)`;
  try {
    const response = await answer;
    if (response.status !== 403) return response;
    await response.discard();
  } catch (error) {
    if (!(error instanceof RegistryFailure) || error.reason.kind !== 'not-reachable') throw error;
    throw new RegistryFailure({ ...error.reason, remedy }, { cause: error });
  }
  const message = `${asked.what}: ${url.host} refuses to give the blob`;
  throw new StorageRefusal({ kind: 'not-reachable', message, remedy });
}
