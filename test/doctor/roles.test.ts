import { describe, expect, it } from 'vitest';
import { allows } from '../../src/doctor/roles.ts';

const WRITE = 'Microsoft.ContainerRegistry/registries/cacheRules/write';

describe('permissions', () => {
  it.each([
    ['*', true],
    ['*/read', false],
    ['*/write', true],
    ['Microsoft.ContainerRegistry/*', true],
    ['microsoft.containerregistry/REGISTRIES/cacherules/write', true],
    ['Microsoft.ContainerRegistry/registries/*/write', true],
    ['Microsoft.ContainerRegistry/*/cacheRules/*', true],
    ['Microsoft.ContainerRegistry/registries/cacheRules/write/more', false],
    ['Microsoft.ContainerRegistry/registries/cacheRules/wri', false],
    ['Microsoft.ContainerRegistry/registries/cacheRules/write*write', false],
  ])('with %s let rules be written: %s', (action, expected) => {
    expect(allows([{ actions: [action], notActions: [] }], WRITE)).toBe(expected);
  });

  it('take back of their own only', () => {
    const all = { actions: ['*'], notActions: ['Microsoft.ContainerRegistry/*/write'] };
    expect(allows([all], WRITE)).toBe(false);
    expect(allows([all, { actions: [WRITE], notActions: [] }], WRITE)).toBe(true);
    expect(allows([], WRITE)).toBe(false);
  });
});
