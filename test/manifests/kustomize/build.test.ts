import { describe, expect, it } from 'vitest';
import { flux, lines, pod } from '../cases/manifests.ts';
import { expectSettled, move, type Tree, told } from '../cases/move.ts';

const NEW = 'contoso.azurecr.io/quay.io/a/b';
const REMOTE = 'https://example.org/a?ref=1';

/** What finds the images of `base` by its name, beside what has them as they are. */
const shared: Tree = {
  'base/kustomization.yaml': 'resources: [pod.yaml]\n',
  'base/pod.yaml': pod('quay.io/a/b:1'),
  'plain/kustomization.yaml': 'resources: [../base]\n',
};

function testing(image: string): string {
  return `[{op: test, path: /spec/containers/0/image, value: "${image}"}]`;
}

function transformer(...rest: readonly string[]): string {
  return lines('apiVersion: builtin', 'kind: PatchTransformer', 'metadata: {name: t}', 'target: {kind: Pod}', ...rest);
}

describe('an entry goes on looking for the old name where what is outside of the tree may have it', () => {
  const entry = 'images: [{name: quay.io/a/b, newTag: "3"}]';
  const bridged = `images: [{name: ${NEW}, newName: quay.io/a/b}, {name: quay.io/a/b, newName: ${NEW}, newTag: "3"}]`;

  it.each<[string, string]>([
    ['a resource', 'resources: [../base, ../../elsewhere]'],
    ['a component', 'resources: [../base]\ncomponents: [../../elsewhere]'],
  ])('%s', (_, parts) => {
    const result = move({ ...shared, 'top/kustomization.yaml': lines(parts, entry) });
    expect(result.after['top/kustomization.yaml']).toBe(lines(parts, bridged));
    expect(result.after['base/pod.yaml']).toBe(pod(`${NEW}:1`));
  });

  it.each<[string, string]>([
    ['the directory of an object is not in the tree', './elsewhere'],
    ['the directory of an object is filled in', './$' + '{cluster}'],
  ])('%s', (_, path) => {
    const patch = `patches: [{patch: '[{op: add, path: /spec/image, value: "quay.io/a/b:1"}]'}]`;
    const result = move({ 'a.yaml': flux(path, patch, entry) });
    expect(result.after['a.yaml']).toBe(flux(path, patch.replace('quay.io/a/b', NEW), bridged));
  });

  it('and what a transformer finds stays, since no entry can be put before it', () => {
    const result = move({
      ...shared,
      'top/kustomization.yaml': `resources: [../base, "${REMOTE}"]\ntransformers: [t.yaml]\n`,
      'top/t.yaml':
        'apiVersion: builtin\nkind: ImageTagTransformer\nmetadata: {name: t}\nimageTag: {name: quay.io/a/b, newTag: "3"}\n',
    });
    expect(told(result)).toEqual({
      moved: ['top/t.yaml:4 quay.io/a/b:3'],
      stays: [
        'base/pod.yaml:6 quay.io/a/b:1 (top/t.yaml:4 finds it by this name, and maybe images that are elsewhere)',
      ],
    });
  });

  it('an entry finds what another makes of an image elsewhere that is looked for with its version', () => {
    const result = move({
      'base/kustomization.yaml': `resources: ["${REMOTE}"]\nimages: [{name: "nginx:1", newName: quay.io/a/b}]\n`,
      'kustomization.yaml': 'resources: [base]\nimages: [{name: "quay.io/a/b:1", newTag: "2"}]\n',
    });
    expect(told(result)).toEqual({
      moved: ['kustomization.yaml:2 quay.io/a/b:2'],
      stays: ['base/kustomization.yaml:2 quay.io/a/b (kustomization.yaml:2)'],
    });
  });
});

