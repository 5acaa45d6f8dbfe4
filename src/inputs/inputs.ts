import { CLOUD_NAMES, type Cloud, cloudOf } from '../clouds.ts';
import { parseName } from '../images/reference.ts';
import { UPSTREAMS, type Upstream } from '../images/upstreams.ts';
import { KIND_NAMES, KIND_TRAITS, type KindName } from '../manifests/model/kind-names.ts';
import { hostGlobs, imageGlobs, pathGlobs, registryPrefixes } from './globs.ts';
import { agreed, type Registry, readRegistry } from './registry.ts';
import {
  choice,
  choices,
  flag,
  invalid,
  list,
  minutes,
  optional,
  pairs,
  price,
  type ReadInput,
  wholeNumber,
} from './values.ts';

/** Everything the user said, checked. The contract is action.yml; the terminal takes the same as flags. */
export interface Inputs {
  readonly registry: Registry | undefined;
  readonly azure: AzureInputs;
  readonly path: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Whether what only tests read or expect gets rules and suggestions, too. */
  readonly includeTests: boolean;
  /** Whether what a chart brings only where a value turns it on gets rules and suggestions, too. */
  readonly includeDisabled: boolean;
  /** Whether charts that are in registries are treated as images are. */
  readonly includeCharts: boolean;
  /** Whether charts and bases that the repository only names are fetched and rendered. */
  readonly render: 'never' | 'auto';
  /** Globs of hosts that they may be fetched from, beside the built-in table. */
  readonly chartHosts: readonly string[];
  /** As it was given: relative to the workspace, or absolute. */
  readonly cacheDir: string | undefined;
  /** Empty: all. */
  readonly kinds: readonly KindName[];
  /** `undefined`: as the event wants it. */
  readonly scope: 'changed' | 'all' | undefined;
  readonly trustedRegistries: readonly string[];
  readonly allowedImages: readonly string[];
  readonly deniedImages: readonly string[];
  /** The built-in table with the user's lines after it, which win. */
  readonly upstreams: readonly Upstream[];
  /** Names that the user declared public although they look private (`ghcr.io/<owner>`). */
  readonly declaredPublic: readonly string[];
  /** Credential set by upstream host. */
  readonly credentialSets: ReadonlyMap<string, string>;
  readonly target: string;
  readonly wildcardTarget: string;
  /** Target repository by source name. */
  readonly targets: ReadonlyMap<string, string>;
  readonly maxCacheRules: number;
  readonly wildcards: 'never' | 'when-needed';
  readonly apply: 'auto' | 'never';
  readonly warm: boolean;
  readonly platforms: readonly string[] | 'all';
  readonly engine: 'registry' | 'docker' | 'podman';
  /** Milliseconds. */
  readonly warmTimeout: number;
  readonly failOn: Severity | 'none';
  readonly gateScope: 'new' | 'all';
  readonly onlyFixable: boolean;
  readonly treatUnknownAs: Severity | 'none';
  /** Unparsed lines or the path of a file: src/defender/accept.ts knows the syntax. */
  readonly acceptFindings: string;
  readonly exemptPaths: readonly string[];
  /** Milliseconds. */
  readonly scanTimeout: number;
  /** Milliseconds. */
  readonly evidenceMaxAge: number;
  /** With what `fail-on` implies: empty only where the user wrote `none`. */
  readonly failWhen: ReadonlySet<FailWhen>;
  readonly review: 'suggestions' | 'annotations' | 'none';
  /** Whether images of an endpoint of one region are moved to the login server. */
  readonly regionalEndpoints: 'keep' | 'rewrite';
  readonly suggestKinds: ReadonlySet<KindName>;
  readonly maxSuggestions: number;
  readonly pin: boolean;
  readonly instance: string | undefined;
  readonly githubToken: string | undefined;
  /** Of a GiB a month, in the user's currency. */
  readonly storagePrice: number | undefined;
  readonly summary: 'always' | 'on-change' | 'on-failure';
  readonly reportDir: string | undefined;
  /** For the whole run, in milliseconds. */
  readonly timeout: number;
}

export interface AzureInputs {
  readonly cloud: Cloud;
  readonly subscriptionId: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
}

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const FAIL_WHEN = ['uncovered', 'unwarmed', 'unscanned', 'unreadable', 'stale', 'error', 'review'] as const;
export type FailWhen = (typeof FAIL_WHEN)[number];

/** What the service allows (docs/azure-behaviour.md#rule-limit). */
export const MAX_CACHE_RULES = 1000;

const DAY_MS = 86_400_000;

