import { setMaxListeners } from 'node:events';
import { named, type RegistryClient } from '../client.ts';
import type { Descriptor } from '../manifest.ts';
import type { ServedManifest } from '../served-manifest.ts';
import { type NotServed, RegistryFailure } from '../transport/failure.ts';
import { type Limiter, limiter } from '../transport/limit.ts';
import { orAborted } from '../transport/retry.ts';
import { type BlobHooks, type Blobs, blobs } from './blobs.ts';
import type { Engine } from './engine.ts';
import { describe, fetchManifests, type Manifests, pullBlobs } from './pull.ts';
import { stillServed } from './refresh.ts';
import { lookOnce, type Settling, type Storage, settle } from './storage-proof.ts';
import { type RegistrySettings, unconfirmed } from './unconfirmed.ts';
import { referenceOf, type ServedImage, type WarmRequest, type WarmResult } from './warm-result.ts';

export interface WarmOptions {
  readonly client: RegistryClient;
  /** `linux/amd64`, … or `all`. */
  readonly platforms: readonly string[] | 'all';
  /** For all of it, in milliseconds. */
  readonly timeoutMs: number;
  /** Stops cleanly: what is done is reported as it is. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WarmProgress) => void;
  /** What is known of the registry, for the likely cause where an image is not stored. */
  readonly settings?: RegistrySettings;
  /** What pulls instead of this process; closing it is the business of who opened it. */
  readonly engine?: Engine;
  /** How many images are pulled at once; 4 unless given. */
  readonly imagesAtOnce?: number;
  /** How many blobs are read at once; 8 unless given. */
  readonly blobsAtOnce?: number;
}

export interface WarmProgress {
  readonly images: number;
  readonly done: number;
  /** Of blobs, in all. */
  readonly bytes: number;
  /** The image that is done now, if it is one. */
  readonly result?: WarmResult;
}

/** One run of warming, and what its images share. */
interface Run {
  readonly options: WarmOptions;
  readonly blobs: Blobs;
  readonly pulling: Limiter;
  /** Aborted when time is up or the run is stopped; its reason is a {@link RegistryFailure}. */
  readonly until: AbortSignal;
  readonly onBytes: (count: number) => void;
}

/**
 * Pulls images through the registry as a cluster would, and waits until the registry has stored them.
 * Nothing is written to disk. One image's failure is its own: the result has an entry for each request, in their order.
 */
export async function warm(requests: readonly WarmRequest[], options: WarmOptions): Promise<readonly WarmResult[]> {
  const { client, timeoutMs, signal, onProgress } = options;
  const ended = new AbortController();
  const until = new AbortController();
  // Every request that is under way listens, and Node would take more than ten for a leak.
  setMaxListeners(0, until.signal);
  const stop = () => until.abort(new RegistryFailure(STOPPED));
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const clock = client.wait(timeoutMs, ended.signal).then(
    () => until.abort(new RegistryFailure(tooSlow(`warming took longer than ${minutes(timeoutMs)}`))),
    () => undefined,
  );
  let bytes = 0;
  let done = 0;
  const run: Run = {
    options,
    blobs: blobs(client, limiter(options.blobsAtOnce ?? 8)),
    pulling: limiter(options.imagesAtOnce ?? 4),
    until: until.signal,
    onBytes: (count) => {
      bytes += count;
      onProgress?.({ images: requests.length, done, bytes });
    },
  };
  const started = new Map<string, Promise<WarmResult>>();
  try {
    return await Promise.all(
      requests.map(async (request) => {
        const key = named(request.repository, referenceOf(request));
        const work = started.get(key) ?? warmImage(request, run);
        started.set(key, work);
        const result = { ...(await work), request };
        done += 1;
        onProgress?.({ images: requests.length, done, bytes, result });
        return result;
      }),
    );
  } finally {
    ended.abort();
    signal?.removeEventListener('abort', stop);
    await clock;
  }
}

