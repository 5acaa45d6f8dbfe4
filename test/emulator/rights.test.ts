import { afterEach, describe, expect, it } from 'vitest';
import { allows, allowsContent, type Role, roleNamed } from '../../src/emulator/rights.ts';
import { openWayIn, type WayIn } from './way-in.ts';

const SUBSCRIPTION = '/subscriptions/33333333-3333-3333-3333-333333333333';
const REGISTRY = `${SUBSCRIPTION}/resourceGroups/rg-registry/providers/Microsoft.ContainerRegistry/registries/contoso`;

describe('a role', () => {
  it.each<[Role[], boolean, boolean]>([
    [['AcrPull'], true, false],
    [['AcrPush'], true, false],
    [['Reader'], true, false],
    [['Contributor'], true, false],
    [['Owner'], true, false],
    [['Container Registry Repository Reader'], false, true],
    [['Container Registry Cache Rule Administrator'], false, false],
    [['Container Registry Repository Catalog Lister'], false, false],
  ])('%j pulls in legacy mode: %s, by repository: %s', (roles, legacy, byRepository) => {
    for (const action of ['pull', 'metadata_read'] as const) {
      expect(allowsContent(roles, action, 'LegacyRegistryPermissions')).toBe(legacy);
      expect(allowsContent(roles, action, 'AbacRepositoryPermissions')).toBe(byRepository);
    }
  });

  it('counts at its scope and below, and for whom it was given', () => {
    const at = (scope: string, principal?: string): Role[] => [
      { role: 'Reader', scope, ...(principal === undefined ? {} : { principal }) },
    ];
    const may = (roles: Role[], scope: string, caller?: string) => allows(roles, 'x/y/read', { scope, caller });
    expect(may(at(REGISTRY), REGISTRY.toUpperCase())).toBe(true);
    expect(may(at(SUBSCRIPTION), REGISTRY)).toBe(true);
    expect(may(at(REGISTRY), SUBSCRIPTION)).toBe(false);
    expect(may(at(`${REGISTRY}2`), REGISTRY)).toBe(false);
    expect(may(at(REGISTRY, 'somebody'), REGISTRY)).toBe(false);
    expect(may(at(REGISTRY, 'somebody'), REGISTRY, 'somebody')).toBe(true);
    expect(may(at(REGISTRY), REGISTRY, 'somebody')).toBe(false);
  });

  it('is found by its name and by its id', () => {
    expect(roleNamed('acrpull')).toBe('AcrPull');
    expect(roleNamed('b93aa761-3e63-49ed-ac28-beffa264f7ac')).toBe('Container Registry Repository Reader');
    expect(roleNamed('Nobody')).toBeUndefined();
  });
});

describe('a registry that gives rights by repository', () => {
  let way: WayIn;

  afterEach(async () => {
    await way.close();
  });

  it('takes no token that was issued before it did', async () => {
    const options = { rules: [{ source: 'quay.io/a/b', target: 'quay.io/a/b' }] };
    way = await openWayIn({ ...options, arm: { roles: ['AcrPull', 'Container Registry Repository Reader'] } });
    const refused = async () =>
      way.client.manifest('quay.io/a/b', '1').then(
        () => 'served',
        (error: { readonly reason?: { readonly kind?: string } }) => error.reason?.kind,
      );
    expect(await refused()).toBe('upstream-failed');
    way.emulator.arm.settings.roleAssignmentMode = 'AbacRepositoryPermissions';
    // With a new token it is asked again.
    expect(await refused()).toBe('upstream-failed');
    expect(way.emulator.requests.filter(({ path }) => path === '/oauth2/exchange').length).toBe(2);
    way.emulator.arm.settings.roles = ['AcrPull'];
    way.emulator.tokens.expire('access');
    expect(await refused()).toBe('unauthorized');
    way.emulator.registry.settings.missingRight = 'refused';
    way.emulator.tokens.expire('access');
    expect(await refused()).toBe('unauthorized');
  });
});
