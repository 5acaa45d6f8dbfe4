import { parseName } from '../images/reference.ts';
import { patternsOf } from './resolve.ts';
import type { CacheRule } from './rule.ts';

/**
 * What stands in the way of a target: the service judges overlap on targets, not on sources
 * (docs/azure-behaviour.md#overlap).
 */
export type TargetObstacle =
  | { readonly kind: 'invalid' }
  | { readonly kind: 'repository'; readonly repository: string }
  | { readonly kind: 'rule'; readonly rule: string };

/** The targets that are taken, by rules of any state and by repositories. */
export interface TakenTargets {
  /** What the service would refuse a rule with this target for; `undefined` where nothing known stands in its way. */
  readonly obstacle: (target: string) => TargetObstacle | undefined;
}

/**
 * @param rules rules of the registry, of any state
 * @param repositories what is known of the registry's repositories: whether each exists
 */
export function takenTargets(rules: readonly CacheRule[], repositories: ReadonlyMap<string, boolean>): TakenTargets {
  const byTarget = new Map(rules.map((rule) => [rule.target, rule.name]));
  // Each wildcard that would contain a rule's target or a repository, with one that it would contain.
  const above = new Map<string, TargetObstacle>();
  for (const { target, name } of rules) addAbove(above, target, { kind: 'rule', rule: name });
  for (const [repository, exists] of repositories) {
    if (!exists) continue;
    const obstacle = { kind: 'repository', repository } as const;
    above.set(`${repository}/*`, obstacle);
    addAbove(above, repository, obstacle);
  }
  return {
    obstacle: (target) => {
      if (!isTarget(target)) return { kind: 'invalid' };
      const rule = byTarget.get(target);
      if (rule !== undefined) return { kind: 'rule', rule };
      if (target.endsWith('/*')) return above.get(target) ?? wildcardAround(target, byTarget);
      return repositories.get(target) === true ? { kind: 'repository', repository: target } : undefined;
    },
  };
}

/** Wildcards may not contain one another, in either direction; an exact target within a wildcard is allowed. */
function wildcardAround(target: string, byTarget: ReadonlyMap<string, string>): TargetObstacle | undefined {
  for (const pattern of patternsOf(target.slice(0, -2))) {
    const rule = pattern.endsWith('/*') ? byTarget.get(pattern) : undefined;
    if (rule !== undefined) return { kind: 'rule', rule };
  }
  return undefined;
}

function addAbove(above: Map<string, TargetObstacle>, target: string, obstacle: TargetObstacle): void {
  const name = target.endsWith('/*') ? target.slice(0, -2) : target;
  for (const pattern of patternsOf(name)) if (pattern.endsWith('/*')) above.set(pattern, obstacle);
}

/**
 * Repository naming of the distribution project, and a wildcard only at the end (docs/azure-behaviour.md#path-syntax).
 */
function isTarget(target: string): boolean {
  const path = target.endsWith('/*') ? target.slice(0, -2) : target;
  return parseName(`registry.invalid/${path}`) !== undefined;
}

/** The repository that an exact rule caches a source into, by the template. */
export function exactTarget(source: string, template: string): string {
  const { registry, repository } = halves(source);
  return template.replaceAll('{registry}', registry).replaceAll('{repository}', repository);
}

/**
 * The target of a wildcard, by the template: what follows the registry in the source stands where the template has `*`.
 * @param source `docker.io/*` or `docker.io/library/*`
 */
export function wildcardTarget(source: string, template: string): string {
  const { registry, repository } = halves(source);
  return template.replaceAll('{registry}', registry).replace(/\*$/, () => repository);
}

/** A source's registry and what follows. */
export function halves(source: string): { readonly registry: string; readonly repository: string } {
  const slash = source.indexOf('/');
  return { registry: source.slice(0, slash), repository: source.slice(slash + 1) };
}
