import { describe, expect, it } from 'vitest';
import { UPSTREAMS } from '../../src/images/upstreams.ts';
import { credentialChooser } from '../../src/rules/credentials.ts';
import type { CredentialSets } from '../../src/rules/rule.ts';

const ID = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/contoso';

function choiceFor(host: string, credentialSets: CredentialSets, named: readonly [string, string][] = []) {
  return credentialChooser({
    rules: [],
    credentialSets,
    namedCredentialSets: new Map(named),
    upstreams: UPSTREAMS,
    registryId: ID,
  })(host);
}

describe('credentialChooser', () => {
  it('takes it that what is needed is there where nobody could look', () => {
    expect(choiceFor('docker.io', { state: 'not-looked-up' })).toEqual({ state: 'none-needed' });
    expect(choiceFor('docker.elastic.co', { state: 'not-looked-up' })).toMatchObject({
      state: 'refused',
      refusal: { reason: 'unsupported-upstream' },
    });
  });

  it('tells none from not being allowed to look, and takes a named one on trust', () => {
    const unreadable = { state: 'not-allowed', reason: 'HTTP 403' } as const;
    expect(choiceFor('docker.io', { state: 'known', sets: [] })).toMatchObject({
      refusal: { reason: 'credential-set-missing' },
    });
    expect(choiceFor('docker.io', unreadable)).toMatchObject({ refusal: { reason: 'credential-set-unreadable' } });
    expect(choiceFor('docker.io', unreadable, [['docker.io', 'hub']])).toEqual({
      state: 'chosen',
      id: `${ID}/credentialSets/hub`,
    });
  });

  it('gives none to an upstream that takes unauthenticated pulls only', () => {
    const sets = [{ id: 'x', name: 'mcr', loginServer: 'mcr.microsoft.com', health: 'healthy' }] as const;
    expect(choiceFor('mcr.microsoft.com', { state: 'known', sets })).toEqual({ state: 'none-needed' });
  });
});
