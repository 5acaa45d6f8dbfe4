import { messageOf } from '../../base/errors.ts';
import { named, type RegistryClient } from '../client.ts';
import type { Descriptor } from '../manifest.ts';
import { verify } from '../transport/body.ts';
import { RegistryFailure } from '../transport/failure.ts';
import type { Limiter } from '../transport/limit.ts';
import type { RequestHooks } from '../transport/request.ts';
import { orAborted } from '../transport/retry.ts';

/** On whose behalf a blob is fetched. */
export interface BlobHooks extends RequestHooks {
  /** Is told of each piece that arrives, in bytes. */
  readonly onBytes: (count: number) => void;
}

/**
 * Fetches blobs for the images of one run.
 *
 * A blob is read and checked once a run, like a container engine that has a layer already. In another repository the registry
 * is only asked whether it has it (`HEAD`), since a cache rule's repositories are stored one by one and each must have been asked
 * for; what that does not make the registry store, {@link Blobs.read} does.
 */
export interface Blobs {
  /** Makes sure that the registry serves the blob in this repository. @returns whether it was read, or known from elsewhere */
  readonly obtain: (repository: string, blob: Descriptor, hooks: BlobHooks) => Promise<'read' | 'shared'>;
  /** Reads and checks a blob, whatever has been read before. */
  readonly read: (repository: string, blob: Descriptor, hooks: BlobHooks) => Promise<void>;
}

/** Attempts at a blob whose connection breaks. */
const MAX_TRIES = 3;

/** @param limit how many are read at once */
export function blobs(client: RegistryClient, limit: Limiter): Blobs {
  const inRepository = new Map<string, Promise<'read' | 'shared'>>();
  const anywhere = new Map<string, Promise<void>>();

  const read = async (repository: string, blob: Descriptor, hooks: BlobHooks) =>
    limit(() => readBlob(client, repository, blob, hooks));

  const obtainOnce = async (repository: string, blob: Descriptor, hooks: BlobHooks): Promise<'read' | 'shared'> => {
    const elsewhere = anywhere.get(blob.digest);
    if (elsewhere !== undefined && (await succeeds(elsewhere, hooks.signal))) {
      if (await limit(() => isThere(client, repository, blob, hooks))) return 'shared';
    }
    const own = read(repository, blob, hooks);
    anywhere.set(blob.digest, own);
    await own;
    return 'read';
  };

  return {
    read,
    obtain: async (repository, blob, hooks) => {
      const key = named(repository, blob.digest);
      for (;;) {
        const running = inRepository.get(key);
        if (running === undefined) break;
        if (await succeeds(running, hooks.signal)) return running;
        // Another image's failure, its time limit perhaps, is not this one's.
        if (inRepository.get(key) === running) inRepository.delete(key);
      }
      const own = obtainOnce(repository, blob, hooks);
      inRepository.set(key, own);
      return own;
    },
  };
}

/** Whether the registry says that it has the blob. Where it won't say, reading it tells. */
async function isThere(
  client: RegistryClient,
  repository: string,
  { digest }: Descriptor,
  hooks: BlobHooks,
): Promise<boolean> {
  try {
    return await client.hasBlob(repository, digest, hooks);
  } catch (error) {
    if (error instanceof RegistryFailure) return false;
    throw error;
  }
}

/** Whether somebody else's work comes to a good end; waits no longer than the signal allows. */
async function succeeds(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<boolean> {
  const outcome = work.then(
    () => true,
    () => false,
  );
  return orAborted(outcome, signal);
}

async function readBlob(
  client: RegistryClient,
  repository: string,
  { digest, size }: Descriptor,
  hooks: BlobHooks,
): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    hooks.signal?.throwIfAborted();
    const response = await client.blob(repository, digest, hooks);
    const verified = await verify(response.body, { digest, size }, hooks.onBytes);
    if (verified.outcome === 'verified') return;
    hooks.signal?.throwIfAborted();
    if (verified.outcome === 'different') {
      throw new RegistryFailure({
        kind: 'wrong-digest',
        message: `${named(repository, digest)}: other bytes came than the digest promises`,
        remedy: 'something between here and the registry changes what it sends; do not use this image',
      });
    }
    if (tried < MAX_TRIES) continue;
    const cause = verified.cause === undefined ? '' : ` (${messageOf(verified.cause)})`;
    throw new RegistryFailure({
      kind: 'truncated',
      message: `${named(repository, digest)}: the blob broke off after ${verified.received} of ${size} bytes${cause}`,
      remedy: 'run again; if it stays so, look at the proxy or firewall between here and the registry',
    });
  }
}
