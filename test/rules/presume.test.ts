import { describe, expect, it } from 'vitest';
import { UPSTREAMS } from '../../src/images/upstreams.ts';
import { presumedSource } from '../../src/rules/presume.ts';

describe('presumedSource', () => {
  const templates = ['{registry}/{repository}', 'any/{registry}/*'];
  it.each([
    ['docker.io/library/nginx', 'docker.io/library/nginx'],
    ['any/quay.io/prometheus/prometheus', 'quay.io/prometheus/prometheus'],
    ['us-docker.pkg.dev/p/r/i', 'us-docker.pkg.dev/p/r/i'],
    ['shop/api', undefined],
    ['library/nginx', undefined],
    ['example.com/x', undefined],
    ['docker.io', undefined],
  ])('of %s is %s', (repository, source) => {
    expect(presumedSource(repository, templates, UPSTREAMS)).toBe(source);
  });

  it('knows nothing where the template does not keep the registry', () => {
    expect(presumedSource('cache/library/nginx', ['cache/{repository}'], UPSTREAMS)).toBeUndefined();
    expect(presumedSource('cache/docker.io/library/nginx/x', ['cache/{registry}/{repository}/x'], UPSTREAMS)).toBe(
      'docker.io/library/nginx',
    );
  });
});
