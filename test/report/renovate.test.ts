import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renovateAliases, renovateSection } from '../../src/report/renovate.ts';
import type { CacheRule } from '../../src/rules/rule.ts';

const REGISTRY = 'contoso.azurecr.io';

function rule(source: string, target: string, state: CacheRule['state'] = 'Succeeded'): CacheRule {
  return { name: `rule-${target}`, source, target, state };
}

function aliases(...rules: readonly CacheRule[]): readonly (readonly [string, string])[] {
  return Object.entries(renovateAliases(REGISTRY, rules).configuration.registryAliases);
}

/** What Renovate asks for an image: the first alias that stands before a slash is replaced. */
function lookedUp(image: string, registryAliases: Readonly<Record<string, string>>): string {
  const found = Object.entries(registryAliases).find(([from]) => image.startsWith(`${from}/`));
  return found === undefined ? image : found[1] + image.slice(found[0].length);
}

describe('renovateAliases', () => {
  it('needs one alias for each upstream with the usual targets', () => {
    expect(
      aliases(
        rule('docker.io/library/nginx', 'docker.io/library/nginx'),
        rule('docker.io/grafana/grafana', 'docker.io/grafana/grafana'),
        rule('quay.io/prometheus/prometheus', 'quay.io/prometheus/prometheus'),
      ),
    ).toEqual([
      [`${REGISTRY}/docker.io`, 'docker.io'],
      [`${REGISTRY}/quay.io`, 'quay.io'],
    ]);
  });

  it('takes wildcards', () => {
    expect(aliases(rule('docker.io/*', 'any/docker.io/*'))).toEqual([[`${REGISTRY}/any/docker.io`, 'docker.io']]);
    expect(aliases(rule('docker.io/library/*', 'hub/*'))).toEqual([[`${REGISTRY}/hub`, 'docker.io/library']]);
  });

  it('puts the longer alias first where two fit', () => {
    const found = aliases(
      rule('docker.io/library/nginx', 'docker.io/library/nginx'),
      rule('ghcr.io/contoso/web', 'docker.io/special/web'),
    );
    expect(found).toEqual([
      [`${REGISTRY}/docker.io/special`, 'ghcr.io/contoso'],
      [`${REGISTRY}/docker.io`, 'docker.io'],
    ]);
  });

  it('has none for a target with another name, nor for the registry as a whole', () => {
    const renamed = rule('docker.io/library/nginx', 'team/web-server');
    const top = rule('docker.io/library/nginx', 'nginx');
    const { configuration, unaliased } = renovateAliases(REGISTRY, [renamed, top]);
    expect(configuration.registryAliases).toEqual({});
    expect(unaliased).toEqual([top, renamed]);
  });

  it('leaves out rules that do not work', () => {
    expect(aliases(rule('docker.io/library/nginx', 'docker.io/library/nginx', 'Failed'))).toEqual([]);
  });

  it('leads every image of an aliased rule to its source', () => {
    const component = fc.constantFrom('a', 'b', 'docker.io', 'library', 'nginx');
    const path = fc.array(component, { minLength: 1, maxLength: 4 });
    const any = fc
      .tuple(fc.constantFrom('docker.io', 'ghcr.io'), path, path, fc.boolean())
      .map(([host, source, target, wild]) => {
        const end = wild ? '/*' : '';
        return rule(`${host}/${source.join('/')}${end}`, `${target.join('/')}${end}`);
      });
    fc.assert(
      fc.property(fc.uniqueArray(any, { maxLength: 8, selector: ({ target }) => target }), (rules) => {
        const { configuration, unaliased } = renovateAliases(REGISTRY, rules);
        for (const { source, target } of rules.filter((one) => !unaliased.includes(one))) {
          expect(lookedUp(`${REGISTRY}/${target}`, configuration.registryAliases)).toBe(source);
        }
      }),
    );
  });
});

describe('renovateSection', () => {
  it('shows the configuration as JSON, and names what has no alias', () => {
    const text = renovateSection(REGISTRY, [
      rule('docker.io/library/nginx', 'docker.io/library/nginx'),
      rule('quay.io/a/b', 'renamed'),
    ]);
    const json = /```json\n([\s\S]*?)\n```/.exec(text)?.[1] ?? '';
    expect(JSON.parse(json)).toEqual({ registryAliases: { [`${REGISTRY}/docker.io`]: 'docker.io' } });
    expect(text).toContain('`renamed`');
  });

  it('is empty where there is nothing to add', () => {
    expect(renovateSection(REGISTRY, [])).toBe('');
  });
});