describe('what an object builds', () => {
  const entry = 'images: [{name: quay.io/a/b, newTag: "3"}]';

  it.each<[string, string, Tree, readonly string[]]>([
    [
      'every manifest below a directory without a kustomization',
      'apps',
      { 'apps/a.yaml': pod('quay.io/a/b:1'), 'apps/b/c.yaml': pod('quay.io/a/b:2'), 'apps2/d.yaml': pod('redis:7') },
      ['apps/a.yaml:6 quay.io/a/b:1 (x.yaml:6)', 'apps/b/c.yaml:6 quay.io/a/b:2 (x.yaml:6)'],
    ],
    [
      'every manifest of the tree',
      './',
      { 'apps/a.yaml': pod('quay.io/a/b:1'), 'b.yaml': pod('quay.io/a/b:2') },
      ['apps/a.yaml:6 quay.io/a/b:1 (x.yaml:6)', 'b.yaml:6 quay.io/a/b:2 (x.yaml:6)'],
    ],
    [
      'a patch of the kustomization, which its entry finds',
      'apps',
      {
        'apps/kustomization.yaml': lines(
          'resources: [pod.yaml]',
          'patches:',
          '- patch: |',
          ...pod('quay.io/a/b:1')
            .trimEnd()
            .split('\n')
            .map((line) => `    ${line}`),
        ),
        'apps/pod.yaml': pod('redis:7'),
      },
      ['apps/kustomization.yaml:9 quay.io/a/b:1 (x.yaml:6)'],
    ],
    [
      'with the components that it adds, which are no builds of their own',
      'apps\n  components: [../c]',
      {
        'apps/pod.yaml': pod('redis:7'),
        'c/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [pod.yaml]\n',
        'c/pod.yaml': pod('quay.io/a/b:1'),
      },
      ['c/pod.yaml:6 quay.io/a/b:1 (x.yaml:7)'],
    ],
  ])('%s', (_, path, tree, stays) => {
    const result = move({ ...tree, 'x.yaml': flux(path, entry) });
    expect(told(result).stays).toEqual(stays);
    expectSettled(result);
  });

  it('of one name Flux writes the later entry of its own list over the first', () => {
    const images = [
      'images:',
      '- {name: quay.io/a/b, newName: ghcr.io/x/y}',
      '- {name: quay.io/a/b, newName: ghcr.io/z/z}',
    ];
    const result = move({ 'x.yaml': flux('apps', ...images), 'apps/pod.yaml': pod('quay.io/a/b:1') });
    expect(told(result).stays).toEqual(['apps/pod.yaml:6 quay.io/a/b:1 (x.yaml:8)']);
  });

  it('what Argo CD sorts runs by its names: an entry does not find what one behind it makes', () => {
    const result = move({
      'x.yaml': lines(
        'apiVersion: argoproj.io/v1alpha1',
        'kind: Application',
        'metadata: {name: a}',
        'spec:',
        '  source:',
        '    path: apps',
        '    kustomize:',
        '      images:',
        '      - quay.io/a/b=ghcr.io/c/d:2',
        '      - ghcr.io/c/d:9',
      ),
      'apps/pod.yaml': pod('quay.io/a/b:1', 'ghcr.io/c/d:1'),
    });
    expect(told(result)).toEqual({
      moved: ['x.yaml:9 ghcr.io/c/d:2', 'x.yaml:10 ghcr.io/c/d:9'],
      stays: ['apps/pod.yaml:6 quay.io/a/b:1 (x.yaml:9)', 'apps/pod.yaml:7 ghcr.io/c/d:1 (x.yaml:10)'],
    });
  });

  it('an image that one object fills into a patch is moved where it is set', () => {
    const patch = `patches: [{target: {kind: Pod}, patch: '[{op: add, path: /spec/image, value: "$${'{WEB}'}"}]'}]`;
    const result = move({
      'x.yaml': flux('apps', 'postBuild: {substitute: {WEB: "quay.io/a/b:1"}}'),
      'apps/kustomization.yaml': lines('resources: [pod.yaml]', patch),
      'apps/pod.yaml': pod('redis:7'),
    });
    expect(told(result).moved).toEqual(['apps/pod.yaml:6 docker.io/library/redis:7', 'x.yaml:6 quay.io/a/b:1']);
  });

  it('a tag that one object fills in is known, also where another fills in nothing at all', () => {
    const result = move({
      'x.yaml': flux('apps', 'postBuild: {substitute: {TAG: "7"}}'),
      'y.yaml': flux('apps'),
      'apps/pod.yaml': pod('redis:$' + '{TAG}'),
    });
    expect(told(result).moved).toEqual(['apps/pod.yaml:6 docker.io/library/redis:7']);
  });
});

