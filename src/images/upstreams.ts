/** A registry host that artifact cache can source from. */
export interface Upstream {
  /** A host, or `*.suffix` for every host that ends with it. */
  readonly host: string;
  /** `none`: unauthenticated only; `optional`: either way; `required`: the service refuses a rule without a credential set. */
  readonly authentication: 'none' | 'optional' | 'required';
  /** Whether a repository there can be read by anyone. One that can't is not public: it gets no rule unless an input says so. */
  readonly open: boolean;
}

/** One of the built-in table, with where its row comes from. */
export interface KnownUpstream extends Upstream {
  readonly source: 'overview' | 'message';
}

/**
 * When each source was last read, as ISO 8601 (docs/azure-behaviour.md#upstream-table,
 * docs/azure-behaviour.md#upstream-refusal, docs/azure-behaviour.md#gcr-regions).
 */
export const UPSTREAM_SOURCES = {
  overview: {
    checked: '2026-08-20',
    title: 'the table of the overview',
    url: 'https://learn.microsoft.com/azure/container-registry/artifact-cache-overview',
  },
  message: {
    checked: '2025-12-31',
    title: "the service's own message to a source that it does not support",
    url: 'https://github.com/Azure/acr/issues/862',
  },
} as const satisfies Readonly<
  Record<KnownUpstream['source'], { readonly checked: string; readonly title: string; readonly url: string }>
>;

/** The public registries that artifact cache can source from. Data, because the list grows; an input extends it. */
export const UPSTREAMS: readonly KnownUpstream[] = [
  { host: 'docker.io', authentication: 'required', open: true, source: 'overview' },
  { host: 'dhi.io', authentication: 'required', open: true, source: 'overview' },
  { host: 'registry.redhat.io', authentication: 'required', open: true, source: 'overview' },
  { host: 'mcr.microsoft.com', authentication: 'none', open: true, source: 'overview' },
  { host: 'public.ecr.aws', authentication: 'none', open: true, source: 'overview' },
  { host: 'registry.access.redhat.com', authentication: 'none', open: true, source: 'overview' },
  { host: 'ghcr.io', authentication: 'optional', open: true, source: 'overview' },
  { host: 'quay.io', authentication: 'optional', open: true, source: 'overview' },
  { host: 'nvcr.io', authentication: 'optional', open: true, source: 'overview' },
  { host: 'registry.k8s.io', authentication: 'optional', open: true, source: 'overview' },
  { host: 'gcr.io', authentication: 'optional', open: true, source: 'overview' },
  // In the message and not in the table: that it is like gcr.io is inferred.
  { host: 'eu.gcr.io', authentication: 'optional', open: true, source: 'message' },
  { host: '*.pkg.dev', authentication: 'required', open: false, source: 'overview' },
  { host: '*.azurecr.io', authentication: 'required', open: false, source: 'overview' },
];

/** The upstream that a registry host belongs to; an exact host wins over a suffix, a later entry over an earlier one. */
export function upstreamOf(host: string, upstreams: readonly Upstream[]): Upstream | undefined {
  return (
    upstreams.findLast((upstream) => upstream.host === host) ??
    upstreams.findLast((upstream) => upstream.host.startsWith('*.') && host.endsWith(upstream.host.slice(1)))
  );
}