const STOPPED: NotServed = {
  kind: 'stopped',
  message: 'the run was stopped before it was pulled',
  remedy: 'run again; what is stored already costs next to nothing',
};

function tooSlow(message: string): NotServed {
  return { kind: 'too-slow', message, remedy: 'run again, or give more time with `warm-timeout`' };
}

function minutes(milliseconds: number): string {
  return `${Math.round(milliseconds / 6000) / 10} min`;
}

/** One image from the first request to proof. Never throws for what the registry does. */
async function warmImage(request: WarmRequest, run: Run): Promise<WarmResult> {
  const start = performance.now();
  const effort = { bytes: 0, requests: 0 };
  const hooks: BlobHooks = {
    signal: run.until,
    onRequest: () => {
      effort.requests += 1;
    },
    onBytes: (count) => {
      effort.bytes += count;
      run.onBytes(count);
    },
  };
  const outcome = await warmOrReason(request, run, hooks);
  return { request, ...effort, milliseconds: Math.round(performance.now() - start), ...outcome };
}

type Outcome =
  | { readonly status: 'warm'; readonly served: ServedImage }
  | Pick<Extract<WarmResult, { readonly status: 'served-unconfirmed' }>, 'status' | 'served' | 'unconfirmed'>
  | { readonly status: 'not-served'; readonly reason: NotServed; readonly digest?: string };

async function warmOrReason(request: WarmRequest, run: Run, hooks: BlobHooks): Promise<Outcome> {
  let root: ServedManifest | undefined;
  try {
    root = await askFor(request, run, hooks);
    const { previous } = request;
    const unmoved = previous === undefined ? undefined : stillServed(previous, root, run.options.platforms);
    if (unmoved !== undefined) return { status: 'warm', served: unmoved };
    return await pullAndSettle(request, root, run, hooks);
  } catch (error) {
    const reason = reasonOf(error, run.until);
    if (reason === undefined) throw error;
    return { status: 'not-served', reason, ...(root === undefined ? {} : { digest: root.digest }) };
  }
}

function reasonOf(error: unknown, until: AbortSignal): NotServed | undefined {
  if (error instanceof RegistryFailure) return error.reason;
  if (until.aborted && until.reason instanceof RegistryFailure) return until.reason.reason;
  return undefined;
}

/** A rule is there at once or within minutes (docs/azure-behaviour.md#propagation). Milliseconds. */
const MAX_RULE_WAIT_MS = 180_000;

/** Asks for the manifest by tag or digest; that a new rule does not act yet is waited for. */
async function askFor(request: WarmRequest, { options, until }: Run, hooks: BlobHooks): Promise<ServedManifest> {
  const { client } = options;
  let waited = 0;
  for (let wait = 2000; ; wait = Math.min(wait * 2, 30_000)) {
    try {
      return await client.manifest(request.repository, referenceOf(request), hooks);
    } catch (error) {
      const mayCome = error instanceof RegistryFailure && error.reason.kind === 'not-found' && request.freshRule;
      if (!mayCome || waited >= MAX_RULE_WAIT_MS) throw error;
      await client.wait(wait, until).catch(() => {
        throw error;
      });
      waited += wait;
    }
  }
}

async function pullAndSettle(request: WarmRequest, root: ServedManifest, run: Run, hooks: BlobHooks): Promise<Outcome> {
  const { client, platforms } = run.options;
  const reference = referenceOf(request);
  const pulled = await run.pulling(() =>
    withinTime(request, run, hooks, async (bounded) => {
      const manifests = await fetchManifests(client, request.repository, root, platforms, bounded);
      const settling: Settling = { repository: request.repository, reference, manifests };
      const storage = await lookOnce(client, settling, true, bounded);
      if (isDone(storage)) return { settling, storage, shared: [] };
      const engine = request.isChart === true ? undefined : run.options.engine;
      if (engine !== undefined) {
        await pullByEngine(engine, request, manifests, run.options, bounded.signal);
        return { settling, storage, shared: [] };
      }
      const shared = await pullBlobs(run.blobs, request.repository, manifests, bounded);
      return { settling, storage, shared };
    }),
  );
  const { manifests } = pulled.settling;
  const served = describe(manifests, platforms);
  const storage = hasNothingWanted(manifests) ? pulled.storage : await settled(pulled, run, hooks);
  if (storage.state === 'stored') return { status: 'warm', served };
  const why = hasNothingWanted(manifests) ? 'no-wanted-platform' : storage.why;
  const details = { missing: manifests.missing, failure: storage.failure };
  return {
    status: 'served-unconfirmed',
    served,
    unconfirmed: unconfirmed(why, run.options.settings ?? {}, details),
  };
}

