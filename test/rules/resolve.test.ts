import { describe, expect, it } from 'vitest';
import { ruleIndex } from '../../src/rules/resolve.ts';
import { rule } from './plan-request.ts';

describe('which rule serves a source', () => {
  const rules = [
    rule('exact', 'docker.io/library/nginx', 'base/nginx'),
    rule('namespace', 'docker.io/library/*', 'lib/*'),
    rule('registry', 'docker.io/*', 'hub/*'),
    rule('short', 'docker.io/redis', 'base/redis'),
    rule('failed', 'quay.io/a/b', 'quay/a/b', { state: 'Failed' }),
  ];
  const index = ruleIndex(rules);

  it.each([
    ['docker.io/library/nginx', 'exact', 'base/nginx'],
    ['docker.io/library/alpine', 'namespace', 'lib/alpine'],
    ['docker.io/bitnami/kubectl', 'registry', 'hub/bitnami/kubectl'],
    ['docker.io/a/b/c', 'registry', 'hub/a/b/c'],
    // The service adds library/ to a rule made without.
    ['docker.io/library/redis', 'short', 'base/redis'],
  ])('%s is served by %s from %s', (source, name, repository) => {
    expect(index.forSource(source)).toMatchObject({ rule: { name }, repository });
  });

  it('no rule that has not succeeded, and none of another registry', () => {
    expect(index.forSource('quay.io/a/b')).toBeUndefined();
    expect(index.forSource('docker.iox/library/nginx')).toBeUndefined();
    expect(index.forRepository('quay/a/b')).toBeUndefined();
  });

  it.each([
    ['base/nginx', 'exact', 'docker.io/library/nginx'],
    ['lib/alpine', 'namespace', 'docker.io/library/alpine'],
    ['hub/bitnami/kubectl', 'registry', 'docker.io/bitnami/kubectl'],
    ['hub/alpine', 'registry', 'docker.io/library/alpine'],
  ])('the repository %s is served by %s and stands for %s', (repository, name, source) => {
    expect(index.forRepository(repository)).toMatchObject({ rule: { name }, source });
  });

  it('a wildcard does not serve its own prefix', () => {
    expect(index.forRepository('lib')).toBeUndefined();
    expect(index.forRepository('library/x')).toBeUndefined();
  });

  it('a source whose place another rule has taken is served by the next one that really does', () => {
    const shadowed = ruleIndex([
      rule('wide', 'docker.io/*', 'hub/*'),
      rule('squatter', 'quay.io/other/image', 'hub/library/nginx'),
    ]);
    expect(shadowed.forSource('docker.io/library/nginx')).toBeUndefined();
    expect(shadowed.forSource('docker.io/library/redis')?.repository).toBe('hub/library/redis');
    expect(shadowed.forRepository('hub/library/nginx')?.rule.name).toBe('squatter');
  });
});
