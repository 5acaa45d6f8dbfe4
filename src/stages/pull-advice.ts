import type { RegistryDetails } from '../azure/registry-lookup.ts';
import type { NotServed } from '../registry/transport/failure.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import { ruleIndex } from '../rules/resolve.ts';
import type { CacheRule, CredentialSet, CredentialSets } from '../rules/rule.ts';

/**
 * What is the matter with a pull that was refused, once it is known through which rule it went: the registry says
 * `authentication required` also where the rule's credential set has become unhealthy (docs/azure-behaviour.md#source-unauthorized),
 * and names no set where the source throttles or denies.
 */

/** What the advice is made from. */
export interface PullSurroundings {
  readonly rules: readonly CacheRule[];
  readonly details: RegistryDetails;
  /** Asked once, and only where a refused pull went through a rule with a set. */
  readonly credentialSets: () => Promise<CredentialSets>;
}

/** The results, with the reasons that the rule behind an image explains. */
export async function advised(
  results: readonly WarmResult[],
  { rules, details, credentialSets }: PullSurroundings,
): Promise<readonly WarmResult[]> {
  const index = ruleIndex(rules);
  const ruleOf = ({ request }: WarmResult) => index.forRepository(request.repository);
  const wantsSets = results.some((result) => isAbout(result) && ruleOf(result)?.rule.credentialSetId !== undefined);
  const sets = wantsSets ? await credentialSets() : undefined;
  return results.map((result) => {
    const served = ruleOf(result);
    if (result.status !== 'not-served' || !isAbout(result) || served === undefined) return result;
    const set = setOf(served.rule, sets);
    return { ...result, reason: withRule(result.reason, served.source, served.rule, set, details) };
  });
}

/** Reasons for which the rule, its source and its credential set matter. */
const ABOUT: ReadonlySet<NotServed['kind']> = new Set([
  'unauthorized',
  'upstream-unauthorized',
  'upstream-denied',
  'upstream-throttled',
]);

function isAbout(result: WarmResult): boolean {
  return result.status === 'not-served' && ABOUT.has(result.reason.kind) && result.reason.at !== 'token';
}

/** What is known of a rule's set. */
type RuleSet =
  | { readonly state: 'none' }
  /** `why`: its health can't be seen. */
  | { readonly state: 'unseen'; readonly name: string; readonly why: string }
  | { readonly state: 'gone'; readonly name: string }
  | { readonly state: 'seen'; readonly name: string; readonly set: CredentialSet };

function setOf({ credentialSetId }: CacheRule, sets: CredentialSets | undefined): RuleSet {
  if (credentialSetId === undefined) return { state: 'none' };
  const name = credentialSetId.slice(credentialSetId.lastIndexOf('/') + 1);
  if (sets?.state !== 'known') return { state: 'unseen', name, why: sets?.state === 'not-allowed' ? sets.reason : '' };
  const set = sets.sets.find(({ id }) => id.toLowerCase() === credentialSetId.toLowerCase());
  return set === undefined ? { state: 'gone', name } : { state: 'seen', name, set };
}

function withRule(
  reason: NotServed,
  source: string,
  rule: CacheRule,
  set: RuleSet,
  details: RegistryDetails,
): NotServed {
  switch (reason.kind) {
    case 'unauthorized':
      return unauthorized(reason, rule, set, details);
    case 'upstream-unauthorized':
      return { ...reason, message: withClause(reason.message, setText(set)), remedy: healRemedy(set) ?? reason.remedy };
    case 'upstream-denied':
      return {
        ...reason,
        message: `${source} denies the pull: ${withClause(reason.message, `rule ${rule.name}, ${setText(set)}`)}`,
        remedy: healRemedy(set) ?? reason.remedy,
      };
    case 'upstream-throttled':
      return throttled(reason, source, set);
    default:
      return reason;
  }
}

/** The set is looked at before anybody's role is blamed. */
function unauthorized(reason: NotServed, rule: CacheRule, set: RuleSet, details: RegistryDetails): NotServed {
  const heal = healRemedy(set);
  if (heal !== undefined) {
    return {
      kind: 'upstream-unauthorized',
      message: `${reason.message}: ${setText(set)}, which its rule ${rule.name} signs in with`,
      remedy: heal,
    };
  }
  const roles = rolesFor(details) ?? reason.remedy;
  if (set.state !== 'unseen') return { ...reason, remedy: roles };
  const unseen = `or credential set ${set.name} of rule ${rule.name} has become unhealthy, which this identity can't see (the role "Container Registry Credential Set Reader" shows it)`;
  return { ...reason, remedy: `${roles}; ${unseen}` };
}

/** What a pull needs, where it is known how the registry takes roles (docs/azure-behaviour.md#abac). */
function rolesFor(details: RegistryDetails): string | undefined {
  if (details.state !== 'known' || details.roleAssignmentMode === undefined) return undefined;
  return details.roleAssignmentMode.startsWith('Abac')
    ? 'give the identity "Container Registry Repository Reader" on the registry: it gives rights by repository, so that AcrPull counts for nothing; see docs/troubleshooting.md#pull-role'
    : 'give the identity AcrPull on the registry; see docs/troubleshooting.md#pull-role';
}

function throttled(reason: NotServed, source: string, set: RuleSet): NotServed {
  const host = source.slice(0, source.indexOf('/'));
  if (set.state === 'none') {
    const remedy = `give the rule a credential set of ${host}: pulls without one share a lower limit; see docs/troubleshooting.md#source-throttles`;
    return { ...reason, message: withClause(reason.message, 'the rule has no credential set'), remedy };
  }
  const heal = healRemedy(set);
  const account = `credential set ${set.name} is there, and ${host} still limits its account: take one with a higher pull limit, or run again later; see docs/troubleshooting.md#source-throttles`;
  return { ...reason, message: withClause(reason.message, setText(set)), remedy: heal ?? account };
}

function withClause(message: string, clause: string): string {
  return `${message.replace(/\.$/, '')} (${clause})`;
}

/** A clause: which set it is, and how it is. */
function setText(set: RuleSet): string {
  switch (set.state) {
    case 'none':
      return 'the rule has no credential set';
    case 'gone':
      return `credential set ${set.name} is not there any more`;
    case 'unseen':
      return `credential set ${set.name}, whose health can't be seen`;
    case 'seen': {
      const { health, detail } = set.set;
      return `credential set ${set.name} is ${health === 'unknown' ? 'of unknown health' : health}${detail === undefined ? '' : `: ${detail}`}`;
    }
  }
}

/** What makes a set work again; `undefined` where nothing is known to be wrong with it. */
function healRemedy(set: RuleSet): string | undefined {
  if (set.state === 'gone') {
    return `make credential set ${set.name} again, or give the rule another (az acr cache update --registry <registry> --name <rule> --cred-set <name>); see docs/troubleshooting.md#source-unauthorized`;
  }
  if (set.state !== 'seen' || set.set.health !== 'unhealthy') return undefined;
  return `let the identity of credential set ${set.name} read its secrets in Key Vault (role "Key Vault Secrets User"), and see that they hold a working user name and token; see docs/troubleshooting.md#source-unauthorized`;
}
