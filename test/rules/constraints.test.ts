import { describe, expect, it } from 'vitest';
import { exactTarget, takenTargets, wildcardTarget } from '../../src/rules/constraints.ts';
import { rule } from './plan-request.ts';

describe('targets that the service would refuse', () => {
  const taken = takenTargets(
    [
      rule('exact', 'docker.io/library/nginx', 'base/nginx'),
      rule('wild', 'quay.io/*', 'any/quay.io/*'),
      rule('failed', 'ghcr.io/a/b', 'base/failed', { state: 'Failed' }),
    ],
    new Map([
      ['team/app', true],
      ['team/gone', false],
    ]),
  );

  it.each([
    ['base/nginx', { kind: 'rule', rule: 'exact' }],
    ['base/failed', { kind: 'rule', rule: 'failed' }],
    ['team/app', { kind: 'repository', repository: 'team/app' }],
    ['team/*', { kind: 'repository', repository: 'team/app' }],
    ['any/quay.io/*', { kind: 'rule', rule: 'wild' }],
    ['any/*', { kind: 'rule', rule: 'wild' }],
    ['any/quay.io/prometheus/*', { kind: 'rule', rule: 'wild' }],
    ['base/*', { kind: 'rule', rule: 'failed' }],
    ['Team/App', { kind: 'invalid' }],
    ['team/app:1', { kind: 'invalid' }],
    ['team//app', { kind: 'invalid' }],
    ['team/*/app', { kind: 'invalid' }],
    ['*', { kind: 'invalid' }],
    ['', { kind: 'invalid' }],
  ])('%s', (target, obstacle) => {
    expect(taken.obstacle(target)).toEqual(obstacle);
  });

  it.each(['team/gone', 'team/other', 'any/quay.io/prometheus/node', 'any/docker.io/*', 'teams/*', 'any/quay.iox/*'])(
    '%s is free',
    (target) => {
      expect(taken.obstacle(target)).toBeUndefined();
    },
  );
});

describe('targets by template', () => {
  it('of exact rules', () => {
    expect(exactTarget('docker.io/library/nginx', '{registry}/{repository}')).toBe('docker.io/library/nginx');
    expect(exactTarget('docker.io/library/nginx', 'cache/{repository}')).toBe('cache/library/nginx');
  });

  it('of wildcard rules', () => {
    expect(wildcardTarget('docker.io/*', 'any/{registry}/*')).toBe('any/docker.io/*');
    expect(wildcardTarget('docker.io/library/*', 'any/{registry}/*')).toBe('any/docker.io/library/*');
  });
});
