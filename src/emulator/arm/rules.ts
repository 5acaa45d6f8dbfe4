import { isObject } from '../../base/json.ts';
import { Violation } from '../exchange.ts';
import { type ArmRefusal, REFUSALS } from './refusals.ts';

/**
 * The registry's cache rules and what the service refuses about a new one (docs/azure-behaviour.md#names,
 * docs/azure-behaviour.md#targets, docs/azure-behaviour.md#refusals, docs/azure-behaviour.md#upstreams).
 */

export type StoredRuleState = 'Creating' | 'Updating' | 'Deleting' | 'Succeeded' | 'Failed' | 'Canceled';

export interface StoredRule {
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly credentialSetId?: string | undefined;
  readonly state: StoredRuleState;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Later than `createdAt` once the rule was written again. */
  readonly modifiedAt: string;
  /** How many more requests to the registry find the rule not there yet (docs/azure-behaviour.md#propagation). */
  readonly unknownFor: number;
}

export interface StoredCredentialSet {
  readonly id: string;
  readonly name: string;
  readonly loginServer: string;
  readonly healthy: boolean;
  /** Identifiers of its secrets, of user name and password; those of a vault `contoso` unless given. */
  readonly secrets?: readonly [username: string, password: string];
}

/** What a PUT asks for. */
export interface WantedRule {
  readonly source: string;
  readonly target: string;
  readonly credentialSetId: string | undefined;
}

/** What a new rule is judged against. */
export interface RuleSurroundings {
  readonly rules: readonly StoredRule[];
  readonly credentialSets: readonly StoredCredentialSet[];
  /** Repositories that have something stored. */
  readonly repositories: readonly string[];
  readonly sku: string;
  /** What the service allows. */
  readonly quota: number;
  /** Whether a credential set that isn't there is refused; not known of the service. */
  readonly danglingCredentialSet: 'refuse' | 'accept';
}

type Authentication = 'none' | 'optional' | 'required';

/**
 * By host: docs/azure-behaviour.md#upstream-table, docs/azure-behaviour.md#gcr-regions. A set for a host of `none` is taken all the same
 * (docs/azure-behaviour.md#credential-on-open-upstream).
 */
const SUPPORTED: ReadonlyMap<string, Authentication> = new Map([
  ['docker.io', 'required'],
  ['dhi.io', 'required'],
  ['registry.redhat.io', 'required'],
  ['mcr.microsoft.com', 'none'],
  ['public.ecr.aws', 'none'],
  ['registry.access.redhat.com', 'none'],
  ['ghcr.io', 'optional'],
  ['quay.io', 'optional'],
  ['nvcr.io', 'optional'],
  ['registry.k8s.io', 'optional'],
  ['gcr.io', 'optional'],
  ['eu.gcr.io', 'optional'],
]);

/** Reads the body of a PUT. @throws Violation where it is not the shape of the ARM schema (armschema-2025-11-01, CacheRuleProperties) */
export function wantedRule(body: unknown): WantedRule {
  if (!isObject(body) || !isObject(body.properties)) throw new Violation('PUT of a cache rule: no properties');
  onlyKeys(body, ['properties']);
  onlyKeys(body.properties, ['sourceRepository', 'targetRepository', 'credentialSetResourceId']);
  const { sourceRepository, targetRepository, credentialSetResourceId = null } = body.properties;
  if (typeof sourceRepository !== 'string' || typeof targetRepository !== 'string') {
    throw new Violation('PUT of a cache rule: source and target must be texts');
  }
  if (credentialSetResourceId !== null && typeof credentialSetResourceId !== 'string') {
    throw new Violation('PUT of a cache rule: the credential set must be an id');
  }
  return {
    source: sourceRepository,
    target: targetRepository,
    credentialSetId: credentialSetResourceId ?? undefined,
  };
}

/** The set that a PATCH leaves a rule with: `null` takes it away. @throws Violation where it would change anything else */
export function patchedSet(body: unknown, before: string | undefined): string | undefined {
  if (!isObject(body)) throw new Violation('PATCH of a cache rule: no object');
  onlyKeys(body, ['properties']);
  const { properties = {} } = body;
  if (!isObject(properties)) throw new Violation('PATCH of a cache rule: no properties');
  onlyKeys(properties, ['credentialSetResourceId']);
  const { credentialSetResourceId = before } = properties;
  if (credentialSetResourceId === null || credentialSetResourceId === undefined) return undefined;
  if (typeof credentialSetResourceId === 'string') return credentialSetResourceId;
  throw new Violation('PATCH of a cache rule: the credential set must be an id');
}

