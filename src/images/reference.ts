/**
 * The reference grammar of the distribution project (`reference/regexp.go`, `reference/normalize.go` of
 * https://github.com/distribution/reference), with Docker's normalisation.
 */

/** A parsed and normalised image reference: `nginx` is `docker.io` + `library/nginx`. No tag is ever invented. */
export interface ImageReference {
  /** Host, with port where one was given, in lower case unless only capitals make it one; Docker Hub's aliases are `docker.io`. */
  readonly registry: string;
  /** Path inside the registry, lower case. */
  readonly repository: string;
  readonly tag?: string;
  /** `algorithm:hex`. */
  readonly digest?: string;
}

export const DOCKER_HUB = 'docker.io';

/** Hosts that are Docker Hub under another name. The first is the grammar's own; the others answer pulls as well. */
const DOCKER_HUB_ALIASES: ReadonlySet<string> = new Set([
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'registry.hub.docker.com',
]);

const DOMAIN_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const DOMAIN = new RegExp(`^(?:${DOMAIN_LABEL}(?:\\.${DOMAIN_LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?$`);
const PATH_COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const PATH = new RegExp(`^${PATH_COMPONENT}(?:/${PATH_COMPONENT})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const HEX_LENGTH: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);
export const MAX_NAME_LENGTH = 255;
/** Name, tag and the longest digest take about 520 characters; longer texts are not looked at, so that asking costs the same for any. */
export const MAX_REFERENCE_LENGTH = 1024;

/**
 * Parses a reference as a container runtime would.
 * @returns the normalised reference, or `undefined` where the grammar does not take the text.
 */
export function parseReference(text: string): ImageReference | undefined {
  if (text.length > MAX_REFERENCE_LENGTH) return undefined;
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !isDigest(digest)) return undefined;
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const name = parseName(colon === -1 ? named : named.slice(0, colon));
  if (name === undefined) return undefined;
  return { ...name, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** Whether a text is a reference with a tag or a digest; a digest alone only reads like one. */
export function saysVersion(text: string): boolean {
  const reference = parseReference(text);
  return (reference?.tag !== undefined || reference?.digest !== undefined) && !isDigest(text);
}

/** Parses `[registry/]repository` without tag or digest. */
export function parseName(text: string): Pick<ImageReference, 'registry' | 'repository'> | undefined {
  if (text.length > MAX_NAME_LENGTH) return undefined;
  const { host, path } = splitHost(text);
  if (!PATH.test(path)) return undefined;
  // The grammar refuses 64 hexadecimal characters as a name: they are an image's id.
  if (host === undefined && /^[0-9a-f]{64}$/.test(path)) return undefined;
  if (host !== undefined && !DOMAIN.test(host)) return undefined;
  const registry = host === undefined ? DOCKER_HUB : normalHost(host);
  const repository = registry === DOCKER_HUB && !path.includes('/') ? `library/${path}` : path;
  // The limit is one of names in full: `docker.io/library/` counts.
  return registry.length + 1 + repository.length > MAX_NAME_LENGTH ? undefined : { registry, repository };
}

/**
 * A host as it is told: in lower case, since that is the same host. One that only its capitals tell from a path keeps them:
 * `A/x` is on the host `A`, and `a/x` is a repository of Docker Hub.
 */
function normalHost(host: string): string {
  const lower = host.toLowerCase();
  if (DOCKER_HUB_ALIASES.has(lower)) return DOCKER_HUB;
  return splitHost(`${lower}/`).host === undefined ? host : lower;
}

/** Splits a name as Docker does: the first component is a host if it has a dot, a colon or a capital, or is `localhost`. */
function splitHost(text: string): { host: string | undefined; path: string } {
  const slash = text.indexOf('/');
  if (slash === -1) return { host: undefined, path: text };
  const first = text.slice(0, slash);
  const isHost = /[.:[]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  return isHost ? { host: first, path: text.slice(slash + 1) } : { host: undefined, path: text };
}

/** Whether the text is a digest: known algorithms must have their length. */
export function isDigest(text: string): boolean {
  if (!DIGEST.test(text)) return false;
  const colon = text.indexOf(':');
  const length = HEX_LENGTH.get(text.slice(0, colon));
  return length === undefined || (text.length - colon - 1 === length && !/[A-F]/.test(text.slice(colon)));
}

/** `registry/repository`, the part of a reference that a cache rule is about. */
export function nameOf({ registry, repository }: Pick<ImageReference, 'registry' | 'repository'>): string {
  return `${registry}/${repository}`;
}

/** The normalised text of a reference; no tag is invented. */
export function formatReference(reference: ImageReference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${nameOf(reference)}${tag}${digest}`;
}

/** The length of the leading part of a reference's text that is its name, before tag and digest. */
export function nameLength(text: string): number {
  const at = text.indexOf('@');
  const named = at === -1 ? text : text.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  return colon === -1 ? named.length : colon;
}
