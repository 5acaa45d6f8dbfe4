import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { field, isObject, stringField } from '../../src/base/json.ts';

/** The defaults of 0.1, as its action.yml had them; inputs that had none are named alone. */
const OF_0_1: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['registry', 'subscription-id', 'resource-group', 'tenant-id', 'client-id', 'include', 'exclude', 'kinds'],
      ...['scope', 'trusted-registries', 'allowed-images', 'denied-images', 'upstreams', 'credential-sets', 'targets'],
      ...['accept-findings', 'exempt-paths', 'fail-when', 'instance', 'report-dir'],
    ].map((name) => [name, '']),
  ),
  ...{ cloud: 'public', path: '.', target: '{registry}/{repository}', 'wildcard-target': 'any/{registry}/*' },
  ...{ 'max-cache-rules': '50', wildcards: 'never', apply: 'auto', warm: 'true', platforms: 'linux/amd64' },
  ...{ engine: 'registry', 'warm-timeout': '5', 'fail-on': 'none', 'gate-scope': 'new', 'only-fixable': 'false' },
  ...{ 'treat-unknown-as': 'high', 'scan-timeout': '0', review: 'suggestions', 'max-suggestions': '30', pin: 'false' },
  'suggest-kinds': 'kubernetes, custom-resource, helm-values, helm-template, kustomize, compose',
  'github-token': `\${{ github.token }}`,
};

const INPUTS = field(load(readFileSync('action.yml', 'utf8')), 'inputs');
const [, TABLE = ''] = readFileSync('docs/upgrading.md', 'utf8').split('## From 0.1');

/** The first column of the page's table: what changed. */
const CHANGED = TABLE.split('\n').flatMap((line) => (line.startsWith('| ') ? [line.split('|')[1] ?? ''] : []));

describe('docs/upgrading.md', () => {
  const names = isObject(INPUTS) ? Object.keys(INPUTS) : [];

  it.each(names.filter((name) => (stringField(INPUTS, name, 'default') ?? '') !== OF_0_1[name]))(
    'names %s, which is new or has another default than in 0.1',
    (name) => {
      expect(CHANGED.some((cell) => cell.includes(`\`${name}\``))).toBe(true);
    },
  );

  it('is about inputs that there are: none of 0.1 has gone', () => {
    expect(Object.keys(OF_0_1).filter((name) => !names.includes(name))).toEqual([]);
    for (const [, name = ''] of CHANGED.join('\n').matchAll(/`([a-z-]+)` is `/g)) expect(names).toContain(name);
  });
});
