import { describe, expect, it } from 'vitest';
import { KIND_NAMES, type KindName } from '../../src/manifests/model/kind-names.ts';
import { consumerOf } from '../../src/uses/consumer.ts';

const use = (kind: KindName, part = 'whole', text = 'nginx') => ({ kind, part, text });

describe('who pulls the image of a use', () => {
  it('is told by the place where the kind alone does not say', () => {
    expect(consumerOf(use('github-workflow', 'whole', 'docker://alpine'))).toBe('docker-action');
    expect(consumerOf(use('github-workflow'))).toBe('workflow-container');
    expect(consumerOf(use('dockerfile', 'syntax'))).toBe('build-frontend');
    expect(consumerOf(use('dockerfile', 'from'))).toBe('build');
  });

  it('is known for every kind that somebody pulls for', () => {
    expect(KIND_NAMES.filter((kind) => consumerOf(use(kind)) === undefined)).toEqual([
      'helm-chart-annotation',
      'terraform',
      'pulumi',
      'bicep',
      'arm-template',
      'jsonnet',
      'other',
    ]);
  });
});
