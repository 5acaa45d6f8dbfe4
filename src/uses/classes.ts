import { buildClaim } from '../images/built-here.ts';
import { isNameWithoutHash, isOwnHost } from '../images/own-hosts.ts';
import type { ImagePolicy } from '../images/policy.ts';
import {
  formatReference,
  type ImageReference,
  nameLength,
  nameOf,
  parseName,
  parseReference,
} from '../images/reference.ts';
import { type Upstream, upstreamOf } from '../images/upstreams.ts';
import type { Use } from '../manifests/model/use.ts';

/**
 * What a use is to this product. Only `public` uses get rules and suggestions; `cached` ones are planned, warmed and
 * gated like them, so that the product does not go blind once it has succeeded.
 */
export type UseClass =
  | 'public'
  | 'cached'
  | 'half-moved'
  | 'dangling'
  | 'own'
  | 'trusted'
  | 'built-here'
  | 'foreign'
  | 'templated';

export interface ClassifiedUse extends Use {
  readonly class: UseClass;
  /** What is pulled: the image with the tag that stands elsewhere. Absent for templated uses. */
  readonly reference?: ImageReference;
  /** The upstream image: the reference itself, or what a cached one resolves to. For `public`, `cached` and unsupported ones. */
  readonly source?: ImageReference;
  /**
   * Of a foreign one: whether it is of this repository's owner, whether nobody else is meant to read it, or the service just can't
   * source from there.
   */
  readonly foreign?: 'owned' | 'private' | 'unsupported';
  /** Why it has this class, where that is not plain. */
  readonly because?: string;
}

/** What classes depend on besides the manifests. */
export interface ClassContext {
  /** Login server of the team's registry. */
  readonly loginServer: string | undefined;
  /** The upstream repository (`docker.io/library/nginx`) that a repository of the registry caches, by its rules. */
  readonly sourceOf: (repository: string) => string | undefined;
  /** The repository of the registry that caches a source (`docker.io/library/nginx`), by its rules; none where they are not known. */
  readonly repositoryOf: (source: string) => string | undefined;
  /** Whether the registry has the repository; `undefined` where that is not known. */
  readonly repositoryExists: (repository: string) => boolean | undefined;
  readonly upstreams: readonly Upstream[];
  readonly policy: ImagePolicy;
  /** Names that look private and that the user declared public. */
  readonly declaredPublic: readonly string[];
  /** What this repository builds, as `buildClaim` says it. */
  readonly builtHere: ReadonlySet<string>;
  /**
   * Owner of this repository on GitHub, whose packages are not public unless an input says so
   * (docs/architecture.md#what-is-public).
   */
  readonly owner: string | undefined;
}

/** Gives every use its class. */
export function classify(uses: readonly Use[], context: ClassContext): readonly ClassifiedUse[] {
  const builtNames = new Set([...context.builtHere].map((claim) => claim.slice(0, nameLength(claim))));
  return uses.map((use) => classifyUse(use, { ...context, builtNames }));
}

/** What is pulled for a use, as people know it: the upstream image where there is one. */
export function imageOf({ source, reference, text, unknownTag }: ClassifiedUse): string {
  const image = source ?? reference;
  if (image === undefined) return text;
  return unknownTag === true ? `${nameOf(image)} (tag unknown)` : formatReference(image);
}

/** Whether a use is planned. What artifact cache can't source from is planned too, so that it is refused by name. */
export function wantsRule(use: ClassifiedUse): boolean {
  return use.class === 'public' || use.foreign === 'unsupported';
}

interface KnownContext extends ClassContext {
  /** The names of what this repository builds, without their versions. */
  readonly builtNames: ReadonlySet<string>;
}

function classifyUse(use: Use, context: KnownContext): ClassifiedUse {
  const reference = use.image === null ? undefined : parseReference(use.pulls ?? use.image);
  if (reference === undefined) return { ...use, class: 'templated' };
  return { ...use, reference, ...classOf(reference, use.unknownTag === true, context) };
}

type Classification = Pick<ClassifiedUse, 'class' | 'source' | 'foreign' | 'because'>;

