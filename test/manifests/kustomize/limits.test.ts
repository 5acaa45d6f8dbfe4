import { describe, expect, it } from 'vitest';
import { flux, pod } from '../cases/manifests.ts';
import { move } from '../cases/move.ts';

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