describe('which entry finds an image', () => {
  const built = (images: string, ...all: readonly string[]): Tree => ({
    'kustomization.yaml': `resources: [pod.yaml]\nimages:\n${images}`,
    'pod.yaml': pod(...all),
  });

  it.each<[string, string, string, string]>([
    [
      'the first, by its name',
      '- {name: quay.io/a/b, newName: ghcr.io/x/y}\n- {name: "quay.io/a/b:1", newTag: "2"}\n',
      'quay.io/a/b:1',
      'kustomization.yaml:3',
    ],
    [
      'the first, by its version',
      '- {name: "quay.io/a/b:1", newName: ghcr.io/x/y}\n- {name: quay.io/a/b, newTag: "2"}\n',
      'quay.io/a/b:1',
      'kustomization.yaml:3',
    ],
    [
      'none by the beginning of its version',
      '- {name: "quay.io/a/b:1", newTag: "2"}\n- {name: quay.io/a/b, newTag: "3"}\n',
      'quay.io/a/b:12',
      'kustomization.yaml:4',
    ],
  ])('%s', (_, images, image, by) => {
    expect(told(move(built(images, image))).stays).toContain(`pod.yaml:6 ${image} (${by})`);
  });

  it('one that looks for a digest finds it', () => {
    const image = `quay.io/a/b:1@sha256:${'1'.repeat(64)}`;
    const result = move(built(`- {name: "${image}", newTag: "2"}\n`, image));
    expect(told(result).stays).toEqual([`pod.yaml:6 ${image} (kustomization.yaml:3)`]);
  });

  it('one finds by its name what a chart of the base renders', () => {
    const result = move({
      'base/kustomization.yaml':
        'helmCharts: [{name: web, valuesInline: {image: {repository: quay.io/a/b, tag: "1"}}}]\n',
      'kustomization.yaml': 'resources: [base]\nimages: [{name: quay.io/a/b, newTag: "2"}]\n',
    });
    expect(told(result).stays).toEqual([
      'base/kustomization.yaml:1 quay.io/a/b:1 (kustomization.yaml:2 finds it by this name in what the chart renders)',
    ]);
  });

  it('one that looks for a pattern may find any: all that pass it keep their names', () => {
    const result = move(built('- {name: "quay.io/.*", newTag: "2"}\n', 'quay.io/a/b:1', 'redis:7'));
    const why = 'kustomization.yaml:3 finds images by a pattern';
    expect(told(result).moved).toEqual([]);
    expect(told(result).stays).toEqual([
      expect.stringContaining('kustomization.yaml:3 quay.io/.*'),
      `pod.yaml:6 quay.io/a/b:1 (${why})`,
      `pod.yaml:7 docker.io/library/redis:7 (${why})`,
    ]);
  });

  it('one of an overlay finds two images of different versions that an entry has given one name', () => {
    const result = move({
      'base/kustomization.yaml': 'resources: [pod.yaml]\nimages: [{name: app, newName: quay.io/a/b}]\n',
      'base/pod.yaml': pod('app:1', 'app:2'),
      'kustomization.yaml': 'resources: [base]\nimages: [{name: quay.io/a/b, newName: ghcr.io/x/y}]\n',
    });
    expect(told(result).moved).toEqual(['kustomization.yaml:2 ghcr.io/x/y']);
  });

  it.each<[string, Tree]>([
    [
      'in a file',
      {
        'kustomization.yaml':
          'resources: [pod.yaml]\npatches: [{path: p.yaml}]\nimages: [{name: quay.io/a/b, newTag: "3"}]\n',
        'p.yaml': pod('quay.io/a/b:1'),
      },
    ],
    [
      'that a transformer of the base names',
      {
        'kustomization.yaml': 'resources: [base]\nimages: [{name: quay.io/a/b, newTag: "3"}]\n',
        'base/kustomization.yaml': 'resources: [../pod.yaml]\ntransformers: [t.yaml]\n',
        'base/t.yaml': transformer('path: p.yaml'),
        'base/p.yaml': pod('quay.io/a/b:1'),
      },
    ],
  ])('one finds what a patch puts %s', (_, tree) => {
    const result = move({ ...tree, 'pod.yaml': pod('redis:7') });
    expect(told(result).moved).toEqual([
      expect.stringMatching(/^kustomization\.yaml:\d quay\.io\/a\/b:3$/),
      'pod.yaml:6 docker.io/library/redis:7',
    ]);
    expect(told(result).stays).toEqual([
      expect.stringMatching(/p\.yaml:6 quay\.io\/a\/b:1 \(kustomization\.yaml:\d\)$/),
    ]);
    expectSettled(result);
  });

  it('an image that a component patches in is found in one build and deployed as it is by another', () => {
    const component = lines(
      'apiVersion: kustomize.config.k8s.io/v1alpha1',
      'kind: Component',
      'patches:',
      `- {target: {kind: Pod}, patch: '[{op: add, path: /spec/containers/-, value: {name: b, image: "quay.io/a/b:1"}}]'}`,
    );
    const result = move({
      'pod.yaml': pod('redis:7'),
      'c/kustomization.yaml': component,
      'a/kustomization.yaml':
        'namePrefix: a-\nresources: [../pod.yaml]\ncomponents: [../c]\nimages: [{name: quay.io/a/b, newTag: "3"}]\n',
      'b/kustomization.yaml': 'resources: [../pod.yaml]\ncomponents: [../c]\n',
      'kustomization.yaml': 'resources: [a, b]\n',
    });
    expect(result.after['c/kustomization.yaml']).toBe(component.replace('quay.io/a/b', NEW));
    expect(result.after['a/kustomization.yaml']).toContain(`{name: ${NEW}, newTag: "3"}`);
  });

  it('no file of another name is the kustomization of its directory', () => {
    const result = move({
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': pod('quay.io/a/b:1'),
      'base/sample.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n',
      'kustomization.yaml': 'resources: [base]\nimages: [{name: quay.io/a/b, newTag: "3"}]\n',
    });
    expect(told(result).stays).toEqual(['base/pod.yaml:6 quay.io/a/b:1 (kustomization.yaml:2)']);
  });
});

