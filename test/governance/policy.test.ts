import { existsSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { field, isObject, listField } from '../../src/base/json.ts';
import { allowedImagesRegex, allowedReposConstraint } from '../../src/governance/policy.ts';

const REGISTRY = 'contoso.azurecr.io';

/** Images of the registry, and some that merely look like it. */
const IMAGES: readonly (readonly [string, boolean])[] = [
  ['contoso.azurecr.io/docker.io/library/nginx:1', true],
  ['contoso.azurecr.io/x@sha256:0', true],
  ['contoso.azurecr.io', false],
  ['contosoxazurecr.io/nginx', false],
  ['contoso.azurecr.io.example.com/nginx', false],
  ['example.com/contoso.azurecr.io/nginx', false],
  ['docker.io/library/nginx', false],
];

describe('allowedImagesRegex', () => {
  it('is what the policy takes', () => {
    expect(allowedImagesRegex(REGISTRY)).toBe(String.raw`^contoso\.azurecr\.io/.+$`);
  });

  it.each(IMAGES)('%s: %s', (image, expected) => {
    expect(new RegExp(allowedImagesRegex(REGISTRY)).test(image)).toBe(expected);
  });
});

describe('allowedReposConstraint', () => {
  const constraint = load(allowedReposConstraint(REGISTRY));

  it.each(IMAGES)('by prefix, as the template judges, %s: %s', (image, expected) => {
    const repos = listField(constraint, 'spec', 'parameters', 'repos').map(String);
    expect(repos.some((repo) => image.startsWith(repo))).toBe(expected);
  });

  it('has a name that Kubernetes takes', () => {
    expect(field(constraint, 'metadata', 'name')).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
  });

  const sample = new URL(
    '../../../shared/data/azure/gatekeeper/allowedrepos/samples/repo-must-be-openpolicyagent/constraint.yaml',
    import.meta.url,
  );
  const isThere = existsSync(sample);
  it.skipIf(!isThere)(
    `has the form of the library's sample${isThere ? '' : ' (skipped: ../shared is not there)'}`,
    () => {
      const published = load(readFileSync(sample, 'utf8'));
      expect(field(constraint, 'apiVersion')).toBe(field(published, 'apiVersion'));
      expect(field(constraint, 'kind')).toBe(field(published, 'kind'));
      expect(field(constraint, 'spec', 'match', 'kinds')).toEqual(field(published, 'spec', 'match', 'kinds'));
      const parameters = field(published, 'spec', 'parameters');
      expect(isObject(parameters) && Object.keys(parameters)).toEqual(['repos']);
    },
  );
});