function onlyKeys(value: Readonly<Record<string, unknown>>, known: readonly string[]): void {
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Violation(`write of a cache rule: unknown member ${unknown.join(', ')}`);
}

/** Why the service refuses a new rule, or `undefined`. */
export function refusalOf(name: string, wanted: WantedRule, surroundings: RuleSurroundings): ArmRefusal | undefined {
  if (!isRuleName(name)) return REFUSALS.ruleName();
  return (
    refusedName(wanted) ??
    refusedSource(wanted, surroundings) ??
    (surroundings.rules.length >= surroundings.quota ? REFUSALS.quota(surroundings.sku) : undefined) ??
    refusedTarget(wanted.target, surroundings)
  );
}

/** 5 to 50 characters, dashes between (docs/azure-behaviour.md#rule-name). */
function isRuleName(name: string): boolean {
  return name.length >= 5 && name.length <= 50 && /^[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*$/.test(name);
}

/** `docker.io/library/*` without its `/*`; `undefined` for an exact one. */
export function wildcardPrefix(repository: string): string | undefined {
  return repository.endsWith('/*') ? repository.slice(0, -2) : undefined;
}

const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);

function refusedName({ source, target }: WantedRule): ArmRefusal | undefined {
  const sourcePath = wildcardPrefix(source) ?? source;
  const targetPath = wildcardPrefix(target) ?? target;
  if (!REPOSITORY.test(sourcePath) || (sourcePath === source && !source.includes('/'))) {
    return REFUSALS.repositoryName(source);
  }
  if (!REPOSITORY.test(targetPath) || targetPath.length > 255) return REFUSALS.repositoryName(target);
  // One trailing wildcard on both sides in every documented example.
  return (sourcePath === source) === (targetPath === target) ? undefined : REFUSALS.repositoryName(target);
}

function refusedSource(wanted: WantedRule, surroundings: RuleSurroundings): ArmRefusal | undefined {
  const { source, credentialSetId } = wanted;
  const host = source.slice(0, source.indexOf('/'));
  const authentication = authenticationOf(host);
  if (authentication === undefined) return REFUSALS.unsupportedUpstream(source, [...SUPPORTED.keys()]);
  if (credentialSetId === undefined) {
    if (authentication !== 'required') return undefined;
    return host === 'docker.io' ? REFUSALS.dockerHubWithoutCredentials() : REFUSALS.credentialsNeeded(host);
  }
  const found = surroundings.credentialSets.find(({ id }) => id.toLowerCase() === credentialSetId.toLowerCase());
  const fits = found === undefined ? surroundings.danglingCredentialSet === 'accept' : found.loginServer === host;
  return fits ? undefined : REFUSALS.credentialSetUnknown(credentialSetId);
}

function authenticationOf(host: string): Authentication | undefined {
  return SUPPORTED.get(host) ?? (/\.(?:pkg\.dev|azurecr\.io)$/.test(host) ? 'required' : undefined);
}

/**
 * Overlap is judged on targets; exact over wildcard is allowed (docs/azure-behaviour.md#overlap,
 * docs/azure-behaviour.md#exact-over-wildcard).
 */
function refusedTarget(target: string, { rules, repositories }: RuleSurroundings): ArmRefusal | undefined {
  const prefix = wildcardPrefix(target);
  if (prefix === undefined) {
    if (rules.some((rule) => rule.target === target)) return REFUSALS.targetHasRule(target);
    return repositories.includes(target) ? REFUSALS.targetExists(target) : undefined;
  }
  const overlaps = rules.some((rule) => {
    const other = wildcardPrefix(rule.target);
    return other !== undefined && (isWithin(other, prefix) || isWithin(prefix, other));
  });
  if (overlaps) return REFUSALS.wildcardConflict();
  const matched = repositories.some((repository) => isWithin(repository, prefix));
  return matched ? REFUSALS.prefixMatchesRepositories(target) : undefined;
}

function isWithin(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}