describe('what a patch in a file of its own expects to find', () => {
  const escaped = pod('quay.io/a/\\x62:1');
  const same = 'the same text also makes quay.io/a/b:1, which stays where it is';

  it.each<[string, Tree, readonly string[]]>([
    [
      'stays with what it finds',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\npatches: [{target: {kind: Pod}, path: p.yaml}]\n',
        'p.yaml': `${testing('quay.io/a/b:1')}\n`,
        'pod.yaml': escaped,
      },
      [`p.yaml:1 quay.io/a/b:1 (${same})`],
    ],
    [
      'stays where it finds nothing',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\npatches: [{target: {kind: Pod}, path: p.yaml}]\n',
        'p.yaml': `${testing('quay.io/a/b:2')}\n`,
        'pod.yaml': escaped,
      },
      ['p.yaml:1 quay.io/a/b:2 (a patch looks for it in what may not be in the tree)'],
    ],
    [
      'of a transformer stays with what it finds',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\ntransformers: [t.yaml]\n',
        't.yaml': transformer(`patch: '${testing('quay.io/a/b:1')}'`),
        'pod.yaml': escaped,
      },
      [`t.yaml:5 quay.io/a/b:1 (${same})`],
    ],
    [
      'of a transformer in the list stays with what it finds',
      {
        'kustomization.yaml': `resources: [pod.yaml]\ntransformers:\n- |\n${transformer(`patch: '${testing('quay.io/a/b:1')}'`).replaceAll(/^(?=.)/gm, '  ')}`,
        'pod.yaml': escaped,
      },
      [`kustomization.yaml:8 quay.io/a/b:1 (${same})`],
    ],
  ])('%s', (_, tree, stays) => {
    const result = move(tree);
    expect(told(result).moved).toEqual([]);
    expect(told(result).stays.filter((place) => !place.startsWith('pod.yaml'))).toEqual(stays);
  });
});

