import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, smallImage } from './scene.ts';

/**
 * A fresh registry and two images, under both answers to each question that nobody could ask of Azure
 * (docs/azure-behaviour.md): what the stand-in does unless told, and the other thing of everything at once.
 */

closeScenes();

const SERVICES: EmulatorOptions = {
  credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io' }],
  upstreams: {
    'docker.io': { 'library/nginx': { '1': smallImage(1) } },
    'quay.io': { 'acme/app': { '1': smallImage(2) } },
  },
};

const OTHERWISE: EmulatorOptions = {
  oidc: { subjects: 'names only' },
  entra: { refusals: 'in general' },
  arm: {
    roleAssignmentMode: 'AbacRepositoryPermissions',
    roles: ['Container Registry Cache Rule Administrator', 'Reader', 'Container Registry Repository Reader'],
    newOperationUrls: false,
    differingRule: 'update',
    danglingCredentialSet: 'accept',
    unknownFor: 2,
    // One write in a window, and fewer reads than the run needs.
    quotas: { writes: 1, reads: 6 },
  },
  registry: {
    emptyRepositories: false,
    missingRight: 'refused',
    importStartsWith: 'manifest',
    importAfterRequests: 5,
    sourceReferrers: 'not asked',
    unhealthySet: 'unauthorized',
    armTokens: true,
  },
};

describe.skipIf(!HAS_BUNDLE)('a fresh registry is warm after the first run', () => {
  it.each<[string, EmulatorOptions]>([
    ['as the stand-in is', {}],
    ['with the other answer to each open question, and with quotas', OTHERWISE],
  ])('%s', async (_, services) => {
    const scene = await openScene({ ...SERVICES, ...services }, { 'app.yaml': pod('nginx:1', 'quay.io/acme/app:1') });
    const run = await scene.push();
    expect(run.log).not.toContain('::error');
    expect([run.status, run.outputs['rules-created'], run.outputs.warmed]).toEqual([0, '2', '2']);
    const throttled = run.requests.filter(({ service, status }) => service === 'arm' && status === 429);
    expect(throttled.length > 0).toBe(services.arm?.quotas !== undefined);
  });
});