/** The kinds that get suggestions unless told otherwise (docs/architecture.md#suggested-kinds). */
const SUGGESTED_KINDS: readonly KindName[] = KIND_NAMES.filter((kind) => KIND_TRAITS[kind].isSuggested);

/**
 * Reads all inputs. The only place that does.
 * @param read gives an input's text, empty where it is not given
 * @param env for the AZURE_* variables that stand in for inputs
 * @throws UserError for the first input that is not as it must be
 */
export function readInputs(read: ReadInput, env: Readonly<Record<string, string | undefined>>): Inputs {
  const cloud = cloudOf(choice(read, 'cloud', CLOUD_NAMES, 'public'));
  const declared = readUpstreams(read);
  const failOn = choice(read, 'fail-on', ['none', ...SEVERITIES], 'none');
  const given = readRegistry(read, cloud);
  return {
    registry: given?.registry,
    azure: {
      cloud,
      subscriptionId:
        agreed('subscription-id', guid(read, 'subscription-id'), given?.place?.subscriptionId) ??
        present(env.AZURE_SUBSCRIPTION_ID),
      resourceGroup: agreed('resource-group', optional(read, 'resource-group'), given?.place?.resourceGroup),
      tenantId: optional(read, 'tenant-id') ?? present(env.AZURE_TENANT_ID),
      clientId: guid(read, 'client-id') ?? present(env.AZURE_CLIENT_ID),
    },
    path: optional(read, 'path') ?? '.',
    include: pathGlobs(read, 'include'),
    exclude: pathGlobs(read, 'exclude'),
    includeTests: flag(read, 'include-tests', false),
    includeDisabled: flag(read, 'include-disabled', false),
    includeCharts: flag(read, 'include-charts', false),
    render: choice(read, 'render', ['never', 'auto'], 'never'),
    chartHosts: hostGlobs(read, 'chart-hosts'),
    cacheDir: optional(read, 'cache-dir'),
    kinds: choices(read, 'kinds', KIND_NAMES),
    scope: choice(read, 'scope', ['changed', 'all']),
    trustedRegistries: registryPrefixes(read, 'trusted-registries'),
    allowedImages: imageGlobs(read, 'allowed-images'),
    deniedImages: imageGlobs(read, 'denied-images'),
    upstreams: [...UPSTREAMS, ...declared.filter(({ host }) => !host.includes('/'))],
    declaredPublic: declared.map(({ host }) => host).filter((host) => host.includes('/')),
    credentialSets: readCredentialSets(read),
    target: template(read, 'target', '{registry}/{repository}', ['{repository}'], /^[^*]+$/),
    wildcardTarget: template(read, 'wildcard-target', 'any/{registry}/*', ['{registry}'], /^[^*]+\/\*$/),
    targets: readTargets(read),
    maxCacheRules: wholeNumber(read, 'max-cache-rules', { least: 0, most: MAX_CACHE_RULES, fallback: 50 }),
    wildcards: choice(read, 'wildcards', ['never', 'when-needed'], 'never'),
    apply: choice(read, 'apply', ['auto', 'never'], 'auto'),
    warm: flag(read, 'warm', true),
    platforms: readPlatforms(read),
    engine: choice(read, 'engine', ['registry', 'docker', 'podman'], 'registry'),
    warmTimeout: minutes(read, 'warm-timeout', { most: 360, fallback: 5 }),
    failOn,
    gateScope: choice(read, 'gate-scope', ['new', 'all'], 'new'),
    onlyFixable: flag(read, 'only-fixable', false),
    treatUnknownAs: choice(read, 'treat-unknown-as', ['none', ...SEVERITIES], 'high'),
    acceptFindings: read('accept-findings'),
    exemptPaths: pathGlobs(read, 'exempt-paths'),
    scanTimeout: minutes(read, 'scan-timeout', { most: 360, fallback: 0 }),
    evidenceMaxAge: wholeNumber(read, 'evidence-max-age', { least: 1, most: 365, fallback: 30 }) * DAY_MS,
    failWhen: readFailWhen(read, failOn),
    review: choice(read, 'review', ['suggestions', 'annotations', 'none'], 'suggestions'),
    regionalEndpoints: choice(read, 'regional-endpoints', ['keep', 'rewrite'], 'keep'),
    suggestKinds: new Set(
      optional(read, 'suggest-kinds') ? choices(read, 'suggest-kinds', KIND_NAMES) : SUGGESTED_KINDS,
    ),
    maxSuggestions: wholeNumber(read, 'max-suggestions', { least: 0, most: 100, fallback: 30 }),
    pin: flag(read, 'pin', false),
    instance: optional(read, 'instance'),
    githubToken: optional(read, 'github-token'),
    storagePrice: price(read, 'storage-price'),
    summary: choice(read, 'summary', ['always', 'on-change', 'on-failure'], 'always'),
    reportDir: optional(read, 'report-dir'),
    timeout: minutes(read, 'timeout', { least: 0.01, most: 360, fallback: 30 }),
  };
}