it('what an object tests stays with what it finds', () => {
  const tree = {
    'a.yaml': flux('apps', `patches: [{target: {kind: Pod}, patch: '${testing('quay.io/a/b:1')}'}]`),
    'apps/pod.yaml': pod('quay.io/a/\\x62:1'),
  };
  expect(move(tree).after).toEqual(tree);
});

describe('what a JSON patch tests, and what it finds', () => {
  const tested = (value: string, path = '/spec/containers/0/image') =>
    lines(
      'resources: [pod.yaml]',
      `patches: [{target: {kind: Pod}, patch: '[{op: test, path: ${path}, value: ${value}}]'}]`,
    );
  const withArgs = (image: string) =>
    lines(
      'apiVersion: v1',
      'kind: Pod',
      'metadata: {name: p}',
      `spec: {containers: [{name: c, image: "redis:7", args: ["--image=${image}"], env: [{name: I, value: "${image}"}]}]}`,
    );

  it.each<[string, string, string]>([
    ['move with a version that is filled in', tested('"quay.io/a/b:$(TAG)"'), pod('quay.io/a/b:$(TAG)')],
    [
      'move in a variable of a container',
      tested('"quay.io/a/b:1"', '/spec/containers/0/env/0/value'),
      withArgs('quay.io/a/b:1'),
    ],
  ])('%s', (_, kustomization, manifest) => {
    const result = move({ 'kustomization.yaml': kustomization, 'pod.yaml': manifest });
    expect(result.after['kustomization.yaml']).toBe(kustomization.replace('quay.io/a/b', NEW));
    expect(result.after['pod.yaml']).toContain(`"${NEW}:`);
    expectSettled(result);
  });

  it('stay where the patch has it with escapes', () => {
    const tree = { 'kustomization.yaml': tested('"quay.io/a/\\x62:1"'), 'pod.yaml': pod('quay.io/a/b:1') };
    const result = move(tree);
    expect(result.after).toEqual(tree);
    expect(told(result).stays).toContain('pod.yaml:6 quay.io/a/b:1 (a patch looks for it as it is)');
  });

  it('a word that is tested elsewhere is no image', () => {
    const result = move({
      'kustomization.yaml': tested('nginx', '/metadata/name'),
      'pod.yaml': pod('nginx:1'),
    });
    expect(told(result)).toEqual({ moved: ['pod.yaml:6 docker.io/library/nginx:1'], stays: [] });
  });
});

