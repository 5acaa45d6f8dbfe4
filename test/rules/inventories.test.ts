import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import { mergeInventories } from '../../src/rules/inventories.ts';

function inventory(name: string, uses: readonly unknown[], parts: Readonly<Record<string, unknown>> = {}) {
  return { name, text: JSON.stringify({ version: 1, uses, unseen: [], warnings: [], ...parts }) };
}

const NGINX = { image: 'docker.io/library/nginx:1.27', class: 'public', source: 'docker.io/library/nginx:1.27' };

describe('inventories of many repositories', () => {
  it('are put together, uses added', () => {
    const cached = { image: 'contoso.azurecr.io/docker.io/library/nginx:1.27', class: 'own' };
    expect(
      mergeInventories(
        [
          inventory('a.json', [NGINX, NGINX, { image: null, class: 'templated' }]),
          inventory('b.json', [cached, NGINX]),
        ],
        false,
      ),
    ).toEqual([
      { ...cached, uses: 1 },
      { ...NGINX, uses: 3 },
    ]);
  });

  it('keep an image of unknown tag apart from the same without a tag', () => {
    const node = { image: 'docker.io/library/node', class: 'public', source: 'docker.io/library/node' };
    expect(mergeInventories([inventory('a.json', [node, { ...node, unknownTag: true }])], false)).toEqual([
      { ...node, uses: 1 },
      { ...node, unknownTag: true, uses: 1 },
    ]);
  });

  it('take what only tests read where that is asked for', () => {
    const inventories = [inventory('a.json', [{ ...NGINX, testMaterial: 'it lies in testdata/' }])];
    expect(mergeInventories(inventories, false)).toEqual([]);
    expect(mergeInventories(inventories, true)).toHaveLength(1);
  });

  it('take what is pulled before what is written', () => {
    const use = { image: 'quay.io/a/b', pulls: 'quay.io/a/b:1.2', class: 'public' };
    expect(mergeInventories([inventory('a.json', [use])], false)[0]?.image).toBe('quay.io/a/b:1.2');
  });

  it.each([
    ['not JSON', { name: 'x.json', text: '{' }, 'Inventory "x.json": it is not an inventory of version 1'],
    ['another version', inventory('x.json', [], { version: 2 }), 'not an inventory of version 1'],
    ['no uses', { name: 'x.json', text: '{"version":1}' }, '"uses" is not a list'],
    [
      'an image that is none',
      inventory('x.json', [{ ...NGINX, image: 'NOT AN IMAGE' }]),
      'uses[0].image is no normalised',
    ],
    [
      'one that is not normalised',
      inventory('x.json', [NGINX, { ...NGINX, image: 'nginx' }]),
      'uses[1].image is no normalised',
    ],
    ['a source that is none', inventory('x.json', [{ ...NGINX, source: 7 }]), 'uses[0].source is no normalised'],
    ['an unknown class', inventory('x.json', [{ ...NGINX, class: 'evil' }]), 'uses[0].class is no class'],
    [
      'too many uses',
      inventory(
        'x.json',
        Array.from({ length: 200_001 }, () => 0),
      ),
      '200001 uses, more than 200000',
    ],
  ])('that are wrong are refused by name: %s', (_, bad, message) => {
    expect(() => mergeInventories([bad], false)).toThrow(UserError);
    expect(() => mergeInventories([bad], false)).toThrow(message);
  });

  it('never fail in another way, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(fc.jsonValue()).map((uses) => JSON.stringify({ version: 1, uses })),
        ),
        (text) => {
          try {
            mergeInventories([{ name: 'x', text }], false);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
            expect(String(error)).not.toContain('\n');
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