/** Whether anything depends on what Defender says: without a gate, and with nothing that counts unscanned images, nobody is asked. */
export function asksDefender({ failOn, failWhen }: Pick<Inputs, 'failOn' | 'failWhen'>): boolean {
  return failOn !== 'none' || failWhen.has('unscanned');
}

/**
 * What fails the step besides findings. A gate needs answers, so `fail-on` brings `error` with it; the one word that opens both is
 * `none`, which stands alone.
 */
function readFailWhen(read: ReadInput, failOn: Inputs['failOn']): ReadonlySet<FailWhen> {
  const words = choices(read, 'fail-when', ['none', ...FAIL_WHEN]);
  if (words.length === 0) return new Set(['error']);
  const named = words.filter((word) => word !== 'none');
  if (named.length === 0) return new Set();
  if (named.length < words.length) {
    throw invalid('fail-when', words.join(', '), `none by itself, or any of ${FAIL_WHEN.join(', ')}`);
  }
  return new Set(failOn === 'none' ? named : [...named, 'error']);
}

function present(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function guid(read: ReadInput, name: string): string | undefined {
  const value = optional(read, name);
  if (value === undefined || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value;
  throw invalid(name, value, 'a GUID such as 00000000-0000-0000-0000-000000000000');
}

function readUpstreams(read: ReadInput): readonly Upstream[] {
  const authentications = ['none', 'optional', 'required'] as const;
  const allowed = 'host=none, host=optional or host=required';
  return pairs(read, 'upstreams', allowed).map(([host, word]) => {
    const authentication = authentications.find((candidate) => candidate === word.toLowerCase());
    if (authentication === undefined) throw invalid('upstreams', `${host}=${word}`, allowed);
    return { host: host.toLowerCase(), authentication, open: true };
  });
}

function readCredentialSets(read: ReadInput): ReadonlyMap<string, string> {
  const entries = pairs(read, 'credential-sets', 'host=credential-set-name');
  for (const [host, name] of entries) {
    // docs/azure-behaviour.md#rule-name
    if (!/^[a-zA-Z0-9-]{5,50}$/.test(name)) {
      throw invalid('credential-sets', `${host}=${name}`, 'host=name, the name of 5 to 50 letters, digits and dashes');
    }
  }
  return new Map(entries.map(([host, name]) => [host.toLowerCase(), name]));
}

function readTargets(read: ReadInput): ReadonlyMap<string, string> {
  const allowed = 'image=repository, such as docker.io/library/nginx=base/nginx';
  return new Map(
    pairs(read, 'targets', allowed).map(([image, repository]) => {
      const source = parseName(image);
      if (source === undefined || parseName(`x.invalid/${repository}`) === undefined) {
        throw invalid('targets', `${image}=${repository}`, allowed);
      }
      return [`${source.registry}/${source.repository}`, repository];
    }),
  );
}

function template(read: ReadInput, name: string, fallback: string, needed: readonly string[], shape: RegExp): string {
  const value = optional(read, name) ?? fallback;
  const unknown = value.replaceAll(/\{(?:registry|repository)\}/g, 'x');
  const wellFormed = /^[a-z0-9._/*-]+$/.test(unknown) && !value.startsWith('/') && shape.test(value);
  if (wellFormed && needed.every((part) => value.includes(part))) return value;
  throw invalid(name, value, `lower-case repository paths with ${needed.join(' and ')}, such as ${fallback}`);
}

/** `os/architecture[/variant]` (https://github.com/opencontainers/image-spec/blob/main/image-index.md). */
function readPlatforms(read: ReadInput): readonly string[] | 'all' {
  const platforms = list(read, 'platforms').map((item) => item.toLowerCase());
  if (platforms.length === 0) return ['linux/amd64'];
  if (platforms.length === 1 && platforms[0] === 'all') return 'all';
  for (const platform of platforms) {
    if (!/^(?:linux|windows|freebsd)\/[a-z0-9]+(?:\/[a-z0-9]+)?$/.test(platform)) {
      throw invalid('platforms', platform, 'all, or platforms such as linux/amd64, linux/arm64/v8, windows/amd64');
    }
  }
  return platforms;
}
