import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReference, nameLength, parseReference } from '../../src/images/reference.ts';

const HEX = 'a'.repeat(64);

describe('parseReference', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['library/nginx', 'docker.io/library/nginx'],
    ['bitnami/redis:7', 'docker.io/bitnami/redis:7'],
    ['docker.io/nginx', 'docker.io/library/nginx'],
    ['index.docker.io/nginx', 'docker.io/library/nginx'],
    ['registry-1.docker.io/library/nginx', 'docker.io/library/nginx'],
    ['registry.hub.docker.com/library/nginx:1', 'docker.io/library/nginx:1'],
    ['Docker.IO/nginx', 'docker.io/library/nginx'],
    ['quay.io/prometheus/prometheus:v3.0.0', 'quay.io/prometheus/prometheus:v3.0.0'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000/app:dev', 'localhost:5000/app:dev'],
    ['[::1]:5000/app', '[::1]:5000/app'],
    ['registry.example.com:443/a/b__c/d-e.f:v1.0_x', 'registry.example.com:443/a/b__c/d-e.f:v1.0_x'],
    [`nginx@sha256:${HEX}`, `docker.io/library/nginx@sha256:${HEX}`],
    [`nginx:1.27@sha256:${HEX}`, `docker.io/library/nginx:1.27@sha256:${HEX}`],
    ['a--b/c', 'docker.io/a--b/c'],
    // Only its capitals tell that it is a host (https://github.com/distribution/reference, normalize.go).
    ['A/x', 'A/x'],
    ['Registry/a/b:1', 'Registry/a/b:1'],
    ['LOCALHOST/x', 'localhost/x'],
    ['Quay.IO/a', 'quay.io/a'],
    ['R:5000/a', 'r:5000/a'],
  ])('%s is %s', (text, normal) => {
    const reference = parseReference(text);
    expect(reference && formatReference(reference)).toBe(normal);
  });

  it.each([
    '',
    'Nginx',
    'docker.io/Library/nginx',
    'nginx:',
    'nginx:-bad',
    `nginx:${'t'.repeat(129)}`,
    'nginx@sha256:abc',
    `nginx@sha256:${'A'.repeat(64)}`,
    'a///b',
    '/nginx',
    'nginx/',
    'a_.b',
    'https://example.com/x',
    '$(params.image)',
    '{{ .Values.image }}',
    'ko://example.com/x',
    'two words',
    HEX,
    'x'.repeat(256),
    'x'.repeat(238),
    'a..b',
    'ghcr.io/foo/bar:$TAG',
  ])('%s is no reference', (text) => {
    expect(parseReference(text)).toBeUndefined();
  });

  it('is idempotent: the normal form is its own normal form', () => {
    const component = fc.stringMatching(/^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/);
    const texts = fc
      .tuple(
        fc.option(
          fc.constantFrom('docker.io', 'quay.io', 'localhost:5000', 'index.docker.io', 'r.example.com:8080', 'A'),
        ),
        fc.array(component, { minLength: 1, maxLength: 4 }),
        fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/)),
        fc.boolean(),
      )
      .map(([host, path, tag, digest]) =>
        [host ? `${host}/` : '', path.join('/'), tag ? `:${tag}` : '', digest ? `@sha256:${HEX}` : ''].join(''),
      );
    fc.assert(
      fc.property(texts, (text) => {
        const once = parseReference(text);
        if (once === undefined) return;
        expect(parseReference(formatReference(once))).toEqual(once);
      }),
    );
  });

  it('takes any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseReference(text)));
  });
});

describe('nameLength', () => {
  it.each([
    ['nginx', 5],
    ['nginx:1.27', 5],
    ['localhost:5000/app', 18],
    ['localhost:5000/app:1@sha256:x', 18],
    ['quay.io/a/b@sha256:x', 11],
  ])('of %s is %d', (text, length) => expect(nameLength(text)).toBe(length));
});
