import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleName } from '../../src/rules/names.ts';

describe('names of rules', () => {
  it('tell the source, for people', () => {
    expect(ruleName('docker.io/library/nginx', 'docker.io/library/nginx')).toMatch(
      /^docker-io-library-nginx-[0-9a-f]{10}$/,
    );
    expect(ruleName('ghcr.io/a_b/*', 'any/ghcr.io/a_b/*')).toMatch(/^ghcr-io-a-b-all-[0-9a-f]{10}$/);
  });

  it('are the same for the same source and target, and differ where one of them differs', () => {
    expect(ruleName('a.io/b', 'c')).toBe(ruleName('a.io/b', 'c'));
    expect(ruleName('a.io/b', 'c')).not.toBe(ruleName('a.io/b', 'd'));
    expect(ruleName('a.io/b', 'c')).not.toBe(ruleName('a.io/b_', 'c'));
    // The cut must not make two long names one.
    const long = 'registry.example.com/a-very-long-namespace-indeed/and-a-very-long-repository-';
    expect(ruleName(`${long}one`, 'x')).not.toBe(ruleName(`${long}two`, 'x'));
  });

  it('fit the strictest pattern in use, whatever the source', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (source, target) => {
        const name = ruleName(source, target);
        expect(name).toMatch(/^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/);
        expect(name.length).toBeGreaterThanOrEqual(5);
        expect(name.length).toBeLessThanOrEqual(49);
      }),
      { numRuns: 1000 },
    );
  });
});