describe('what replacements leave of an image', () => {
  const config = (image: string) =>
    lines('apiVersion: v1', 'kind: ConfigMap', 'metadata: {name: c}', `data: {web: "${image}"}`);
  const replacement = (source: string, target: string, options: string) =>
    lines(`- source: {${source}}`, `  targets: [{select: {kind: Pod}, fieldPaths: [${target}], options: ${options}}]`);
  const copying = replacement('kind: ConfigMap, fieldPath: data.web', 'spec.containers.0.image', '{create: true}');
  const cutting = replacement(
    'kind: ConfigMap, fieldPath: data.web, options: {delimiter: /, index: 0}',
    'metadata.annotations.a',
    '{create: true}',
  );
  const entry = 'images: [{name: quay.io/a/b, newTag: "3"}]\n';

  it('an image that a component makes of what the kustomization generates is found', () => {
    const result = move({
      'c/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplacements:\n${copying}${entry}`,
      'kustomization.yaml':
        'resources: [pod.yaml]\ncomponents: [c]\nconfigMapGenerator: [{name: c, literals: [web=quay.io/a/b:1]}]\n',
      'pod.yaml': pod('redis:7'),
      'overlay/kustomization.yaml': `resources: [..]\n${entry}`,
    });
    expect(result.after['overlay/kustomization.yaml']).toContain(`{name: ${NEW}, newTag: "3"}`);
  });

  it('no text becomes an image where none is copied: an entry does not follow it', () => {
    const result = move({
      'other/kustomization.yaml': 'resources: [c.yaml]\nreplacements: [{path: r.yaml}]\n',
      'other/r.yaml': copying,
      'other/c.yaml': config('redis:7'),
      'base/kustomization.yaml': 'resources: [c.yaml]\n',
      'base/c.yaml': config('quay.io/a/b:1'),
      'kustomization.yaml': `resources: [base]\n${entry}`,
    });
    expect(result.after['kustomization.yaml']).toContain(`{name: quay.io/a/b, newName: ${NEW}, newTag: "3"}`);
  });

  it('of several the one that copies makes an image, and the one that cuts holds it', () => {
    const result = move({
      'base/kustomization.yaml': 'resources: [c.yaml, pod.yaml]\nreplacements: [{path: one.yaml}, {path: two.yaml}]\n',
      'base/one.yaml': replacement(
        'kind: Pod, fieldPath: spec.containers.0.image, options: {delimiter: /, index: 0}',
        'metadata.annotations.a',
        '{create: true}',
      ),
      'base/two.yaml': copying,
      'base/c.yaml': config('quay.io/a/b:1'),
      'base/pod.yaml': pod('redis:7'),
      'kustomization.yaml': `resources: [base]\n${entry}`,
    });
    expect(told(result).stays).toEqual([
      'base/pod.yaml:6 docker.io/library/redis:7 (base/one.yaml:1 replaces or takes a part of it by its place)',
    ]);
    expect(result.after['kustomization.yaml']).toContain(`{name: ${NEW}, newTag: "3"}`);
  });

  it('both of two documents of one file count', () => {
    const replacing = (text: string) =>
      lines(
        'apiVersion: builtin',
        'kind: ReplacementTransformer',
        'metadata: {name: t}',
        'replacements:',
        text.trimEnd(),
      );
    const result = move({
      'kustomization.yaml': 'resources: [c.yaml]\ntransformers: [t.yaml]\n',
      't.yaml': `${replacing(cutting)}---\n${replacing(copying)}`,
      'c.yaml': config('quay.io/a/b:1'),
    });
    expect(told(result).stays).toEqual([
      'c.yaml:4 quay.io/a/b:1 (t.yaml:5 replaces or takes a part of it by its place)',
    ]);
  });

  it('of a text in a patch a part is counted, too', () => {
    const patch = '{target: {kind: ConfigMap}, patch: \'[{op: replace, path: /data/image, value: "quay.io/a/b:1"}]\'}';
    const result = move({
      'kustomization.yaml': lines('resources: [c.yaml]', `patches: [${patch}]`, 'replacements: [{path: r.yaml}]'),
      'r.yaml': cutting,
      'c.yaml': config('x'),
    });
    expect(told(result).stays).toEqual([
      'kustomization.yaml:2 quay.io/a/b:1 (r.yaml:1 replaces or takes a part of it by its place)',
    ]);
  });
});
