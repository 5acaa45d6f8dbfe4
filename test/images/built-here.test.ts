import { describe, expect, it } from 'vitest';
import { buildClaim } from '../../src/images/built-here.ts';
import { parseReference } from '../../src/images/reference.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function claim(text: string): string {
  const reference = parseReference(text);
  if (reference === undefined) throw new Error(`${text} is no reference`);
  return buildClaim(reference);
}

describe('what a build claims', () => {
  it.each([
    ['acme/web:1', 'docker.io/acme/web'],
    ['web', 'docker.io/library/web'],
    ['ghcr.io/acme/mysql:1', 'ghcr.io/acme/mysql'],
    ['mysql', 'docker.io/library/mysql:latest'],
    ['mysql:latest', 'docker.io/library/mysql:latest'],
    ['docker.io/library/mysql:patched', 'docker.io/library/mysql:patched'],
    [`mysql:8@${DIGEST}`, `docker.io/library/mysql@${DIGEST}`],
    ['bitnami/mysql:8', 'docker.io/bitnami/mysql'],
  ])('%s is %s', (text, expected) => {
    expect(claim(text)).toBe(expected);
  });
});