/** The class of a normalised reference. */
function classOf(reference: ImageReference, unknownTag: boolean, context: KnownContext): Classification {
  const name = nameOf(reference);
  const { loginServer } = context;
  if (loginServer !== undefined && isOwnHost(reference.registry, loginServer)) return inOwnRegistry(reference, context);
  if (context.policy.trusts(reference)) return { class: 'trusted' };
  // A tag that is not known may be that of any build of this name.
  const built = unknownTag ? context.builtNames.has(name) : context.builtHere.has(buildClaim(reference));
  if (built) return { class: 'built-here' };
  if (context.declaredPublic.some((prefix) => name === prefix || name.startsWith(`${prefix}/`))) {
    return { class: 'public', source: reference };
  }
  if (context.owner !== undefined && name.startsWith(`ghcr.io/${context.owner.toLowerCase()}/`)) {
    const because = "a package of this repository's owner; `upstreams` can declare it public";
    return { class: 'foreign', foreign: 'owned', because };
  }
  const upstream = upstreamOf(reference.registry, context.upstreams);
  if (upstream?.open && isTarget(reference.repository, context)) {
    const because = `its repository is moved and its registry is not: write ${context.loginServer} for ${reference.registry}`;
    return { class: 'half-moved', because };
  }
  if (upstream?.open) return { class: 'public', source: reference };
  if (loginServer !== undefined && isNameWithoutHash(reference.registry, loginServer)) {
    return isPrivate(`${reference.registry} is another registry than yours, whose login server is ${loginServer}`);
  }
  if (upstream !== undefined) return isPrivate(`${reference.registry} holds private repositories`);
  if (isInternalHost(reference.registry)) return isPrivate(`${reference.registry} is no host of the public Internet`);
  const because = `${reference.registry} is no upstream that artifact cache can source from`;
  return { class: 'foreign', foreign: 'unsupported', source: reference, because };
}

function isPrivate(because: string): Classification {
  return { class: 'foreign', foreign: 'private', because };
}

/** Hosts that only a machine, a cluster or a company network knows: no dot, an address, or a name reserved for it (RFC 6761, RFC 8375). */
function isInternalHost(registry: string): boolean {
  const host = registry.replace(/:\d+$/, '');
  if (!host.includes('.') || host.startsWith('[')) return true;
  if (/^\d+(?:\.\d+){3}$/.test(host)) return true;
  return /\.(?:local|localhost|internal|intranet|lan|home\.arpa|test|example|invalid|svc)$/.test(host);
}

function inOwnRegistry(reference: ImageReference, context: ClassContext): Classification {
  const source = context.sourceOf(reference.repository);
  const upstream = source === undefined ? undefined : parseReference(source);
  if (upstream !== undefined) {
    const { tag, digest } = reference;
    return {
      class: 'cached',
      source: { ...upstream, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) },
    };
  }
  if (context.repositoryExists(reference.repository) !== false) return { class: 'own' };
  const targets = cachedUnder(reference.repository, context);
  if (targets.length === 0) {
    return { class: 'dangling', because: `${formatReference(reference)} has neither a cache rule nor a repository` };
  }
  const because = `its registry is moved and its repository is not: write ${targets.join(' or ')} for ${reference.repository}`;
  return { class: 'half-moved', because };
}

/** Whether a repository of an upstream is named as one of the registry is: only there does the host of its source lead it. */
function isTarget(repository: string, { loginServer, sourceOf, upstreams }: ClassContext): boolean {
  const [host = ''] = repository.split('/', 1);
  return (
    loginServer !== undefined &&
    host.includes('.') &&
    upstreamOf(host, upstreams) !== undefined &&
    sourceOf(repository) !== undefined
  );
}

/** Repositories of the registry that cache what has this name at an upstream. */
function cachedUnder(repository: string, { upstreams, repositoryOf }: ClassContext): readonly string[] {
  const sources = upstreams.flatMap(({ host }) => parseName(`${host}/${repository}`) ?? []);
  return [...new Set(sources.flatMap((source) => repositoryOf(nameOf(source)) ?? []))];
}
