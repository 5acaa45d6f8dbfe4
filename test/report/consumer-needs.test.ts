import { describe, expect, it } from 'vitest';
import type { KindName } from '../../src/manifests/model/kind-names.ts';
import { consumerNeeds, NEEDS } from '../../src/report/consumer-needs.ts';

const registry = { name: 'contoso', loginServer: 'contoso.azurecr.io' };
const use = (kind: KindName, part = 'whole', text = 'nginx') => ({ kind, part, text });

describe('what consumers need', () => {
  it('is told once each, with the command', () => {
    const needs = consumerNeeds([use('compose'), use('kubernetes'), use('helm-values'), use('bicep')], registry);
    expect(needs.map(({ consumer }) => consumer)).toEqual(['aks', 'compose']);
    expect(needs[0]?.command).toContain('--attach-acr contoso');
    expect(consumerNeeds([], registry)).toEqual([]);
  });

  it('is another role where the registry gives rights by repository', () => {
    const { need, command } = NEEDS.aks({ ...registry, abac: true });
    expect(`${need} ${command}`).toContain('Container Registry Repository Reader');
    expect(`${need} ${command}`).not.toContain('AcrPull');
  });

  it('is nothing for an action by docker://, which cannot log in', () => {
    expect(NEEDS['docker-action'](registry)).toMatchObject({ canLogIn: false });
  });
});
