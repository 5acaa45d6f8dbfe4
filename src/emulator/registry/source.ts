import { type StoredRule, wildcardPrefix } from '../arm/rules.ts';
import type { ServiceAnswer } from '../exchange.ts';
import { REGISTRY_REFUSALS } from './refusals.ts';
import type { RegistryState } from './state.ts';
import { type UpstreamAnswer, type UpstreamTrouble, upstreamFor } from './upstream.ts';

/** Which source a repository of the registry is pulled through from, and what that source gives. */
export interface Source {
  readonly rule: StoredRule;
  /** `docker.io/library/nginx`. */
  readonly name: string;
  readonly host: string;
  readonly repository: string;
}

/**
 * The rule that a repository resolves through: the exact one, else the longest wildcard
 * (docs/azure-behaviour.md#exact-over-wildcard). A rule that is not `Succeeded` covers nothing.
 */
export function sourceOf(state: RegistryState, repository: string): Source | undefined {
  const usable = [...state.rules.values()].filter((rule) => rule.state === 'Succeeded');
  const exact = usable.find((rule) => rule.target === repository);
  if (exact !== undefined) return source(exact, exact.source);
  const [longest] = usable
    .flatMap((rule) => {
      const prefix = wildcardPrefix(rule.target);
      return prefix !== undefined && repository.startsWith(`${prefix}/`) ? [{ rule, prefix }] : [];
    })
    .toSorted((one, other) => other.prefix.length - one.prefix.length);
  if (longest === undefined) return undefined;
  const rest = repository.slice(longest.prefix.length);
  return source(longest.rule, `${wildcardPrefix(longest.rule.source) ?? longest.rule.source}${rest}`);
}

function source(rule: StoredRule, name: string): Source {
  const slash = name.indexOf('/');
  return { rule, name, host: name.slice(0, slash), repository: name.slice(slash + 1) };
}

/** Whether a rule is still on its way to the data plane. Counts the request. */
export function isUnknownYet(state: RegistryState, { rule }: Source): boolean {
  if (rule.unknownFor <= 0) return false;
  state.rules.set(rule.name.toLowerCase(), { ...rule, unknownFor: rule.unknownFor - 1 });
  return true;
}

type Thing = 'manifest' | 'blob';

/** Asks the source, or plays the trouble it is told to have. */
export async function askSource<T>(
  state: RegistryState,
  { name, host, rule }: Source,
  ask: (upstream: ReturnType<typeof upstreamFor>) => Promise<UpstreamAnswer<T>>,
): Promise<UpstreamAnswer<T>> {
  const scripted = state.settings.trouble[name];
  if (scripted !== undefined && (scripted.times ?? 1) > 0) {
    if (scripted.times !== undefined) {
      const left = { ...scripted, times: scripted.times - 1 };
      state.settings.trouble = { ...state.settings.trouble, [name]: left };
    }
    return { type: 'trouble', trouble: scripted.kind };
  }
  const credentials = state.credentialSets.find(({ id }) => id.toLowerCase() === rule.credentialSetId?.toLowerCase());
  if (credentials?.healthy === false) return { type: 'trouble', trouble: state.settings.unhealthySet };
  return ask(upstreamFor(state.upstreams, host));
}

/** What the registry says of a source's trouble. @param what tag or digest */
export function troubleAnswer(
  trouble: UpstreamTrouble,
  { name, rule }: Source,
  thing: Thing,
  what: string,
): ServiceAnswer {
  switch (trouble) {
    case 'not-found':
      return thing === 'blob' ? REGISTRY_REFUSALS.blobUnknown(what) : REGISTRY_REFUSALS.manifestUnknown(what);
    case 'throttled':
      return REGISTRY_REFUSALS.upstreamThrottled(rule.name);
    case 'unauthorized':
      return REGISTRY_REFUSALS.upstreamUnauthorized(rule.name);
    case 'unhealthy':
      return REGISTRY_REFUSALS.unhealthySet();
    case 'denied':
      return REGISTRY_REFUSALS.upstreamDenied(name, rule.name);
    case 'failed':
      return REGISTRY_REFUSALS.upstreamFailed(name, rule.name);
  }
}
