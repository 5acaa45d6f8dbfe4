import { describe, expect, it } from 'vitest';
import type { EmulatorOptions, SeededRule } from '../../src/emulator/options.ts';
import type { WarmResult } from '../../src/registry/warming/warm-result.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, type Scene, smallImage } from './scene.ts';

/** Pulls that are refused: whose doing it is, and what mends it. Each image of a run meets another trouble. */

closeScenes();

const HUB = { name: 'docker-hub', loginServer: 'docker.io' };
const ILL = { name: 'nvidia', loginServer: 'nvcr.io', healthy: false };

function rule(name: string, source: string, credentialSet?: string): SeededRule {
  return { name, source, target: source, ...(credentialSet === undefined ? {} : { credentialSet }) };
}

const SOURCES = {
  denied: 'docker.io/library/secret',
  deniedOpenly: 'quay.io/acme/secret',
  unhealthy: 'nvcr.io/nvidia/cuda',
  throttled: 'docker.io/library/redis',
  failed: 'ghcr.io/acme/app',
  broken: 'quay.io/acme/broken',
} as const;

const BROKEN = smallImage(3);

const SERVICES: EmulatorOptions = {
  credentialSets: [HUB, ILL],
  rules: [
    rule('hub-secret', SOURCES.denied, 'docker-hub'),
    rule('quay-secret', SOURCES.deniedOpenly),
    rule('nvidia-cuda', SOURCES.unhealthy, 'nvidia'),
    rule('hub-redis', SOURCES.throttled, 'docker-hub'),
    rule('ghcr-app', SOURCES.failed),
    rule('quay-broken', SOURCES.broken),
  ],
  upstreams: { 'quay.io': { 'acme/broken': { '1': BROKEN } }, 'nvcr.io': { 'nvidia/cuda': { '1': smallImage(1) } } },
  registry: {
    trouble: {
      [SOURCES.denied]: { kind: 'denied' },
      [SOURCES.deniedOpenly]: { kind: 'denied' },
      [SOURCES.throttled]: { kind: 'throttled' },
      [SOURCES.failed]: { kind: 'failed' },
    },
  },
  faults: [
    {
      match: { service: 'registry', path: /acme\/broken\/blobs/ },
      answer: { type: 'answer', status: 502, body: '<html>502 Bad Gateway</html>' },
    },
  ],
};

async function open(services: EmulatorOptions, ...sources: readonly string[]): Promise<Scene> {
  return openScene(services, {
    'app.yaml': pod(...sources.map((source) => `${source.replace('docker.io/library/', '')}:1`)),
  });
}

/** Why each image was not served, by its source. */
function reasonsOf(run: Run): ReadonlyMap<string, string> {
  const { warmed }: { readonly warmed: readonly WarmResult[] } = JSON.parse(run.reports.report ?? '');
  return new Map(
    warmed.flatMap((result) =>
      result.status === 'not-served'
        ? [[result.request.repository, `${result.reason.kind}: ${result.reason.message}. ${result.reason.remedy}`]]
        : [],
    ),
  );
}

describe.skipIf(!HAS_BUNDLE)('a pull that', () => {
  it('is refused tells whose doing it is, by which rule and credential set, and links to its page', async () => {
    const scene = await open(SERVICES, ...Object.values(SOURCES));
    const run = await scene.push();
    const reasons = reasonsOf(run);
    const said = (source: string) => reasons.get(source) ?? '';

    expect(said(SOURCES.denied)).toContain(
      "upstream-denied: docker.io/library/secret denies the pull: docker.io/library/secret:1: requested access to pull from source 'docker.io/library/secret' for cache rule 'hub-secret' has been denied (rule hub-secret, credential set docker-hub is healthy)",
    );
    expect(said(SOURCES.denied)).toContain('not this registry');
    expect(said(SOURCES.denied)).toContain('docs/troubleshooting.md#source-denied');
    expect(said(SOURCES.deniedOpenly)).toContain('(rule quay-secret, the rule has no credential set)');

    expect(said(SOURCES.unhealthy)).toContain(
      'upstream-unauthorized: nvcr.io/nvidia/cuda:1: authentication required: credential set nvidia is unhealthy: Forbidden: Caller is not authorized',
    );
    expect(said(SOURCES.unhealthy)).toContain('Key Vault Secrets User');
    expect(said(SOURCES.unhealthy)).not.toContain('AcrPull');

    expect(said(SOURCES.throttled)).toContain('(credential set docker-hub is healthy)');
    expect(said(SOURCES.throttled)).toContain(
      'credential set docker-hub is there, and docker.io still limits its account',
    );

    expect(said(SOURCES.failed)).toContain(
      "request to pull from source 'ghcr.io/acme/app' for cache rule 'ghcr-app' has failed",
    );
    expect(said(SOURCES.failed)).toContain('docs/troubleshooting.md#source-failed');
    expect(said(SOURCES.broken)).toContain('docs/troubleshooting.md#bad-gateway');
    // The sets are asked for once.
    expect(run.sorted).toContain('GET arm credentialSets');
  });

  const RULES = 'Container Registry Cache Rule Administrator';
  const BY_REPOSITORY = 'AbacRepositoryPermissions';

  it.each<[string, EmulatorOptions, string]>([
    [
      'lacks AcrPull names it, and the other role where the mode can not be seen',
      { arm: { roles: [RULES] } },
      'give the identity AcrPull on the registry (Container Registry Repository Reader where the registry is in ABAC mode)',
    ],
    [
      'has AcrPull where the registry gives rights by repository names the role that counts',
      { arm: { roles: [RULES, 'Reader', 'AcrPull'], roleAssignmentMode: BY_REPOSITORY } },
      'give the identity "Container Registry Repository Reader" on the registry: it gives rights by repository, so that AcrPull counts for nothing',
    ],
    [
      'gets no token there names both',
      {
        arm: { roles: [RULES, 'Reader', 'AcrPull'], roleAssignmentMode: BY_REPOSITORY },
        registry: { missingRight: 'refused' },
      },
      'Container Registry Repository Reader',
    ],
  ])('%s', async (_, services, remedy) => {
    const scene = await open({ ...SERVICES, faults: [], ...services }, SOURCES.broken);
    const run = await scene.push({ registry: 'contoso.azurecr.io', 'resource-group': 'rg-registry' });
    const said = reasonsOf(run).get(SOURCES.broken) ?? '';
    expect(said).toMatch(/^unauthorized: /);
    expect(said).toContain(remedy);
    expect(said).toContain('docs/troubleshooting.md#pull-role');
    expect(run.status).toBe(1);
  });

  it('has Repository Reader where the registry gives rights by repository is served', async () => {
    const roles = [
      'Container Registry Cache Rule Administrator',
      'Reader',
      'Container Registry Repository Reader',
    ] as const;
    const scene = await open(
      { ...SERVICES, faults: [], arm: { roles, roleAssignmentMode: 'AbacRepositoryPermissions' } },
      SOURCES.broken,
    );
    const run = await scene.push();
    expect([run.status, run.outputs.warmed]).toEqual([0, '1']);
  });
});
