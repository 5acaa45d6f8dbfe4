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
 * Where an index names one platform by several spellings (`x86_64`, `amd64`), the first of each: not every runtime knows them all.
 * @param wanted platforms such as `linux/arm64/v8`, or `all`
 */
export function select(entries: readonly IndexEntry[], wanted: readonly string[] | 'all'): Selection {
  const images = entries.filter(({ attestation }) => !attestation);
  if (wanted === 'all') return { entries: images, missing: [], others: [] };
  const chosen = new Set<IndexEntry>();
  const missing: string[] = [];
  const named = images.flatMap(({ platform }) => platform ?? []);
  for (const platform of wanted) {
    const names = runBy(platform, named);
    const matches = images.filter((entry) => entry.platform !== undefined && names.has(entry.platform));
    if (matches.length === 0) missing.push(platform);
    const versioned = matches.some(({ osVersion }) => osVersion !== undefined);
    const firsts = [...names].flatMap((name) => matches.find((match) => match.platform === name) ?? []);
    for (const match of versioned ? matches : firsts) chosen.add(match);
  }
  const others = images.flatMap((entry) => (chosen.has(entry) ? [] : (entry.platform ?? [])));
  return { entries: [...chosen], missing, others: [...new Set(others)] };
}

/**
 * Which of some platforms a node of another runs: its own, or where there is none the next best that it can run
 * (containerd/platforms, `compare.go`: amd64 runs 386, arm64 runs arm, each variant the lower ones).
 * @returns the names as they were given: several spellings may mean one platform
 */
export function runBy(node: string, platforms: readonly string[]): ReadonlySet<string> {
  for (const runnable of runnableOn(normalise(node))) {
    const names = platforms.filter((platform) => normalise(platform) === runnable);
    if (names.length > 0) return new Set(names);
  }
  return new Set();
}

/** Other spellings of architectures, with the variant that they imply whatever stands beside them. */
const SPELLINGS: ReadonlyMap<string, readonly [architecture: string, variant?: string]> = new Map([
  ['x86_64', ['amd64']],
  ['x86-64', ['amd64']],
  ['aarch64', ['arm64']],
  ['i386', ['386', '']],
  ['armhf', ['arm', 'v7']],
  ['armel', ['arm', 'v6']],
]);

const IMPLIED: ReadonlyMap<string, string> = new Map([
  ['arm64', 'v8'],
  ['amd64', 'v1'],
  ['arm', 'v7'],
]);

/** One text for the names of one platform: `arm64` is `arm64/v8`, `x86_64` is `amd64` (containerd/platforms, `database.go`). */
function normalise(platform: string): string {
  const [os = '', spelled = '', given = ''] = platform.toLowerCase().split('/');
  const [architecture, implied] = SPELLINGS.get(spelled) ?? [spelled];
  // `8`, `v8` and `v8.0` are one.
  const variant = implied ?? (given.replace(/^(?=\d)/, 'v').replace(/\.0$/, '') || (IMPLIED.get(architecture) ?? ''));
  return `${os}/${architecture}/${variant}`;
}

/** What a node can run, the best first; all normalised. */
function runnableOn(node: string): readonly string[] {
  const [os = '', architecture = '', variant = ''] = node.split('/');
  const lower = (name: string, from: number, to: number) =>
    Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => `${os}/${name}/v${from - index}`);
  const version = Number(variant.replace(/^v/, ''));
  switch (architecture) {
    case 'amd64':
      return [node, ...lower('amd64', version - 1, 1), `${os}/386/`];
    case 'arm64':
      return [node, ...(variant === 'v8' ? [] : [`${os}/arm64/v8`]), ...lower('arm', 8, 5)];
    case 'arm':
      return [node, ...lower('arm', version - 1, 5)];
    default:
      return [node];
  }
}