/** Has an engine pull each wanted platform. */
async function pullByEngine(
  engine: Engine,
  { repository, ...wanted }: WarmRequest,
  { images }: Manifests,
  { client, timeoutMs }: WarmOptions,
  signal: AbortSignal | undefined,
): Promise<void> {
  const reference = `${client.loginServer}/${named(repository, referenceOf(wanted))}`;
  // Its process can't be ended from here; it ends by its own limit, and nobody waits for it any more.
  for (const { platform } of images) await orAborted(engine.pull(reference, platform, timeoutMs / 2000), signal);
}

/** Whether blobs need not be asked for: the registry has all of it, or will not say more to this identity. */
function isDone(storage: Storage): boolean {
  return storage.state === 'stored' ? storage.by === 'manifests' : storage.why === 'list-not-allowed';
}

function hasNothingWanted({ images, missing }: Manifests): boolean {
  return images.length === 0 && missing.length > 0;
}

interface Pulled {
  readonly settling: Settling;
  readonly storage: Storage;
  /** Blobs that were read for another repository only. */
  readonly shared: readonly Descriptor[];
}

/** Looks that are given to a registry before shared blobs are read in this repository too. */
const LOOKS_BEFORE_READING = 4;

/** Waits until it is stored. Failures on the way leave it unconfirmed: it has been served. */
async function settled({ settling, storage, shared }: Pulled, run: Run, hooks: BlobHooks): Promise<Storage> {
  const { client } = run.options;
  const readShared = async (looked: number) => {
    if (looked !== LOOKS_BEFORE_READING) return;
    await Promise.all(shared.map((blob) => run.blobs.read(settling.repository, blob, hooks)));
  };
  try {
    return await settle(client, settling, storage, run.until, hooks, readShared);
  } catch (error) {
    const reason = reasonOf(error, run.until);
    if (reason === undefined) throw error;
    // At the end of its time what was seen last holds; where the registry refuses to tell, nobody knows.
    const isOver = reason.kind === 'stopped' || reason.kind === 'too-slow';
    return isOver ? storage : { state: 'open', why: 'list-failed', failure: reason };
  }
}

/** Half of the time at most goes to the pull of one image, so that a slow one does not take the others' along. */
async function withinTime<T>(
  request: WarmRequest,
  { options, until }: Run,
  hooks: BlobHooks,
  work: (bounded: BlobHooks) => Promise<T>,
): Promise<T> {
  until.throwIfAborted();
  const share = options.timeoutMs / 2;
  const own = new AbortController();
  setMaxListeners(0, own.signal);
  const ended = new AbortController();
  const what = named(request.repository, referenceOf(request));
  const reason = new RegistryFailure(tooSlow(`${what}: pulling took longer than ${minutes(share)}`));
  const clock = options.client.wait(share, ended.signal).then(
    () => own.abort(reason),
    () => undefined,
  );
  const stop = () => own.abort(until.reason);
  until.addEventListener('abort', stop, { once: true });
  try {
    return await work({ ...hooks, signal: own.signal });
  } catch (error) {
    const cause = error instanceof RegistryFailure ? error : own.signal.aborted ? own.signal.reason : error;
    // One blob's failure is the image's: its others need not be read any more.
    own.abort(cause);
    throw cause;
  } finally {
    ended.abort();
    until.removeEventListener('abort', stop);
    await clock;
  }
}
