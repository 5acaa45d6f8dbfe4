import { describe, expect, it } from 'vitest';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { move, type Tree, told } from '../cases/move.ts';
import { usesOf } from '../found.ts';

const NEW = 'contoso.azurecr.io/docker.io/library/nginx';
const DIGEST = `sha256:${'ab'.repeat(32)}`;

function pod(...images: readonly string[]): string {
  const containers = images.map((image, at) => `  - name: c${at}\n    image: ${image}\n`).join('');
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n${containers}`;
}

/** What an entry pulls, by what it finds. */
function pulled(entry: string, ...images: readonly string[]): string {
  const tree = { 'kustomization.yaml': `resources: [p.yaml]\nimages: [{${entry}}]\n`, 'p.yaml': pod(...images) };
  const use = usesOf(tree).find(({ file }) => file === 'kustomization.yaml');
  return `${use?.image} ${use?.pulls ?? '-'}${use?.unknownTag === true ? ` unknown: ${use.reason}` : ''}`;
}

describe('an entry pulls', () => {
  it.each<[string, readonly string[], string]>([
    ['name: nginx, newName: a/b', ['nginx:1'], 'docker.io/a/b docker.io/a/b:1'],
    ['name: nginx, newName: a/b', [`nginx@${DIGEST}`], `docker.io/a/b docker.io/a/b@${DIGEST}`],
    ['name: nginx, newName: a/b', ['nginx'], 'docker.io/a/b -'],
    ['name: nginx, newName: a/b, newTag: null', ['nginx:1'], 'docker.io/a/b docker.io/a/b:1'],
    ['name: nginx, newName: a/b, newTag: ~, digest: ""', ['nginx:1'], 'docker.io/a/b docker.io/a/b:1'],
    ['name: nginx, newName: a/b', ['nginx:1', 'nginx:2'], 'docker.io/a/b -'],
    ['name: nginx, newName: a/b', ['redis:1'], 'docker.io/a/b -'],
    ['name: nginx, newName: a/b, newTag: "3"', ['nginx:1'], 'docker.io/a/b:3 -'],
    ['name: nginx, tagSuffix: -x', ['nginx:1'], 'docker.io/library/nginx docker.io/library/nginx:1-x'],
    [
      'name: nginx, tagSuffix: -x',
      [`nginx:1@${DIGEST}`],
      `docker.io/library/nginx docker.io/library/nginx:1@${DIGEST}`,
    ],
    [
      'name: nginx, newName: a/b',
      ['nginx:$(T)'],
      'docker.io/a/b - unknown: it keeps a tag that is filled in elsewhere (:$(T))',
    ],
    ['name: nginx, newName: "$(X)"', ['nginx:1'], 'null -'],
    ['name: nginx, newName: "$(X)", newTag: "2"', ['nginx:1'], 'null -'],
    ['name: nginx, newName: a/b, tagSuffix: -x', ['nginx:1'], 'docker.io/a/b docker.io/a/b:1-x'],
  ])('%s of %j', (entry, images, expected) => {
    expect(pulled(entry, ...images)).toBe(expected);
  });
});

describe('a base of which another build has an image as it is', () => {
  /** `dev` has all as it is; `prod` finds images by its entries. */
  const tree = (base: string, ...entries: readonly string[]): Tree => ({
    'base/kustomization.yaml': 'resources: [p.yaml]\n',
    'base/p.yaml': base,
    'dev/kustomization.yaml': 'resources: [../base]\n',
    'prod/kustomization.yaml': `resources: [../base]\nimages:\n${entries.map((entry) => `- {${entry}}\n`).join('')}`,
  });
  const images = (text = '') => text.slice(text.indexOf('images:\n') + 'images:\n'.length);

  it('is found by the old name where one of its images can not be renamed', () => {
    const { after, rewrite } = move(tree(pod('nginx:1', '"ngin\\x78:2"'), 'name: nginx, newTag: "3"'));
    expect(after['base/p.yaml']).toBe(pod(`${NEW}:1`, '"ngin\\x78:2"'));
    expect(images(after['prod/kustomization.yaml'])).toBe(
      `- name: ${NEW}\n  newName: nginx\n- {name: nginx, newName: ${NEW}, newTag: "3"}\n`,
    );
    // What is written with escapes says so itself.
    expect(rewrite.unwritten.map(({ use, reason }) => `${use.text} ${reason}`)).toEqual([
      expect.not.stringContaining('finds it'),
    ]);
  });

  it('is written with escapes, so that its entry goes on looking for it', () => {
    const { after } = move(tree(pod('"ngin\\x78:2"'), 'name: nginx, newTag: "3"'));
    expect(images(after['prod/kustomization.yaml'])).toBe(`- {name: nginx, newName: ${NEW}, newTag: "3"}\n`);
  });

  it('is found by an entry that is pinned as others are', () => {
    const files = tree(pod('nginx:1'), 'name: nginx, newTag: "3"');
    const move = { registry: 'r.azurecr.io', repository: 'x', digest: DIGEST };
    const { edits } = rewrite(usesOf(files), () => move);
    const path = 'prod/kustomization.yaml';
    const own = edits.filter(({ file }) => file === path);
    expect(images(applyEdits(files[path] ?? '', own))).toBe(
      `- {name: r.azurecr.io/x, newTag: "3", digest: ${DIGEST}}\n`,
    );
  });

  it('is never given a name that an entry looks for, which would find it then', () => {
    const result = move(tree(pod('nginx:1'), `name: ${NEW}, newTag: "3"`));
    expect(result.after['base/p.yaml']).toBe(pod('nginx:1'));
    expect(told(result).stays).toContainEqual(expect.stringMatching(/^base\/p\.yaml:7 .*prod\/kustomization\.yaml:3/));
  });

  it('is held by one that a comment keeps, where no entry can be put before what finds both', () => {
    const application = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    path: apps\n    kustomize: {images: ["nginx:9"]}\n`;
    const files = {
      'x.yaml': application,
      'apps/kustomization.yaml': 'resources: [../base]\n',
      'base/kustomization.yaml': 'resources: [p.yaml]\n',
      'base/p.yaml': pod('nginx:1', 'nginx:2 # acr-artifact-cache: ignore it is ours'),
      'plain/kustomization.yaml': 'resources: [../base]\n',
    };
    const { after } = move(files);
    expect(after).toEqual({ ...files, 'x.yaml': application.replace('nginx:9', `nginx=${NEW}:9`) });
  });

  it('goes on being found where one entry can not follow and another finds more', () => {
    const { after, uses, rewrite } = move({
      'u.yaml': pod('nginx:1'),
      'v.yaml': pod('nginx:2').replace('name: p', 'name: v'),
      'w.yaml': pod('docker.io/library/nginx:3').replace('name: p', 'name: w'),
      'a/kustomization.yaml': 'resources: [../u.yaml, ../w.yaml]\nimages:\n- {name: nginx, newTag: "7"}\n',
      'b/kustomization.yaml': 'resources: [../u.yaml, ../v.yaml]\nimages:\n- {name: nginx, newTag: "8"}\n',
      'c/kustomization.yaml': 'resources: [../u.yaml, ../v.yaml, ../w.yaml]\n',
    });
    expect(rewrite.unwritten.map(({ use, reason }) => `${use.file} ${reason}`)).toEqual([
      'u.yaml a/kustomization.yaml:3 finds it by this name, and not docker.io/library/nginx, whose name it would get',
    ]);
    expect(after['v.yaml']).toContain(`${NEW}:2`);
    expect(images(after['b/kustomization.yaml'])).toBe(
      `- name: ${NEW}\n  newName: nginx\n- {name: nginx, newName: ${NEW}, newTag: "8"}\n`,
    );
    expect(images(after['a/kustomization.yaml'])).toBe(`- {name: nginx, newName: ${NEW}, newTag: "7"}\n`);
    expect(uses).toHaveLength(5);
  });

  it('is renamed with what else the same entry finds, where that is overridden everywhere', () => {
    const { after } = move({
      'u.yaml': pod('nginx:1'),
      'v.yaml': pod('nginx:2').replace('name: p', 'name: v'),
      'b/kustomization.yaml': 'resources: [../u.yaml, ../v.yaml]\nimages:\n- {name: nginx, newTag: "8"}\n',
      'c/kustomization.yaml': 'resources: [../u.yaml]\n',
    });
    expect([after['u.yaml'], after['v.yaml']]).toEqual([
      pod(`${NEW}:1`),
      pod(`${NEW}:2`).replace('name: p', 'name: v'),
    ]);
    expect(images(after['b/kustomization.yaml'])).toBe(`- {name: ${NEW}, newTag: "8"}\n`);
  });

  it.each<[string, string]>([
    ["{name: 'nginx', newTag: '3'}", `{name: 'nginx', newName: ${NEW}, newTag: '3'}`],
    ['{name: "nginx", newTag: "3"}', `{name: "nginx", newName: ${NEW}, newTag: "3"}`],
    ['{newTag: "3", name: nginx}', `{newTag: "3", name: nginx, newName: ${NEW}}`],
  ])('is overridden: %s gets a new name', (entry, expected) => {
    const { after } = move({
      'p.yaml': pod('nginx:1'),
      'kustomization.yaml': `resources: [p.yaml]\nimages:\n- ${entry}\n`,
    });
    expect(images(after['kustomization.yaml'])).toBe(`- ${expected}\n`);
  });

  it('is left alone where nothing has it as it is', () => {
    const moved = move({
      'p.yaml': pod('nginx:1'),
      'kustomization.yaml':
        'resources: [p.yaml]\nimages:\n- {name: nginx, newTag: "8"}\n- {name: nginx, newName: a/b}\n',
    });
    expect(told(moved)).toEqual({
      moved: ['kustomization.yaml:4 docker.io/a/b:8'],
      stays: [
        'kustomization.yaml:3 docker.io/library/nginx:8 (kustomization.yaml:4)',
        'p.yaml:7 docker.io/library/nginx:1 (kustomization.yaml:3)',
      ],
    });
  });

  it('may be an object of which nobody knows whether kustomize finds its image: it moves, and so does what may find it', () => {
    const object = 'apiVersion: example.com/v1\nkind: Web\nmetadata: {name: w}\nspec: {image: "nginx:1"}\n';
    const moved = move({
      'w.yaml': object,
      'kustomization.yaml': 'resources: [w.yaml]\nimages:\n- {name: nginx, newTag: "8"}\n',
    });
    expect(moved.after['w.yaml']).toBe(object.replace('nginx', NEW));
    expect(images(moved.after['kustomization.yaml'])).toBe(`- {name: ${NEW}, newTag: "8"}\n`);
  });

  it('is found in lists that all give the old name back, and not in some', () => {
    const bridge = `name: ${NEW}, newName: nginx`;
    const { after } = move(tree(pod('nginx:1'), bridge, 'name: nginx, newTag: "3"'));
    expect(after['base/p.yaml']).toBe(pod(`${NEW}:1`));
    expect(images(after['prod/kustomization.yaml'])).toBe(
      `- {${bridge}}\n- {name: nginx, newName: ${NEW}, newTag: "3"}\n`,
    );
  });
});

it('uses without kustomizations are as they were', () => {
  const [use] = usesOf({ 'p.yaml': pod('nginx:1') });
  expect(use).not.toHaveProperty('avoids');
  expect(usesOf({ 'p.yaml': pod('nginx:1'), 'kustomization.yaml': 'resources: [p.yaml]\n' })[0]).toEqual(use);
});

it('a name at an anchor stands where its alias does', () => {
  const [use] = usesOf({ 'kustomization.yaml': 'x: &n quay.io/a/b\nimages:\n- {name: *n, newTag: "2"}\n' });
  expect(use).toMatchObject({ line: 3, column: 10, text: '*n', image: 'quay.io/a/b:2' });
});
