import type { Http, HttpResponse } from '../io/http.ts';
import {
  type Existence,
  isMissingRepository,
  type Listed,
  type ListedManifest,
  type Listing,
  parseListedManifest,
  parseListedTag,
  parseListing,
  parseReferrers,
  parseTags,
  type Referrer,
} from './lists.ts';
import { MANIFEST_TYPES } from './manifest.ts';
import { isFromUpstream, readManifest, type ServedManifest } from './served-manifest.ts';
import { type Asked, explain, parseErrorAnswer } from './transport/answer.ts';
import { type Identity, openAuth } from './transport/auth.ts';
import { readAnswer, readText } from './transport/body.ts';
import { type NotServed, RegistryFailure } from './transport/failure.ts';
import { limiter } from './transport/limit.ts';
import { everyPage, nextPath } from './transport/pages.ts';
import { followRedirects, isRedirect, StorageRefusal } from './transport/redirect.ts';
import { type Question, type RequestHooks, requester } from './transport/request.ts';
import { type RetryingSender, retryingSender } from './transport/retry.ts';
import { understood } from './transport/understood.ts';

/** The data plane of one registry. What the registry does not serve is thrown as {@link RegistryFailure}. */
export interface RegistryClient {
  readonly loginServer: string;
  /** A manifest by tag or digest, its digest checked. */
  readonly manifest: (repository: string, reference: string, hooks?: RequestHooks) => Promise<ServedManifest>;
  /** Whether a manifest would still come from the source; no body is sent for it. */
  readonly isFromUpstream: (repository: string, reference: string, hooks?: RequestHooks) => Promise<boolean>;
  /** A blob as it comes, redirects to storage followed without credentials. It must be read to its end, or destroyed. */
  readonly blob: (repository: string, digest: string, hooks?: RequestHooks) => Promise<HttpResponse>;
  /** Whether the registry has a blob to give in this repository; no byte of it is sent. */
  readonly hasBlob: (repository: string, digest: string, hooks?: RequestHooks) => Promise<boolean>;
  /** Whether the registry itself lists the manifest, which shows only what is stored. */
  readonly listing: (repository: string, digest: string, hooks?: RequestHooks) => Promise<Listing>;
  /** The digest that a tag has in the registry's own list. Nothing is pulled for it, whatever the source has. */
  readonly listedTag: (repository: string, tag: string, hooks?: RequestHooks) => Promise<Listed<string>>;
  /** A manifest as the registry's own list describes it; likewise. */
  readonly listedManifest: (
    repository: string,
    digest: string,
    hooks?: RequestHooks,
  ) => Promise<Listed<ListedManifest>>;
  /** The tags that the registry lists, or `undefined` where it doesn't tell. */
  readonly tags: (repository: string, hooks?: RequestHooks) => Promise<readonly string[] | undefined>;
  /** Whether the repository exists; that it can't be found out is an answer too. */
  readonly repositoryExists: (repository: string, hooks?: RequestHooks) => Promise<Existence>;
  /**
   * What refers to a manifest, or `undefined` where the registry doesn't tell. It may be what the source says
   * (docs/azure-behaviour.md#referrers-proxied), so that it proves nothing: see src/defender/evidence.ts.
   */
  readonly referrers: (
    repository: string,
    digest: string,
    artifactType?: string,
    hooks?: RequestHooks,
  ) => Promise<readonly Referrer[] | undefined>;
  /** Waits as the requests to this registry do, in milliseconds. */
  readonly wait: Http['wait'];
  /** User and password for a container engine; `undefined` for an anonymous registry. */
  readonly login: () => Promise<{ readonly username: string; readonly password: string } | undefined>;
}

export interface RegistryOptions extends Identity {
  readonly http: Http;
  readonly loginServer: string;
  /** Is told each secret before it is used, so that a log never shows it. */
  readonly mask: (secret: string) => void;
  /** `https://<loginServer>` unless given; http is taken on loopback only. */
  readonly baseUrl?: string;
  /** Login server of the registry, where `loginServer` is its endpoint of one region. */
  readonly endpointOf?: string;
}

const MAX_QUESTIONS = 16;
/** Lists grow with the repository: a tag has at most 128 bytes. */
const MAX_LIST_BYTES = 4 * 1024 * 1024;

