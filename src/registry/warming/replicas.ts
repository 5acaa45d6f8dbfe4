import type { RegistryClient } from '../client.ts';
import { RegistryFailure } from '../transport/failure.ts';
import type { WarmResult } from './warm-result.ts';

/**
 * What a replica of the registry says of images that are warm: replicas agree late (docs/azure-behaviour.md#geo-replication), and
 * only the one that answered the pull is known to have them.
 */
export interface ReplicaState {
  /** Host of its region. */
  readonly endpoint: string;
  /** Images that it has stored, and those that it has not. */
  readonly stored: number;
  readonly behind: readonly string[];
  /** Why it could not be asked about the rest. */
  readonly trouble?: string;
}

/** Looks at one image in one replica; between two of them it is waited. */
const MAX_LOOKS = 5;
/** Before the second look, in milliseconds; doubled each time. */
const FIRST_WAIT_MS = 2000;

/** Asks a replica for each warm image by digest, again while it lacks one, bounded. @param client of its endpoint */
export async function askReplica(
  client: RegistryClient,
  results: readonly WarmResult[],
  signal: AbortSignal,
): Promise<ReplicaState> {
  const { loginServer: endpoint } = client;
  const warm = results.flatMap((result) => (result.status === 'warm' ? [result] : []));
  let behind = warm;
  try {
    for (let look = 1; ; look += 1) {
      const there = await Promise.all(
        behind.map(({ request, served }) => isStored(client, request.repository, served.digest, signal)),
      );
      behind = behind.filter((_, place) => there[place] === false);
      if (behind.length === 0 || look === MAX_LOOKS) break;
      await client.wait(FIRST_WAIT_MS * 2 ** (look - 1), signal);
    }
  } catch (error) {
    if (!(error instanceof RegistryFailure) && !signal.aborted) throw error;
    const trouble = error instanceof RegistryFailure ? error.reason.message : 'the run ended before';
    return { endpoint, stored: warm.length - behind.length, behind: [], trouble };
  }
  return { endpoint, stored: warm.length - behind.length, behind: behind.map(({ request }) => request.image) };
}

/** Whether a replica serves a manifest from what it has. */
async function isStored(
  client: RegistryClient,
  repository: string,
  digest: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return !(await client.isFromUpstream(repository, digest, { signal }));
  } catch (error) {
    if (error instanceof RegistryFailure && error.reason.kind === 'not-found') return false;
    throw error;
  }
}
