import { compareTexts } from '../base/order.ts';
import { type Upstream, upstreamOf } from '../images/upstreams.ts';
import { halves } from './constraints.ts';
import type { Refusal } from './refusal.ts';
import type { CacheRule, CredentialSet, CredentialSets } from './rule.ts';

/** The credential set for a rule of an upstream, or why there is none to take. */
export type CredentialChoice =
  | { readonly state: 'chosen'; readonly id: string }
  | { readonly state: 'none-needed' }
  | { readonly state: 'refused'; readonly refusal: Refusal };

/** What the choice depends on. */
export interface CredentialContext {
  readonly rules: readonly CacheRule[];
  readonly credentialSets: CredentialSets;
  /** Name of the credential set by upstream host, as the user said. */
  readonly namedCredentialSets: ReadonlyMap<string, string>;
  readonly upstreams: readonly Upstream[];
  /** ARM resource id of the registry, of which a named set is a child. */
  readonly registryId: string;
}

/**
 * Chooses by upstream host, remembering each choice: the set that the user named, else one that the registry has for the
 * host, else the one that a rule of the same host uses. An upstream that takes unauthenticated pulls only gets none.
 */
export function credentialChooser(context: CredentialContext): (host: string) => CredentialChoice {
  const inUse = setsInUse(context.rules);
  const chosen = new Map<string, CredentialChoice>();
  return (host) => {
    const known = chosen.get(host);
    if (known !== undefined) return known;
    const choice = choose(host, context, inUse.get(host));
    chosen.set(host, choice);
    return choice;
  };
}

function choose(host: string, context: CredentialContext, inUse: string | undefined): CredentialChoice {
  const upstream = upstreamOf(host, context.upstreams);
  if (upstream === undefined) return { state: 'refused', refusal: { reason: 'unsupported-upstream', host } };
  if (upstream.authentication === 'none') return { state: 'none-needed' };
  const choice = fromSets(host, context, inUse);
  // An upstream that works without is not refused for want of a set, unless the user named one.
  const mayGoWithout = upstream.authentication === 'optional' && !context.namedCredentialSets.has(host);
  return choice.state === 'refused' && mayGoWithout ? { state: 'none-needed' } : choice;
}

function fromSets(host: string, context: CredentialContext, inUse: string | undefined): CredentialChoice {
  const { credentialSets, namedCredentialSets, registryId } = context;
  if (credentialSets.state === 'not-looked-up') return { state: 'none-needed' };
  const named = namedCredentialSets.get(host);
  if (credentialSets.state === 'not-allowed') {
    if (named !== undefined) return { state: 'chosen', id: `${registryId}/credentialSets/${named}` };
    if (inUse !== undefined) return { state: 'chosen', id: inUse };
    return refused({ reason: 'credential-set-unreadable', host, detail: credentialSets.reason });
  }
  const sets = [...credentialSets.sets].sort((one, other) => compareTexts(one.name, other.name));
  if (named !== undefined) {
    const set = sets.find(({ name }) => name.toLowerCase() === named.toLowerCase());
    if (set === undefined) return refused({ reason: 'credential-set-missing', host, named });
    // The service takes such a rule, and a set starts unhealthy: who names it knows (docs/azure-behaviour.md#credential-health).
    return { state: 'chosen', id: set.id };
  }
  const found = sets.filter(({ loginServer }) => loginServer.toLowerCase() === host);
  const best = found.find(({ health }) => health !== 'unhealthy') ?? found[0];
  if (best !== undefined) return ifHealthy(best, host);
  const used = sets.find(({ id }) => id.toLowerCase() === inUse?.toLowerCase());
  if (used !== undefined) return ifHealthy(used, host);
  return refused({ reason: 'credential-set-missing', host });
}

function ifHealthy(set: CredentialSet, host: string): CredentialChoice {
  if (set.health !== 'unhealthy') return { state: 'chosen', id: set.id };
  const detail = set.detail ?? 'the service does not say why';
  return refused({ reason: 'credential-set-unhealthy', host, credentialSet: set.name, detail });
}

function refused(refusal: Refusal): CredentialChoice {
  return { state: 'refused', refusal };
}

/** What the user named that does not work now, one sentence each host: it is used all the same. */
export function unhealthyNamed(
  hosts: Iterable<string>,
  { credentialSets, namedCredentialSets }: Pick<CredentialContext, 'credentialSets' | 'namedCredentialSets'>,
): readonly string[] {
  if (credentialSets.state !== 'known') return [];
  return [...new Set(hosts)].sort().flatMap((host) => {
    const named = namedCredentialSets.get(host)?.toLowerCase();
    const set = credentialSets.sets.find(({ name }) => name.toLowerCase() === named);
    if (set?.health !== 'unhealthy') return [];
    const detail = set.detail ?? 'the service does not say why';
    return `Credential set ${set.name} of ${host} is unhealthy (${detail}) and is used all the same, since credential-sets names it. It starts so until its identity may read the secrets in Key Vault; till then pulls through its rules fail. See docs/troubleshooting.md#unhealthy-set`;
  });
}

/** By upstream host, the credential set that most of its working rules use; of equals the first by id. */
function setsInUse(rules: readonly CacheRule[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { source, credentialSetId, state } of rules) {
    if (credentialSetId === undefined || state !== 'Succeeded') continue;
    const { registry } = halves(source);
    const byId = counts.get(registry) ?? new Map<string, number>();
    counts.set(registry, byId.set(credentialSetId, (byId.get(credentialSetId) ?? 0) + 1));
  }
  const best = new Map<string, string>();
  for (const [registry, byId] of counts) {
    const [first] = [...byId].sort(([id, count], [otherId, other]) => other - count || compareTexts(id, otherId));
    if (first !== undefined) best.set(registry, first[0]);
  }
  return best;
}