/** Opens a registry. Nothing is sent before the first question. */
export function openRegistry(options: RegistryOptions): RegistryClient {
  const { http, loginServer, mask, endpointOf } = options;
  const base = new URL(options.baseUrl ?? `https://${loginServer}`);
  const { send } = retryingSender(http);
  const home = endpointOf === undefined ? undefined : new URL(`https://${endpointOf}`);
  const auth = openAuth({ send, wait: http.wait, base, home, loginServer, identity: options, mask });
  const ask = requester({ base, loginServer, auth, send, limit: limiter(MAX_QUESTIONS) });
  const way: Way = { loginServer, base, wait: http.wait, send, ask };
  return { loginServer, wait: http.wait, login: auth.login, ...pullsBy(way), ...listsBy(way), ...referrersBy(way) };
}

/** How one registry is asked. */
interface Way {
  readonly loginServer: string;
  readonly base: URL;
  readonly wait: Http['wait'];
  readonly send: RetryingSender['send'];
  readonly ask: (question: Question) => Promise<HttpResponse>;
}

/** What the right to pull answers, but for lists. */
function pullsBy({
  loginServer,
  base,
  wait,
  send,
  ask,
}: Way): Pick<RegistryClient, 'manifest' | 'isFromUpstream' | 'blob' | 'hasBlob'> {
  const askManifest = async (method: 'GET' | 'HEAD', repository: string, reference: string, hooks?: RequestHooks) => {
    const asked = { loginServer, what: named(repository, reference) };
    const accept = MANIFEST_TYPES.join(', ');
    const path = `/v2/${repository}/manifests/${reference}`;
    const response = await ask({ method, path, what: asked.what, scope: pull(repository), hooks, accept });
    if (response.status !== 200) throw await refusal(response, asked);
    return response;
  };
  const blobQuestion = (repository: string, digest: string, hooks: RequestHooks | undefined) => ({
    path: `/v2/${repository}/blobs/${digest}`,
    what: named(repository, digest),
    scope: pull(repository),
    hooks,
  });

  return {
    manifest: async (repository, reference, hooks) => {
      const asked = { loginServer, what: named(repository, reference) };
      return understood(
        wait,
        asked,
        hooks?.signal,
        () => askManifest('GET', repository, reference, hooks),
        (response) => readManifest(response, reference, asked),
      );
    },
    isFromUpstream: async (repository, reference, hooks) => {
      const response = await askManifest('HEAD', repository, reference, hooks);
      await response.discard();
      return isFromUpstream(response);
    },
    blob: async (repository, digest, hooks) => {
      const asked = { loginServer, what: named(repository, digest) };
      const askOnce = async () => {
        const response = await ask({ method: 'GET', ...blobQuestion(repository, digest, hooks), streamed: true });
        return followRedirects(response, base, send, asked, hooks?.signal);
      };
      const final = await askOnce().catch((error: unknown) => {
        if (error instanceof StorageRefusal) return askOnce();
        throw error;
      });
      if (final.status === 200) return final;
      throw await refusal(final, asked);
    },
    hasBlob: async (repository, digest, hooks) => {
      const response = await ask({ method: 'HEAD', ...blobQuestion(repository, digest, hooks) });
      await response.discard();
      return response.status === 200 || isRedirect(response.status);
    },
  };
}

/** The ways to ask for a list, and for one entry of it. */
function listAsker({ loginServer, wait, ask }: Pick<Way, 'loginServer' | 'wait' | 'ask'>) {
  // Azure's own action for reading lists (https://github.com/Azure/acr/issues/690); AcrPull has it.
  const askList = async (path: string, repository: string, hooks?: RequestHooks) =>
    ask({ method: 'GET', path, what: repository, scope: `repository:${repository}:metadata_read`, hooks });

  const askListed = async <T>(
    repository: string,
    kind: '_tags' | '_manifests',
    reference: string,
    parse: (status: number, text: string) => Listed<T>,
    hooks?: RequestHooks,
  ): Promise<Listed<T>> => {
    const asked = { loginServer, what: named(repository, reference) };
    const askOnce = () => askList(`/acr/v1/${repository}/${kind}/${reference}`, repository, hooks);
    try {
      return await understood(wait, asked, hooks?.signal, askOnce, async (response) =>
        parse(response.status, await readAnswer(response, MAX_LIST_BYTES)),
      );
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      const { reason } = error;
      return NOT_ALLOWED.has(reason.kind) ? { state: 'not-allowed' } : { state: 'failed', reason };
    }
  };

  return { askList, askListed };
}

