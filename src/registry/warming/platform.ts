import type { IndexEntry } from '../manifest.ts';

/** The manifests of an index that are wanted, and the platforms that it does not have. */
export interface Selection {
  readonly entries: readonly IndexEntry[];
  readonly missing: readonly string[];
  /** Platforms that the index has and nobody wants; each once. */
  readonly others: readonly string[];
}

/**
 * Chooses from an index what nodes of the wanted platforms would pull.
 * Of Linux the first match, as containerd does; of Windows each version of the system, since a node takes the one that is its own.
 * @param wanted platforms such as `linux/arm64/v8`, or `all`
 */
export function select(entries: readonly IndexEntry[], wanted: readonly string[] | 'all'): Selection {
  const images = entries.filter(({ attestation }) => !attestation);
  if (wanted === 'all') return { entries: images, missing: [], others: [] };
  const chosen = new Set<IndexEntry>();
  const missing: string[] = [];
  for (const platform of wanted) {
    const matches = images.filter((entry) => entry.platform !== undefined && isSame(entry.platform, platform));
    if (matches.length === 0) missing.push(platform);
    const versioned = matches.some(({ osVersion }) => osVersion !== undefined);
    for (const match of versioned ? matches : matches.slice(0, 1)) chosen.add(match);
  }
  const others = images.flatMap((entry) => (chosen.has(entry) ? [] : (entry.platform ?? [])));
  return { entries: [...chosen], missing, others: [...new Set(others)] };
}

/** Whether two names mean one platform: `arm64` is `arm64/v8`, `amd64` is `amd64/v1`, `arm` is `arm/v7` (containerd/platforms, `normalize.go`). */
export function isSame(one: string, other: string): boolean {
  return normalise(one) === normalise(other);
}

const IMPLIED: ReadonlyMap<string, string> = new Map([
  ['arm64', 'v8'],
  ['amd64', 'v1'],
  ['arm', 'v7'],
]);

function normalise(platform: string): string {
  const [os = '', architecture = '', variant] = platform.toLowerCase().split('/');
  return `${os}/${architecture}/${variant ?? IMPLIED.get(architecture) ?? ''}`;
}
