import { describe, expect, it } from 'vitest';
import { KIND_NAMES } from '../../src/manifests/model/use.ts';
import { consumerNeeds, consumerOf, needOf, pullSettings, pullTrouble } from '../../src/report/consumers.ts';

const registry = { name: 'contoso', loginServer: 'contoso.azurecr.io' };
const use = (kind: (typeof KIND_NAMES)[number], part = 'whole', text = 'nginx') => ({ kind, part, text });

describe('what consumers need', () => {
  it('is told once each, with the command', () => {
    const needs = consumerNeeds([use('compose'), use('kubernetes'), use('helm-values'), use('bicep')], registry);
    expect(needs.map(({ consumer }) => consumer)).toEqual(['aks', 'compose']);
    expect(needs[0]?.command).toContain('--attach-acr contoso');
    expect(consumerNeeds([], registry)).toEqual([]);
  });

  it('is another role where the registry gives rights by repository', () => {
    const { need, command } = needOf('aks', { ...registry, abac: true });
    expect(`${need} ${command}`).toContain('Container Registry Repository Reader');
    expect(`${need} ${command}`).not.toContain('AcrPull');
  });

  it('is nothing for an action by docker://, which cannot log in', () => {
    expect(consumerOf(use('github-workflow', 'whole', 'docker://alpine'))).toBe('docker-action');
    expect(needOf('docker-action', registry)).toMatchObject({ canLogIn: false });
    expect(consumerOf(use('github-workflow'))).toBe('workflow-container');
    expect(consumerOf(use('dockerfile', 'syntax'))).toBe('build-frontend');
  });

  it('is known for every kind that somebody pulls for', () => {
    expect(KIND_NAMES.filter((kind) => consumerOf(use(kind)) === undefined)).toEqual([
      'helm-chart-annotation',
      'terraform',
      'bicep',
      'arm-template',
      'jsonnet',
      'other',
    ]);
  });
});

describe('hints of trouble', () => {
  const text = [
    'metadata: { namespace: one }',
    '---',
    'metadata:',
    '  namespace: kube-system # here',
    'spec:',
    '  containers:',
    '    - image: nginx',
    '  imagePullSecrets:',
    '    # ours',
    '    - name: "regcred"',
    '    - name: other',
    '  volumes:',
    '    - name: not-a-secret',
    '---',
    'imagePullSecrets: [{ name: later }]',
  ].join('\n');

  it('are read from the document of the line', () => {
    expect(pullSettings(text, 7)).toEqual({ namespace: 'kube-system', pullSecrets: ['regcred', 'other'] });
    expect(pullSettings(text, 15).pullSecrets).toEqual(['later']);
    expect(pullSettings(text, 1).pullSecrets).toEqual([]);
    expect(pullSettings('namespace: {{ .Release.Namespace }}', 1).namespace).toBeUndefined();
    expect(pullSettings('', 99)).toEqual({ namespace: undefined, pullSecrets: [] });
  });

  it('are one sentence, or nothing', () => {
    expect(pullTrouble({ pullSecrets: ['regcred'], namespace: undefined }, registry)).toContain('`regcred`');
    expect(pullTrouble({ pullSecrets: [], namespace: 'kube-system' }, registry)).toContain('kube-system');
    expect(pullTrouble({ pullSecrets: [], namespace: 'shop' }, registry)).toBeUndefined();
  });
});
