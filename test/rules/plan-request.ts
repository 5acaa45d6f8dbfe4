import { UPSTREAMS } from '../../src/images/upstreams.ts';
import type { PlanRequest } from '../../src/rules/candidates.ts';
import type { CacheRule } from '../../src/rules/rule.ts';

export const REGISTRY_ID =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/contoso';
export const HUB_SET = {
  id: `${REGISTRY_ID}/credentialSets/docker-hub`,
  name: 'docker-hub',
  loginServer: 'docker.io',
  health: 'healthy',
} as const;

/** A request for an empty registry with a credential set for Docker Hub. */
export function planRequest(parts: Partial<PlanRequest> = {}): PlanRequest {
  return {
    registry: 'contoso',
    registryId: REGISTRY_ID,
    wanted: [],
    cached: [],
    rules: [],
    credentialSets: { state: 'known', sets: [HUB_SET] },
    namedCredentialSets: new Map(),
    repositories: new Map(),
    upstreams: UPSTREAMS,
    template: '{registry}/{repository}',
    wildcardTemplate: 'any/{registry}/*',
    targets: new Map(),
    cap: 50,
    wildcards: 'never',
    now: Date.parse('2026-11-23T00:00:00Z'),
    ...parts,
  };
}

export function want(source: string, uses = 1, allowed = true) {
  return { source, uses, allowed };
}

export function rule(name: string, source: string, target: string, parts: Partial<CacheRule> = {}): CacheRule {
  return { name, source, target, state: 'Succeeded', createdAt: '2026-11-01T00:00:00.000Z', ...parts };
}

/** So many rules that have nothing to do with what is wanted. */
export function otherRules(count: number): readonly CacheRule[] {
  return Array.from({ length: count }, (_, index) =>
    rule(`other-${index}-abc`, `mcr.microsoft.com/other/r${index}`, `other/r${index}`),
  );
}
