import { describe, expect, it } from 'vitest';
import { UPSTREAMS } from '../../src/images/upstreams.ts';
import { guessedSource } from '../../src/rules/guessed-source.ts';

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
    expect(guessedSource(repository, templates, UPSTREAMS)).toBe(source);
  });

  it('knows nothing where the template does not keep the registry', () => {
    expect(guessedSource('cache/library/nginx', ['cache/{repository}'], UPSTREAMS)).toBeUndefined();
    expect(guessedSource('cache/docker.io/library/nginx/x', ['cache/{registry}/{repository}/x'], UPSTREAMS)).toBe(
      'docker.io/library/nginx',
    );
  });
});
