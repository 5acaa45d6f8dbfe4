import { describe, expect, it } from 'vitest';
import type { UnseenSource } from '../../src/manifests/model/use.ts';
import { blindSpots, type Unlooked } from '../../src/stages/blind-spots.ts';

const chart = (file = 'a.yaml', more: Partial<UnseenSource> = {}): UnseenSource => ({
  ...{
    type: 'chart',
    file,
    line: 1,
    source: 'chart https://charts.example redis 1.0.0',
    remedy: 'helm template …',
    ...more,
  },
});
const submodule = chart('lib', { type: 'submodule', source: 'submodule lib' });
const broken = { file: 'b.yaml', line: 3, reason: 'a comma is missing' };
const tree = (more: Partial<Unlooked> = {}, blobs: Readonly<Record<string, string>> = {}): Unlooked => ({
  ...{ unseen: [], warnings: [], blobs: new Map(Object.entries(blobs)), ...more },
});
const found = (head: Unlooked, base: Unlooked | undefined) =>
  blindSpots(head, base, 'sub/').map(({ image, files, unresolved }) => [unresolved?.state, image, ...files]);

describe('what nobody has looked into counts where a pull request brings it', () => {
  const CHART = ['unseen', 'chart https://charts.example redis 1.0.0', 'sub/a.yaml'];
  const SUBMODULE = ['unseen', 'submodule lib', 'sub/lib'];
  const UNREAD = ['unread', 'sub/b.yaml', 'sub/b.yaml'];
  it.each<[string, Unlooked, Unlooked | undefined, readonly (readonly string[])[]]>([
    ['a chart', tree({ unseen: [chart()] }), tree(), [CHART]],
    ['a chart without a base', tree({ unseen: [chart()] }), undefined, [CHART]],
    [
      'a chart of the base not, wherever it stands',
      tree({ unseen: [chart()] }),
      tree({ unseen: [chart('c.yaml')] }),
      [],
    ],
    [
      'a chart of the base not, in a file that is another',
      tree({ unseen: [chart()] }, { 'a.yaml': '2' }),
      tree({ unseen: [chart()] }, { 'a.yaml': '1' }),
      [],
    ],
    [
      'another version of a chart',
      tree({ unseen: [chart()] }),
      tree({ unseen: [chart('a.yaml', { source: 'chart https://charts.example redis 0.9.0' })] }),
      [CHART],
    ],
    ['one chart of two files once', tree({ unseen: [chart(), chart('c.yaml')] }), tree(), [[...CHART, 'sub/c.yaml']]],
    ['a submodule', tree({ unseen: [submodule] }, { lib: '1' }), tree(), [SUBMODULE]],
    ['a submodule at another commit', tree({ unseen: [submodule] }, { lib: '2' }), tree({}, { lib: '1' }), [SUBMODULE]],
    ['a submodule at the same commit not', tree({ unseen: [submodule] }, { lib: '1' }), tree({}, { lib: '1' }), []],
    ['a file that is not read', tree({ warnings: [broken, broken] }, { 'b.yaml': '1' }), tree(), [UNREAD]],
    ['a file that is not read, without a base', tree({ warnings: [broken] }, { 'b.yaml': '1' }), undefined, [UNREAD]],
    [
      'a file that is not read in the base either, and that is another',
      tree({ warnings: [broken] }, { 'b.yaml': '2' }),
      tree({ warnings: [broken] }, { 'b.yaml': '1' }),
      [UNREAD],
    ],
    ['a file that git does not know', tree({ warnings: [broken] }), tree({ warnings: [broken] }), [UNREAD]],
    [
      'a file of the base not',
      tree({ warnings: [broken] }, { 'b.yaml': '1' }),
      tree({ warnings: [broken] }, { 'b.yaml': '1' }),
      [],
    ],
  ])('%s', (_, head, base, expected) => {
    expect(found(head, base)).toEqual(expected);
  });

  it.each([
    ['templates/evil.txt', true],
    ['templates/deep/evil', true],
    ['templates/evil.tpl', true],
    ['templates/web.html', true],
    ['templates/NOTES.txt', false],
    ['templates/_helpers.tpl', false],
    ['templates/app.yaml', false],
    ['charts/evil-1.0.0.tgz', true],
    ['charts/README.md', false],
    ['charts/sub/templates/evil.txt', false],
    ['files/evil.txt', false],
  ])('a chart’s %s counts where the base has another: %s', (path, counts) => {
    const blobs = { 'app/Chart.yaml': '1', 'other/templates/evil.txt': '2', [`app/${path}`]: '1' };
    const hidden = ['unseen', `app/${path}, a part of the chart in app`, `sub/app/${path}`];
    expect(found(tree({}, blobs), tree({}, { ...blobs, [`app/${path}`]: '2' }))).toEqual(counts ? [hidden] : []);
    expect(found(tree({}, blobs), tree({}, blobs))).toEqual([]);
  });

  it('a file that a kustomization names counts where the base has another, or where git has none', () => {
    const named = chart('evil.txt', { type: 'file', source: 'evil.txt, which kustomization.yaml names' });
    const head = tree({ unseen: [named] }, { 'evil.txt': '2' });
    const counting = ['unseen', named.source, 'sub/evil.txt'];
    expect(found(head, tree({ unseen: [named] }, { 'evil.txt': '1' }))).toEqual([counting]);
    expect(found(head, tree({ unseen: [named] }, { 'evil.txt': '2' }))).toEqual([]);
    expect(found(tree({ unseen: [named] }), tree())).toEqual([counting]);
    expect(found(tree({ unseen: [named] }), tree({ unseen: [named] }))).toEqual([]);
  });

  it('says why, and what to do', () => {
    const [unseen, unread] = blindSpots(
      tree({
        unseen: [chart('a.yaml', { because: 'the server said no' })],
        warnings: [broken, { ...broken, line: 9 }],
      }),
      undefined,
      '',
    );
    // What has a manifest would be judged by it.
    expect([unseen?.manifests, unread?.manifests]).toEqual([[], []]);
    expect(unseen?.unresolved).toEqual({
      state: 'unseen',
      reason: 'the server said no',
      remedy: 'look into it: helm template …',
    });
    expect(unread?.unresolved?.reason).toBe('line 3: a comma is missing; line 9: a comma is missing');
  });
});
