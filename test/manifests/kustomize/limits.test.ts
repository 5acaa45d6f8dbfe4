import { describe, expect, it } from 'vitest';
import { flux, pod } from '../cases/manifests.ts';
import { move, type Tree, told } from '../cases/move.ts';

describe('very many objects', () => {
  it('are followed, each to its own directory', () => {
    const tree = Object.fromEntries(
      Array.from({ length: 1500 }, (_, n) => n).flatMap((n) => [
        [`clusters/a${n}.yaml`, flux(`./apps/a${n}`, 'images: [{name: quay.io/acme/api, newTag: "2"}]')],
        [`apps/a${n}/pod.yaml`, pod('quay.io/acme/api:1')],
      ]),
    );
    const { scan } = move(tree);
    expect(scan.uses.filter(({ overriddenBy }) => overriddenBy !== undefined)).toHaveLength(1500);
  });

  it('that build the same over and over are not followed, and nothing that they may match is written', () => {
    const images = Array.from({ length: 500 }, (_, n) => `quay.io/acme/a${n}:1`);
    const objects = Object.fromEntries(
      Array.from({ length: 4500 }, (_, n) => [
        `clusters/a${n}.yaml`,
        flux('./apps', 'images: [{name: a, newTag: "2"}]'),
      ]),
    );
    const { rewrite } = move({ ...objects, 'apps/pod.yaml': pod(...images) });
    expect(rewrite.edits).toEqual([]);
    expect(rewrite.unwritten[0]?.reason).toContain('too many to follow');
  });
});

describe('kustomizations upon kustomizations', () => {
  const base: Tree = { 'k0/kustomization.yaml': 'resources: [pod.yaml]\n', 'k0/pod.yaml': pod('quay.io/acme/api:1') };

  it('deeper than anybody has them are not followed, and nothing that they may match is written', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 120 }, (_, n) => [`k${n + 1}/kustomization.yaml`, `resources: [../k${n}]\n`]),
    );
    const top = { 'top/kustomization.yaml': 'resources: [../k120]\nimages: [{name: quay.io/acme/api, newTag: "2"}]\n' };
    const { rewrite } = move({ ...base, ...chain, ...top, 'plain/kustomization.yaml': 'resources: [../k0]\n' });
    expect(rewrite.edits).toEqual([]);
    expect(rewrite.unwritten[0]?.reason).toContain('too many to follow');
  });

  it.each(['resources', 'components'])(
    'in a circle of %s, which kustomize refuses, are not followed either, and the rest moves',
    (list) => {
      const moved = move({
        ...base,
        'one/kustomization.yaml': `${list}: [../two]\n`,
        'two/kustomization.yaml': `${list}: [../one, ../two]\n`,
      });
      expect(told(moved)).toEqual({ moved: ['k0/pod.yaml:6 quay.io/acme/api:1'], stays: [] });
    },
  );
});