/** What the registry lists of a repository. */
function listsBy({
  loginServer,
  base,
  wait,
  ask,
}: Way): Pick<RegistryClient, 'listing' | 'listedTag' | 'listedManifest' | 'tags' | 'repositoryExists'> {
  const { askList, askListed } = listAsker({ loginServer, wait, ask });

  return {
    listing: async (repository, digest, hooks) => {
      const asked = { loginServer, what: named(repository, digest) };
      const askOnce = () => askList(`/acr/v1/${repository}/_manifests/${digest}`, repository, hooks);
      try {
        const state = await understood(wait, asked, hooks?.signal, askOnce, async (response) =>
          parseListing(response.status, await readAnswer(response), digest),
        );
        return { state };
      } catch (error) {
        if (!(error instanceof RegistryFailure)) throw error;
        const { reason } = error;
        return NOT_ALLOWED.has(reason.kind) ? { state: 'not-allowed' } : { state: 'failed', reason };
      }
    },
    listedTag: (repository, tag, hooks) =>
      askListed(repository, '_tags', tag, (status, text) => parseListedTag(status, text, tag), hooks),
    listedManifest: (repository, digest, hooks) =>
      askListed(repository, '_manifests', digest, (status, text) => parseListedManifest(status, text, digest), hooks),
    tags: async (repository, hooks) => {
      const asked = { loginServer, what: repository };
      return everyPage(`/v2/${repository}/tags/list`, repository, (path) =>
        understood(
          wait,
          asked,
          hooks?.signal,
          () => askList(path, repository, hooks),
          async (response) => {
            const items = parseTags(response.status, await readAnswer(response, MAX_LIST_BYTES));
            const next = nextPath(response.headers.get('link'), new URL(path, base));
            return items === undefined ? undefined : { items, next };
          },
        ),
      );
    },
    repositoryExists: async (repository, hooks) => {
      const asked = { loginServer, what: repository };
      const askOnce = () => askList(`/v2/${repository}/tags/list?n=1`, repository, hooks);
      try {
        return await understood(wait, asked, hooks?.signal, askOnce, async ({ status, ...response }) => {
          const text = await readAnswer({ status, ...response });
          if (isMissingRepository(status, text)) return { state: 'missing' };
          if (parseTags(status, text) !== undefined) return { state: 'exists' };
          return { state: 'not-told', reason: explain(parseErrorAnswer(status, text), asked) };
        });
      } catch (error) {
        if (error instanceof RegistryFailure) return { state: 'not-told', reason: error.reason };
        throw error;
      }
    },
  };
}

/** What refers to a manifest, as the registry lists it. */
function referrersBy({ loginServer, base, wait, ask }: Way): Pick<RegistryClient, 'referrers'> {
  return {
    referrers: async (repository, digest, artifactType, hooks) => {
      const query = artifactType === undefined ? '' : `?artifactType=${encodeURIComponent(artifactType)}`;
      const asked = { loginServer, what: named(repository, digest) };
      return everyPage(`/v2/${repository}/referrers/${digest}${query}`, asked.what, (path) =>
        understood(
          wait,
          asked,
          hooks?.signal,
          () => ask({ method: 'GET', path, what: asked.what, scope: pull(repository), hooks }),
          async (response) => {
            // A registry without the route answers 404, and so does Azure's for a digest that it does not know.
            if (response.status !== 200 && response.status !== 404) throw await refusal(response, asked);
            const text = await readAnswer(response, MAX_LIST_BYTES);
            if (response.status !== 200) return undefined;
            return {
              items: parseReferrers(text, artifactType),
              next: nextPath(response.headers.get('link'), new URL(path, base)),
            };
          },
        ),
      );
    },
  };
}

const NOT_ALLOWED: ReadonlySet<NotServed['kind']> = new Set(['unauthorized', 'forbidden']);

/** The right to pull. */
function pull(repository: string): string {
  return `repository:${repository}:pull`;
}

/** `repository:tag` or `repository@digest`. */
export function named(repository: string, reference: string): string {
  return `${repository}${reference.includes(':') ? '@' : ':'}${reference}`;
}

async function refusal(response: HttpResponse, asked: Asked): Promise<RegistryFailure> {
  return new RegistryFailure(explain(parseErrorAnswer(response.status, await readText(response)), asked));
}
