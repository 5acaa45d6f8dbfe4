import type { RegistryClient } from '../client.ts';
import type { Listing } from '../lists.ts';
import type { ServedManifest } from '../served-manifest.ts';
import { type NotServed, RegistryFailure } from '../transport/failure.ts';
import type { RequestHooks } from '../transport/request.ts';
import { everyManifest, type Manifests } from './pull.ts';
import type { Unconfirmed } from './warm-result.ts';

/** What the registry says of an image's storage. */
export type Storage =
  /** `by` what the registry said so: only a list of manifests tells that nothing of it is missing. */
  | { readonly state: 'stored'; readonly by: 'manifests' | 'tag' }
  | { readonly state: 'open'; readonly why: Unconfirmed['kind']; readonly failure?: NotServed };

/** An image whose storage is in question. */
export interface Settling {
  readonly repository: string;
  /** What was asked for: the root is asked for by it again, since that is what a cluster does. */
  readonly reference: string;
  readonly manifests: Manifests;
}

/**
 * Looks once: is any manifest still served from the source, and does the registry list all of them?
 * @param fresh the manifests have only just been served, so their headers are known
 */
export async function lookOnce(
  client: RegistryClient,
  { repository, reference, manifests }: Settling,
  fresh: boolean,
  hooks: RequestHooks,
): Promise<Storage> {
  const all = everyManifest(manifests);
  const proxied = await Promise.all(
    all.map(async (manifest) =>
      fresh
        ? manifest.fromUpstream
        : client.isFromUpstream(repository, manifest === manifests.root ? reference : manifest.digest, hooks),
    ),
  );
  if (proxied.includes(true)) return { state: 'open', why: 'still-proxied' };
  return listed(client, repository, reference, all, hooks);
}

async function listed(
  client: RegistryClient,
  repository: string,
  reference: string,
  all: readonly ServedManifest[],
  hooks: RequestHooks,
): Promise<Storage> {
  const [root, ...others] = all;
  if (root === undefined) return { state: 'open', why: 'no-list' };
  const first = await client.listing(repository, root.digest, hooks);
  if (first.state === 'no-list') return listedByTag(client, repository, reference, hooks);
  const rest = await Promise.all(others.map(({ digest }) => client.listing(repository, digest, hooks)));
  return [first, ...rest].map(openBy).find((open) => open !== undefined) ?? { state: 'stored', by: 'manifests' };
}

/** What leaves the storage open; `undefined` where nothing does. */
function openBy(listing: Listing): Storage | undefined {
  switch (listing.state) {
    case 'listed':
      return undefined;
    case 'not-listed':
    case 'no-list':
      return { state: 'open', why: listing.state };
    case 'not-allowed':
      return { state: 'open', why: 'list-not-allowed' };
    case 'failed':
      return { state: 'open', why: 'list-failed', failure: listing.reason };
  }
}

/** A registry that lists tags only, as every one but Azure's: of a digest it tells nothing. */
async function listedByTag(
  client: RegistryClient,
  repository: string,
  reference: string,
  hooks: RequestHooks,
): Promise<Storage> {
  if (reference.includes(':')) return { state: 'open', why: 'no-list' };
  const tags = await client.tags(repository, hooks).catch((error: unknown) => {
    if (error instanceof RegistryFailure) return error.reason;
    throw error;
  });
  if (tags !== undefined && 'kind' in tags) return { state: 'open', why: 'list-failed', failure: tags };
  if (tags === undefined) return { state: 'open', why: 'no-list' };
  return tags.includes(reference) ? { state: 'stored', by: 'tag' } : { state: 'open', why: 'not-listed' };
}

/** Milliseconds between two looks: the copy of a small image takes seconds, that of a large one minutes. */
const FIRST_WAIT = 2000;
const MAX_WAIT_MS = 15_000;
/** Looks in a row at a list that can't be asked, each of which has been tried several times. */
const MAX_FAILED_LOOKS = 4;

/**
 * Looks again and again until the image is stored, or there is no more to hope for, or time is up.
 * What fails on the way is looked at again: the image has been served.
 * @param until ends it
 * @param onLook is called before each look, with how often it has been looked already
 */
export async function settle(
  client: RegistryClient,
  settling: Settling,
  first: Storage,
  until: AbortSignal,
  hooks: RequestHooks,
  onLook: (looked: number) => Promise<void>,
): Promise<Storage> {
  let storage = first;
  let wait = FIRST_WAIT;
  let failed = 0;
  let answered = false;
  let unanswered: NotServed | undefined;
  for (let looked = 1; storage.state === 'open' && isPassing(storage.why); looked += 1) {
    failed = storage.why === 'list-failed' ? failed + 1 : 0;
    if (failed === MAX_FAILED_LOOKS) return storage;
    await client.wait(wait, until).catch(() => undefined);
    if (until.aborted) break;
    wait = Math.min(wait * 1.5, MAX_WAIT_MS);
    const look = await lookAgain(client, settling, until, hooks, () => onLook(looked));
    if (look.state === 'seen') {
      ({ storage } = look);
      answered = true;
      unanswered = undefined;
    } else if (!until.aborted || !answered) unanswered = look.failure;
    if (until.aborted) break;
  }
  return unanswered === undefined ? storage : { state: 'open', why: 'list-failed', failure: unanswered };
}

/** A look; without a `failure` the answer was that it is not there (yet). After one nobody knows whether what was seen before still holds. */
type Look =
  | { readonly state: 'seen'; readonly storage: Storage }
  | { readonly state: 'unseen'; readonly failure: NotServed | undefined };

/** @throws what no later look would come to otherwise, and what is no answer at all */
async function lookAgain(
  client: RegistryClient,
  settling: Settling,
  until: AbortSignal,
  hooks: RequestHooks,
  before: () => Promise<void>,
): Promise<Look> {
  try {
    await before();
    return { state: 'seen', storage: await lookOnce(client, settling, false, hooks) };
  } catch (error) {
    const failure = (until.aborted ? reasonIn(until.reason) : undefined) ?? reasonIn(error);
    if (failure === undefined || (!until.aborted && !PASSING.has(failure.kind))) throw error;
    return { state: 'unseen', failure: failure.kind === 'not-found' ? undefined : failure };
  }
}

function reasonIn(error: unknown): NotServed | undefined {
  return error instanceof RegistryFailure ? error.reason : undefined;
}

/** What a registry may answer while it copies, and not a moment later. */
const PASSING: ReadonlySet<NotServed['kind']> = new Set([
  'malformed',
  'not-found',
  'not-reachable',
  'registry-error',
  'throttled',
  'truncated',
  'upstream-failed',
  'upstream-throttled',
]);

/** Whether waiting can change it. */
function isPassing(why: Unconfirmed['kind']): boolean {
  return why === 'still-proxied' || why === 'not-listed' || why === 'list-failed';
}
