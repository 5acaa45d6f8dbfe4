/**
 * The public registries that artifact cache can source from (docs/azure-behaviour.md#upstreams; the service's own table
 * is https://learn.microsoft.com/azure/container-registry/artifact-cache-overview). Data, because the list grows; an
 * input extends it.
 */
export interface Upstream {
  /** A host, or `*.suffix` for every host that ends with it. */
  readonly host: string;
  /** `none`: unauthenticated only; `optional`: either way; `required`: the service refuses a rule without a credential set. */
  readonly authentication: 'none' | 'optional' | 'required';
  /** Whether a repository there can be read by anyone. One that can't is not public: it gets no rule unless an input says so. */
  readonly open: boolean;
}

export const UPSTREAMS: readonly Upstream[] = [
  { host: 'docker.io', authentication: 'required', open: true },
  { host: 'dhi.io', authentication: 'required', open: true },
  { host: 'registry.redhat.io', authentication: 'required', open: true },
  { host: 'mcr.microsoft.com', authentication: 'none', open: true },
  { host: 'public.ecr.aws', authentication: 'none', open: true },
  { host: 'registry.access.redhat.com', authentication: 'none', open: true },
  { host: 'ghcr.io', authentication: 'optional', open: true },
  { host: 'quay.io', authentication: 'optional', open: true },
  { host: 'nvcr.io', authentication: 'optional', open: true },
  { host: 'registry.k8s.io', authentication: 'optional', open: true },
  { host: 'gcr.io', authentication: 'optional', open: true },
  { host: '*.pkg.dev', authentication: 'required', open: false },
  { host: '*.azurecr.io', authentication: 'required', open: false },
];

/** The upstream that a registry host belongs to; an exact host wins over a suffix, a later entry over an earlier one. */
export function upstreamOf(host: string, upstreams: readonly Upstream[]): Upstream | undefined {
  return (
    upstreams.findLast((upstream) => upstream.host === host) ??
    upstreams.findLast((upstream) => upstream.host.startsWith('*.') && host.endsWith(upstream.host.slice(1)))
  );
}
