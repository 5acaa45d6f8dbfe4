import { describe, expect, it } from 'vitest';
import { flux, lines, pod } from './manifests.ts';
import { expectSettled, move, type Tree, told } from './move.ts';

function argo(path: string, ...images: readonly string[]): string {
  return lines(
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Application',
    'metadata: {name: a}',
    'spec:',
    '  source:',
    '    repoURL: https://example.org/this.git',
    `    path: ${path}`,
    '    kustomize:',
    `      images: [${images.map((image) => `"${image}"`).join(', ')}]`,
  );
}

const VARIABLE = (name: string) => `$\{${name}}`;

describe('overrides of one family', () => {
  const pinned: readonly (readonly [string, Tree, string, readonly string[]])[] = [
    [
      'Flux, of a directory with a kustomization',
      {
        'clusters/a.yaml': flux('./apps', 'images: [{name: ghcr.io/acme/api, newTag: "2"}]'),
        'apps/kustomization.yaml': 'resources: [pod.yaml]\n',
        'apps/pod.yaml': pod('ghcr.io/acme/api:1'),
      },
      'clusters/a.yaml:6 ghcr.io/acme/api:2',
      ['apps/pod.yaml:6 ghcr.io/acme/api:1 (clusters/a.yaml:6)'],
    ],
    [
      'Flux, of a directory without one, by a word alone',
      { 'a.yaml': flux('/apps/', 'images: [{name: api, newTag: "2"}]'), 'apps/sub/pod.yaml': pod('api:1') },
      'a.yaml:6 docker.io/library/api:2',
      ['apps/sub/pod.yaml:6 docker.io/library/api:1 (a.yaml:6)'],
    ],
    [
      'Argo CD, by a digest',
      { 'a.yaml': argo('apps', `quay.io/acme/api@sha256:${'1'.repeat(64)}`), 'apps/pod.yaml': pod('quay.io/acme/api') },
      `a.yaml:9 quay.io/acme/api@sha256:${'1'.repeat(64)}`,
      ['apps/pod.yaml:6 quay.io/acme/api (a.yaml:9)'],
    ],
    [
      'Argo CD, by another name',
      { 'a.yaml': argo('apps', 'api=quay.io/acme/api:2'), 'apps/pod.yaml': pod('api') },
      'a.yaml:9 quay.io/acme/api:2',
      ['apps/pod.yaml:6 docker.io/library/api (a.yaml:9)'],
    ],
    [
      'a transformer in a directory',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\ntransformers: [t]\n',
        't/kustomization.yaml': 'resources: [t.yaml]\n',
        't/t.yaml':
          'apiVersion: builtin\nkind: ImageTagTransformer\nimageTag: {name: api, newName: quay.io/acme/api}\n',
        'pod.yaml': pod('api:1'),
      },
      't/t.yaml:3 quay.io/acme/api:1',
      ['pod.yaml:6 docker.io/library/api:1 (t/t.yaml:3)'],
    ],
    [
      'a name that is looked for with its version',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\nimages: [{name: "quay.io/acme/api:1", newTag: "2"}]\n',
        'pod.yaml': pod('quay.io/acme/api:1'),
      },
      'kustomization.yaml:2 quay.io/acme/api:2',
      ['pod.yaml:6 quay.io/acme/api:1 (kustomization.yaml:2)'],
    ],
    [
      'a name that is looked for with its tag, of an image with a digest',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\nimages: [{name: "quay.io/acme/api:1", newTag: "2"}]\n',
        'pod.yaml': pod(`quay.io/acme/api:1@sha256:${'1'.repeat(64)}`),
      },
      'kustomization.yaml:2 quay.io/acme/api:2',
      [`pod.yaml:6 quay.io/acme/api:1@sha256:${'1'.repeat(64)} (kustomization.yaml:2)`],
    ],
  ];

  it.each(pinned)('%s: the override moves, goes on matching, and decides', (_name, tree, moved, stays) => {
    const result = move(tree);
    expect(told(result)).toEqual({ moved: [moved], stays });
    expect(result.rewrite.edits).toHaveLength(1);
    const again = expectSettled(result);
    expect(again.uses.filter(({ overriddenBy }) => overriddenBy === undefined)).toHaveLength(1);
  });

  it('what an object builds that is not in the tree is not known: its override keeps the name it looks for', () => {
    const tree = {
      'a.yaml': flux('./elsewhere', 'images: [{name: quay.io/acme/api, newTag: "2"}, {name: api, newTag: "3"}]'),
      'pod.yaml': pod('quay.io/acme/api:1'),
    };
    const result = move(tree);
    expect(told(result).moved).toEqual(['a.yaml:6 quay.io/acme/api:2', 'pod.yaml:6 quay.io/acme/api:1']);
    expect(result.after['a.yaml']).toContain(
      '{name: quay.io/acme/api, newName: contoso.azurecr.io/quay.io/acme/api, newTag: "2"}',
    );
  });

  it('where one cluster overrides and another does not, both are written or neither', () => {
    const tree = {
      'one.yaml': flux('./apps', 'images: [{name: quay.io/acme/api, newTag: "2"}]'),
      'two.yaml': flux('./apps'),
      'apps/pod.yaml': pod('quay.io/acme/api:1'),
    };
    const { after, rewrite } = move(tree);
    expect(rewrite.unwritten).toEqual([]);
    expect(after['one.yaml']).toContain('{name: contoso.azurecr.io/quay.io/acme/api, newTag: "2"}');
    expect(after['apps/pod.yaml']).toContain('contoso.azurecr.io/quay.io/acme/api:1');
    // Whoever commits one of the two would sever the pin: they are edits of one use.
    expect(rewrite.rewritten.map(({ edits }) => new Set(edits.map(({ file }) => file)).size).toSorted()).toEqual([
      1, 2,
    ]);
  });

  it('an object writes its entries into the kustomization: one takes the place of another of its name', () => {
    const tree = {
      'a.yaml': argo('apps', 'quay.io/a/b=ghcr.io/acme/b:2'),
      'apps/kustomization.yaml': lines('resources: [../base]', 'images: [{name: quay.io/a/b, newName: ghcr.io/x/y}]'),
      'other/kustomization.yaml': 'resources: [../base]\n',
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': pod('quay.io/a/b:1'),
    };
    const result = move(tree);
    expect(result.after['base/pod.yaml']).toContain('"contoso.azurecr.io/quay.io/a/b:1"');
    expect(result.after['a.yaml']).toContain('"contoso.azurecr.io/quay.io/a/b=contoso.azurecr.io/ghcr.io/acme/b:2"');
    expectSettled(result);
  });

  it('a directory that an object builds with more builds what it built by itself, too', () => {
    const result = move({
      'a.yaml': flux('apps', 'images: [{name: quay.io/a/b}]'),
      'apps/kustomization.yaml': lines('resources: [../base]', 'images: [{name: quay.io/a/b, newTag: "7"}]'),
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': pod('quay.io/a/b:1'),
      'plain/kustomization.yaml': 'resources: [../base]\n',
    });
    expect(result.after['base/pod.yaml']).toContain('contoso.azurecr.io/quay.io/a/b:1');
    expect(result.after['apps/kustomization.yaml']).toContain('{name: contoso.azurecr.io/quay.io/a/b, newTag: "7"}');
    expectSettled(result);
  });

  it('of one name Flux takes the place of the first, and Argo CD keeps the last', () => {
    const list = 'images: [{name: quay.io/a/b, newTag: "3"}, {name: quay.io/a/b, newName: ghcr.io/x/y}]';
    const apps = {
      'apps/kustomization.yaml': lines('resources: [pod.yaml]', list),
      'apps/pod.yaml': pod('quay.io/a/b:1'),
    };
    const one = move({ ...apps, 'a.yaml': flux('apps', 'images: [{name: quay.io/a/b}]') });
    expect(told(one)).toEqual({
      moved: ['apps/kustomization.yaml:2 ghcr.io/x/y:1'],
      stays: [
        'a.yaml:6 quay.io/a/b:1 (apps/kustomization.yaml:2)',
        'apps/kustomization.yaml:2 quay.io/a/b:3 (apps/kustomization.yaml:2)',
        'apps/pod.yaml:6 quay.io/a/b:1 (a.yaml:6)',
      ],
    });
    const other = move({ ...apps, 'a.yaml': argo('apps', 'quay.io/c/d:2') });
    expect(told(other).moved).toContain('apps/kustomization.yaml:2 ghcr.io/x/y:1');
    expectSettled(one);
    expectSettled(other);
    const twice = move({
      ...apps,
      'a.yaml': flux('apps', 'images: [{name: ghcr.io/x/y, newTag: "4"}, {name: ghcr.io/x/y, newTag: "5"}]'),
    });
    expect(told(twice).stays).toContain('apps/kustomization.yaml:2 ghcr.io/x/y:3 (a.yaml:6)');
    expect(told(twice).moved).toContain('a.yaml:6 ghcr.io/x/y:5');
    expectSettled(twice);
  });

  it('a list that Argo CD sorts gets no entry that has to stand before another', () => {
    const tree = {
      'a.yaml': argo('apps', 'quay.io/c/d:2'),
      'apps/kustomization.yaml': lines(
        'resources: [../base, "https://example.org/a?ref=1"]',
        'images: [{name: quay.io/a/b, newTag: "3"}]',
      ),
      'other/kustomization.yaml': 'resources: [../base]\n',
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': pod('quay.io/a/b:1'),
    };
    expect(told(move(tree))).toEqual({
      moved: ['a.yaml:9 quay.io/c/d:2', 'apps/kustomization.yaml:2 quay.io/a/b:3'],
      stays: [
        'base/pod.yaml:6 quay.io/a/b:1 (apps/kustomization.yaml:2 finds it by this name, in a list that Argo CD sorts)',
      ],
    });
  });

  it.each<[string, string]>([
    ['what one makes is looked for by another', '{name: ghcr.io/x/y, newName: redis, newTag: "8"}'],
    ['another makes what one looks for', '{name: ghcr.io/c/d, newName: quay.io/a/b}'],
    ['one is looked for with a version, too', '{name: "quay.io/a/b:1", newTag: "9"}'],
  ])('in a sorted list none gets another name, and by it another place, where %s', (_, other) => {
    const result = move({
      'a.yaml': argo('apps', 'quay.io/a/b=ghcr.io/x/y:8'),
      'apps/kustomization.yaml': lines('resources: [../base]', `images: [${other}]`),
      'plain/kustomization.yaml': 'resources: [../base]\n',
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': pod('quay.io/a/b:1'),
    });
    expect(told(result).stays.filter((place) => place.startsWith('base/'))).toEqual([
      expect.stringMatching(/^base\/pod\.yaml:6 quay\.io\/a\/b:1 \(.* in a list that Argo CD sorts\)$/),
    ]);
    expect(result.after['a.yaml']).toContain('"quay.io/a/b=');
    expectSettled(result);
  });

  describe('where overrides hang together through the images that they share', () => {
    // `plain` overrides nothing, `two` overrides both images, `three` the second: the first moves only with all of them.
    const tree = (unseen: string): Tree => ({
      'plain/kustomization.yaml': 'resources: [../first]\n',
      'two/kustomization.yaml': `resources: [../first, ../second]\nimages: [{name: quay.io/a/b, newTag: "2"}]\n`,
      'three/kustomization.yaml': `resources: [../second${unseen}]\nimages: [{name: quay.io/a/b, newTag: "3"}]\n`,
      'first/kustomization.yaml': 'resources: [pod.yaml]\n',
      'first/pod.yaml': pod('quay.io/a/b:1'),
      'second/kustomization.yaml': 'resources: [pod.yaml]\n',
      'second/pod.yaml': pod('quay.io/a/b:1'),
    });
    const MOVED = 'contoso.azurecr.io/quay.io/a/b';

    it('all of them move together', () => {
      const { after, rewrite } = move(tree(''));
      expect(rewrite.unwritten).toEqual([]);
      expect(after['first/pod.yaml']).toContain(`image: "${MOVED}:1"`);
      expect(after['second/pod.yaml']).toContain(`image: "${MOVED}:1"`);
      expect(after['two/kustomization.yaml']).toContain(`{name: ${MOVED}, newTag: "2"}`);
      expect(after['three/kustomization.yaml']).toContain(`{name: ${MOVED}, newTag: "3"}`);
    });

    it('one that may find images elsewhere by the name goes on looking for the old one', () => {
      const { after, rewrite } = move(tree(', https://example.org/a?ref=1'));
      expect(rewrite.unwritten).toEqual([]);
      expect(after['first/pod.yaml']).toContain(`image: "${MOVED}:1"`);
      expect(after['second/pod.yaml']).toContain(`image: "${MOVED}:1"`);
      expect(after['two/kustomization.yaml']).toContain(`[{name: ${MOVED}, newTag: "2"}]`);
      expect(after['three/kustomization.yaml']).toContain(
        `[{name: ${MOVED}, newName: quay.io/a/b}, {name: quay.io/a/b, newName: ${MOVED}, newTag: "3"}]`,
      );
    });
  });

  it('an image of which a replacement puts a part between slashes is left alone: a registry before it would shift them', () => {
    const replacement = (delimiter: string) =>
      lines(
        'resources: [pod.yaml]',
        'replacements:',
        '- source: {kind: ConfigMap, name: c, fieldPath: data.registry}',
        '  targets:',
        '  - select: {kind: Pod}',
        '    fieldPaths: [spec.containers.*.image]',
        `    options: {delimiter: "${delimiter}", index: 0}`,
      );
    const cut = move({ 'kustomization.yaml': replacement('/'), 'pod.yaml': pod('quay.io/acme/api:1') });
    expect(told(cut)).toEqual({
      moved: [],
      stays: ['pod.yaml:6 quay.io/acme/api:1 (kustomization.yaml:5 replaces or takes a part of it by its place)'],
    });
    const tag = move({ 'kustomization.yaml': replacement(':'), 'pod.yaml': pod('quay.io/acme/api:1') });
    expect(told(tag).moved).toEqual(['pod.yaml:6 quay.io/acme/api:1']);
  });

  it('variables of Flux are filled in: an image where it is set, a tag that all clusters set alike', () => {
    const image = 'WEB: quay.io/acme/web:1';
    const apps = { 'apps/pod.yaml': pod(VARIABLE('WEB'), `redis:${VARIABLE('TAG')}`, `nginx:${VARIABLE('NONE')}`) };
    const one = { ...apps, 'one.yaml': flux('apps', `postBuild: {substitute: {${image}, TAG: "7", UNUSED: a/b:1}}`) };
    const result = move(one);
    expect(told(result)).toEqual({
      moved: [
        'apps/pod.yaml:7 docker.io/library/redis:7',
        'apps/pod.yaml:8 docker.io/library/nginx (tag unknown)',
        'one.yaml:6 quay.io/acme/web:1',
      ],
      stays: [`apps/pod.yaml:6 ${VARIABLE('WEB')} (it is set at one.yaml:6)`],
    });
    expectSettled(result);
    const two = { ...one, 'two.yaml': flux('apps', 'postBuild: {substitute: {TAG: "8"}}') };
    expect(told(move(two)).moved).toContain('apps/pod.yaml:7 docker.io/library/redis (tag unknown)');
  });

  it('parameters of Argo CD are told with what stands beside them, and not without a registry', () => {
    const parameters = [
      ['web.image.registry', 'quay.io'],
      ['web.image.repository', 'acme/web'],
      ['web.image.digest', `sha256:${'2'.repeat(64)}`],
      ['job.image.repository', 'acme/unknown'],
      ['jobImage.repository', 'ghcr.io/acme/job'],
      ['jobImage.tag', '{{ tag }}'],
      ['pushImage', 'acme/made:1'],
    ].map(([name, value]) => `      - {name: ${name}, value: "${value}"}`);
    const tree = {
      'a.yaml': lines(
        'apiVersion: argoproj.io/v1alpha1',
        'kind: Application',
        'spec:',
        '  source:',
        '    helm:',
        '      parameters:',
        ...parameters,
      ),
    };
    const result = move(tree);
    expect(told(result)).toEqual({
      moved: [`a.yaml:8 quay.io/acme/web@sha256:${'2'.repeat(64)}`, 'a.yaml:11 ghcr.io/acme/job (tag unknown)'],
      stays: [],
    });
    expectSettled(result);
  });
});

/** A release of Flux whose post-renderer overrides images of what its chart renders. */
function release(chart: string, values: string, images: string): string {
  return lines(
    'apiVersion: helm.toolkit.fluxcd.io/v2',
    'kind: HelmRelease',
    'metadata: {name: web}',
    'spec:',
    `  chart: {spec: {chart: ${chart}, sourceRef: {kind: GitRepository, name: this}}}`,
    `  values: ${values}`,
    `  postRenderers: [{kustomize: {images: ${images}}}]`,
  );
}

describe('overrides of what a chart renders', () => {
  const chart: Tree = {
    'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'charts/web/values.yaml': 'image: {repository: quay.io/acme/web, tag: "1"}\n',
    'charts/web/templates/pod.yaml': lines(
      'apiVersion: v1',
      'kind: Pod',
      'metadata: {name: p}',
      'spec:',
      '  containers:',
      '  - name: a',
      '    image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"',
      '  - name: b',
      '    image: "busybox:1.35"',
      '  - name: c',
      '    image: "redis:7"',
    ),
  };

  it.each<[string, Tree, readonly string[], readonly string[]]>([
    [
      'by the values of the release itself',
      {
        'a.yaml': release(
          'web',
          '{image: {repository: quay.io/acme/web, tag: "1.25"}}',
          '[{name: quay.io/acme/web, newTag: "1.27"}]',
        ),
      },
      ['a.yaml:7 quay.io/acme/web:1.27'],
      ['a.yaml:6 quay.io/acme/web:1.25 (a.yaml:7 finds it by this name in what the chart renders)'],
    ],
    [
      'by a chart of the tree, in its values and in its templates',
      {
        ...chart,
        'a.yaml': release(
          './charts/web',
          '{}',
          '[{name: quay.io/acme/web, newTag: "2"}, {name: busybox, newName: quay.io/acme/busybox, newTag: "3"}]',
        ),
      },
      [
        'a.yaml:7 quay.io/acme/web:2',
        'a.yaml:7 quay.io/acme/busybox:3',
        'charts/web/templates/pod.yaml:11 docker.io/library/redis:7',
      ],
      [
        'charts/web/templates/pod.yaml:9 docker.io/library/busybox:1.35 (a.yaml:7 finds it by this name in what the chart renders)',
        'charts/web/values.yaml:1 quay.io/acme/web:1 (a.yaml:7 finds it by this name in what the chart renders)',
      ],
    ],
    [
      'by a word that is the name of nothing else',
      { 'a.yaml': release('web', '{}', '[{name: api, newTag: "2"}, {name: api, newName: quay.io/acme/api}]') },
      ['a.yaml:7 quay.io/acme/api'],
      [],
    ],
    [
      'by the values that a kustomization gives to a chart',
      {
        'kustomization.yaml': lines(
          'helmCharts:',
          '- name: web',
          '  valuesInline: {image: {repository: quay.io/acme/web, tag: "1"}}',
          'images: [{name: quay.io/acme/web, newTag: "2"}]',
        ),
      },
      ['kustomization.yaml:4 quay.io/acme/web:2'],
      [
        'kustomization.yaml:3 quay.io/acme/web:1 (kustomization.yaml:4 finds it by this name in what the chart renders)',
      ],
    ],
    [
      'by a chart of the tree that a kustomization inflates',
      {
        ...chart,
        'kustomization.yaml': lines(
          'helmGlobals: {chartHome: charts}',
          'helmCharts: [{name: web}]',
          'images: [{name: quay.io/acme/web, newTag: "2"}]',
        ),
      },
      [
        'charts/web/templates/pod.yaml:9 docker.io/library/busybox:1.35',
        'charts/web/templates/pod.yaml:11 docker.io/library/redis:7',
        'kustomization.yaml:3 quay.io/acme/web:2',
      ],
      [
        'charts/web/values.yaml:1 quay.io/acme/web:1 (kustomization.yaml:3 finds it by this name in what the chart renders)',
      ],
    ],
  ])('%s: the override moves, and what it finds keeps its name', (_name, tree, moved, stays) => {
    const result = move(tree);
    expect(told(result).moved).toEqual(moved);
    expect(told(result).stays.filter((place) => place.includes('finds it'))).toEqual(stays);
    expectSettled(result);
  });
});

describe('entries whose fields stand elsewhere or in another spelling', () => {
  const kustomization = (...images: readonly string[]) =>
    lines('x: [&name quay.io/acme/api, &tag "2"]', 'resources: [pod.yaml]', `images: [${images.join(', ')}]`);

  it.each<[string, string, readonly string[]]>([
    ['a name at an anchor', '{name: *name, newTag: "2"}', []],
    ['a name with escapes', '{name: "quay.io/\\x61cme/api", newTag: "2"}', []],
    ['a tag at an anchor', '{name: quay.io/acme/api, newTag: *tag}', ['kustomization.yaml:3 quay.io/acme/api:2']],
    [
      'a name at an anchor, and a new one that is written',
      '{name: *name, newName: ghcr.io/acme/api, newTag: *tag}',
      ['kustomization.yaml:3 ghcr.io/acme/api:2'],
    ],
    ['a name at an anchor, and a digest', `{name: *name, digest: sha256:${'1'.repeat(64)}}`, []],
    ['a new name at an anchor', '{name: api, newName: *name, newTag: "2"}', []],
  ])('%s: what they match keeps its name', (_, entry, moved) => {
    const name = entry.startsWith('{name: api') ? 'api' : 'quay.io/acme/api';
    const result = move({ 'kustomization.yaml': kustomization(entry), 'pod.yaml': pod(`${name}:1`) });
    expect(told(result).moved).toEqual(moved);
    expect(result.after['pod.yaml']).toBe(pod(`${name}:1`));
    expectSettled(result);
  });

  it('and gets it back where another build has it, too', () => {
    const tree = {
      'one/kustomization.yaml':
        'x: &name quay.io/acme/api\nresources: [../base]\nimages: [{name: *name, newTag: "2"}]\n',
      'two/kustomization.yaml': 'resources: [../base]\n',
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': pod('quay.io/acme/api:1'),
    };
    const { after } = move(tree);
    expect(after['base/pod.yaml']).toContain('contoso.azurecr.io/quay.io/acme/api:1');
    expect(after['one/kustomization.yaml']).toContain(
      '[{name: contoso.azurecr.io/quay.io/acme/api, newName: quay.io/acme/api}, {name: *name, newTag: "2"}]',
    );
  });
});

describe('replacements', () => {
  const pods = pod('quay.io/acme/api:1');
  const from = (options: string) => `{kind: Pod, fieldPath: spec.containers.0.image, options: ${options}}`;
  const replacement = (source: string, options: string) =>
    lines(
      `- source: ${source}`,
      '  targets:',
      '  - select: {kind: Pod}',
      '    fieldPaths: [spec.containers.0.image]',
      `    options: ${options}`,
    );
  const config = '{kind: ConfigMap, name: c, fieldPath: data.x}';
  const indented = (text: string) => text.replaceAll(/^/gm, '  ').trimEnd();

  it.each<[string, Tree, string | undefined]>([
    [
      'inline, between slashes',
      {
        'kustomization.yaml': `resources: [pod.yaml]\nreplacements:\n${replacement(config, '{delimiter: /, index: 1}')}`,
      },
      'kustomization.yaml:5',
    ],
    [
      'from a file, between slashes',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\nreplacements: [{path: r.yaml}]\n',
        'r.yaml': replacement(config, '{delimiter: /, index: 1}'),
      },
      'r.yaml:3',
    ],
    [
      'from a file with one alone',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\nreplacements:\n- path: r.yaml\n',
        'r.yaml': `source: ${config}\ntargets:\n- select: {kind: Pod}\n  fieldPaths: ["spec.containers.[name=c0].image"]\n  options: {delimiter: "/"}\n`,
      },
      'r.yaml:3',
    ],
    [
      'that take a part between slashes',
      {
        'kustomization.yaml': `resources: [pod.yaml]\nreplacements:\n${replacement(from('{delimiter: "/", index: 1}'), '{create: true}')}`,
      },
      'kustomization.yaml:3',
    ],
    [
      'that count dots',
      {
        'kustomization.yaml': `resources: [pod.yaml]\nreplacements:\n${replacement(config, '{delimiter: ".", index: 0}')}`,
      },
      'kustomization.yaml:5',
    ],
    [
      'of a component',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\ncomponents: [c]\n',
        'c/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplacements: [{path: r.yaml}]\n',
        'c/r.yaml': replacement(config, '{delimiter: /, index: 1}'),
      },
      'c/r.yaml:3',
    ],
    [
      'of the tag',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\nreplacements: [{path: r.yaml}]\n',
        'r.yaml': replacement(config, '{delimiter: ":", index: 1}'),
      },
      undefined,
    ],
    [
      'that take the tag',
      {
        'kustomization.yaml': `resources: [pod.yaml]\nreplacements:\n${indented(replacement(from('{delimiter: ":", index: 1}'), '{create: true}'))}\n`,
      },
      undefined,
    ],
  ])('%s', (_name, tree, place) => {
    const result = move({ ...tree, 'pod.yaml': pods });
    const image = 'pod.yaml:6 quay.io/acme/api:1';
    expect(told(result)).toEqual(
      place === undefined
        ? { moved: [image], stays: [] }
        : { moved: [], stays: [`${image} (${place} replaces or takes a part of it by its place)`] },
    );
  });
});

describe('what a JSON patch expects to find', () => {
  const test = (image: string) => `[{op: test, path: /spec/containers/0/image, value: "${image}"}]`;
  const patched = (image: string, ...rest: readonly string[]) =>
    lines('resources: [pod.yaml]', `patches: [{target: {kind: Pod}, patch: '${test(image)}'}]`, ...rest);
  const MOVED = 'contoso.azurecr.io/quay.io/a/b';

  it.each<[string, Tree, readonly string[], readonly string[]]>([
    [
      'moves with it',
      { 'kustomization.yaml': patched('quay.io/a/b:1'), 'pod.yaml': pod('quay.io/a/b:1') },
      ['kustomization.yaml:2 quay.io/a/b:1', 'pod.yaml:6 quay.io/a/b:1'],
      [],
    ],
    [
      'moves with it from a file of its own',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\npatches: [{target: {kind: Pod}, path: p.yaml}]\n',
        'p.yaml': `${test('quay.io/a/b:1')}\n`,
        'pod.yaml': pod('quay.io/a/b:1'),
      },
      ['p.yaml:1 quay.io/a/b:1', 'pod.yaml:6 quay.io/a/b:1'],
      [],
    ],
    [
      'stays with it',
      {
        'kustomization.yaml': patched('quay.io/a/b:1', 'images: [{name: quay.io/a/b, newTag: "2"}]'),
        'pod.yaml': pod('quay.io/a/b:1'),
      },
      ['kustomization.yaml:3 quay.io/a/b:2'],
      [
        'kustomization.yaml:2 quay.io/a/b:1 (the same text also makes quay.io/a/b:1, which stays where it is)',
        'pod.yaml:6 quay.io/a/b:1 (kustomization.yaml:3)',
      ],
    ],
    [
      'stays, and what it finds with it, where that may also be elsewhere',
      {
        'kustomization.yaml': patched('quay.io/a/b:1').replace('pod.yaml', 'pod.yaml, "https://example.org/a?ref=1"'),
        'pod.yaml': pod('quay.io/a/b:1'),
      },
      [],
      [
        'kustomization.yaml:2 quay.io/a/b:1 (a patch looks for it in what may not be in the tree)',
        'pod.yaml:6 quay.io/a/b:1 (the same text also makes quay.io/a/b:1, which stays where it is)',
      ],
    ],
    [
      'stays where it finds nothing',
      { 'kustomization.yaml': patched('quay.io/a/b:2'), 'pod.yaml': pod('quay.io/a/b:1') },
      ['pod.yaml:6 quay.io/a/b:1'],
      ['kustomization.yaml:2 quay.io/a/b:2 (a patch looks for it in what may not be in the tree)'],
    ],
    [
      'stays with what is written so that it can not be edited',
      { 'kustomization.yaml': patched('quay.io/a/b:1'), 'pod.yaml': pod('quay.io/a/\\x62:1') },
      [],
      [
        'kustomization.yaml:2 quay.io/a/b:1 (the same text also makes quay.io/a/b:1, which stays where it is)',
        expect.stringContaining('pod.yaml:6 quay.io/a/b:1 ('),
      ],
    ],
    [
      'is what an entry of what it patches has made',
      {
        'base/kustomization.yaml': 'resources: [pod.yaml]\nimages: [{name: api, newName: quay.io/a/b}]\n',
        'base/pod.yaml': pod('api:1'),
        'kustomization.yaml': patched('quay.io/a/b:1').replace('pod.yaml', 'base'),
      },
      ['base/kustomization.yaml:2 quay.io/a/b:1', 'kustomization.yaml:2 quay.io/a/b:1'],
      ['base/pod.yaml:6 docker.io/library/api:1 (base/kustomization.yaml:2)'],
    ],
    [
      'of Flux moves with what it builds',
      {
        'a.yaml': flux('apps', `patches: [{target: {kind: Pod}, patch: '${test('quay.io/a/b:1')}'}]`),
        'apps/pod.yaml': pod('quay.io/a/b:1'),
      },
      ['a.yaml:6 quay.io/a/b:1', 'apps/pod.yaml:6 quay.io/a/b:1'],
      [],
    ],
    [
      'of a transformer is found once the entries have run',
      {
        'kustomization.yaml': lines(
          'resources: [pod.yaml]',
          'images: [{name: api, newName: quay.io/a/b}]',
          'transformers: [t.yaml]',
        ),
        't.yaml': `apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: t}\ntarget: {kind: Pod}\npatch: '${test('quay.io/a/b:1')}'\n`,
        'pod.yaml': pod('api:1'),
      },
      ['kustomization.yaml:2 quay.io/a/b:1', 't.yaml:5 quay.io/a/b:1'],
      ['pod.yaml:6 docker.io/library/api:1 (kustomization.yaml:2)'],
    ],
    [
      'stays where a chart is rendered beside it',
      {
        'kustomization.yaml': patched('quay.io/a/b:1', 'helmCharts: [{name: web}]'),
        'pod.yaml': pod('quay.io/a/b:1'),
      },
      [],
      [
        'kustomization.yaml:2 quay.io/a/b:1 (a patch looks for it in what may not be in the tree)',
        'pod.yaml:6 quay.io/a/b:1 (the same text also makes quay.io/a/b:1, which stays where it is)',
      ],
    ],
    [
      'of a transformer in a folder, from the file that it names, is found by its version, too',
      {
        'kustomization.yaml': 'resources: [pod.yaml]\ntransformers: [t]\n',
        't/kustomization.yaml': 'resources: [t.yaml]\n',
        't/t.yaml':
          'apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: t}\ntarget: {kind: Pod}\npath: p.yaml\n',
        'p.yaml': `${test('quay.io/a/b:1')}\n`,
        'pod.yaml': pod('quay.io/a/b:1', 'quay.io/a/b:2'),
      },
      ['p.yaml:1 quay.io/a/b:1', 'pod.yaml:6 quay.io/a/b:1', 'pod.yaml:7 quay.io/a/b:2'],
      [],
    ],
    [
      'of a release is in what its chart renders',
      {
        'a.yaml': release('web', '{}', '[]').replace(
          '{images: []}',
          `{patches: [{patch: '${test('quay.io/a/b:1')}'}]}`,
        ),
      },
      [],
      ['a.yaml:7 quay.io/a/b:1 (a patch looks for it in what may not be in the tree)'],
    ],
  ])('%s', (_, tree, moved, stays) => {
    const result = move(tree);
    expect(told(result)).toEqual({ moved, stays });
    expectSettled(result);
    for (const [path, text] of Object.entries(result.after))
      if (moved.some((place) => place.startsWith(`${path}:`))) expect(text).toContain(MOVED);
  });
});

describe('transformers that patch', () => {
  const patch =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c0, image: "quay.io/a/b:1"}]}\n';
  const json = '[{op: replace, path: /spec/containers/0/image, value: "quay.io/a/b:1"}]\n';
  const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '  ');
  const transformer = (kind: string, field: string) =>
    `apiVersion: builtin\nkind: ${kind}\nmetadata: {name: t}\ntarget: {kind: Pod}\n${field}`;
  const overlay = (transformers: string) =>
    `resources: [pod.yaml]\nimages: [{name: quay.io/a/b, newTag: "3"}]\ntransformers:\n${transformers}`;
  const inline = (text: string) => `- |\n${indented(text)}`;

  it.each<[string, string, string]>([
    ['one', transformer('PatchTransformer', `patch: |\n${indented(patch)}`), '8'],
    ['by a JSON patch', transformer('PatchTransformer', `patch: |\n${indented(json)}`), '6'],
    ['several', transformer('PatchStrategicMergeTransformer', `patches: |\n${indented(patch)}`), '9'],
    ['by JSON', transformer('PatchJson6902Transformer', `jsonOp: |\n${indented(json)}`), '6'],
  ])('%s: their images come after the entries, which do not find them', (_, text) => {
    const tree = { 'pod.yaml': pod('redis:7') };
    const file = move({ ...tree, 'kustomization.yaml': overlay('- t.yaml\n'), 't.yaml': text });
    expect(file.after['t.yaml']).toContain('contoso.azurecr.io/quay.io/a/b:1');
    expectSettled(file);
    const own = move({ ...tree, 'kustomization.yaml': overlay(inline(text)) });
    expect(own.after['kustomization.yaml']).toContain('contoso.azurecr.io/quay.io/a/b:1');
    expectSettled(own);
  });

  it.each(['path: patch.yaml', 'paths: [patch.yaml]'])('%s names the file of one', (field) => {
    const kind = field.startsWith('paths') ? 'PatchStrategicMergeTransformer' : 'PatchTransformer';
    const result = move({
      'kustomization.yaml': overlay('- t.yaml\n'),
      't.yaml': transformer(kind, `${field}\n`),
      'patch.yaml': patch,
      'pod.yaml': pod('redis:7'),
    });
    expect(result.after['patch.yaml']).toContain('contoso.azurecr.io/quay.io/a/b:1');
  });

  it('an overlay finds what they put', () => {
    const tree = {
      'base/kustomization.yaml': `resources: [pod.yaml]\ntransformers:\n${inline(transformer('PatchTransformer', `patch: |\n${indented(patch)}`))}`,
      'base/pod.yaml': pod('redis:7'),
      'kustomization.yaml': 'resources: [base]\nimages: [{name: quay.io/a/b, newTag: "3"}]\n',
    };
    const result = move(tree);
    expect(told(result).stays).toEqual(['base/kustomization.yaml:12 quay.io/a/b:1 (kustomization.yaml:2)']);
    expectSettled(result);
  });

  it('may replace, too, what is counted of an image', () => {
    const result = move({
      'kustomization.yaml': 'resources: [pod.yaml]\ntransformers: [t.yaml]\n',
      't.yaml': lines(
        'apiVersion: builtin',
        'kind: ReplacementTransformer',
        'metadata: {name: t}',
        'replacements:',
        '- source: {kind: Pod, fieldPath: spec.containers.0.image, options: {delimiter: /, index: 0}}',
        '  targets: [{select: {kind: Pod}, fieldPaths: [metadata.annotations.registry]}]',
      ),
      'pod.yaml': pod('quay.io/a/b:1'),
    });
    expect(told(result).stays).toEqual([
      'pod.yaml:6 quay.io/a/b:1 (t.yaml:5 replaces or takes a part of it by its place)',
    ]);
  });
});

describe('images that replacements make of texts', () => {
  const config = (image: string) =>
    lines('apiVersion: v1', 'kind: ConfigMap', 'metadata: {name: c}', `data: {web: "${image}"}`);
  const copying = (options: string) =>
    lines(
      'resources: [c.yaml, pod.yaml]',
      'replacements:',
      `- source: {kind: ConfigMap, fieldPath: data.web${options}}`,
      '  targets: [{select: {kind: Pod}, fieldPaths: [spec.containers.0.image]}]',
    );
  const base = { 'base/c.yaml': config('quay.io/a/b:1'), 'base/pod.yaml': pod('redis:7') };

  it('are found by the entries of an overlay, which goes on finding them', () => {
    const result = move({
      ...base,
      'base/kustomization.yaml': copying(''),
      'kustomization.yaml': 'resources: [base]\nimages: [{name: quay.io/a/b, newTag: "3"}]\n',
    });
    expect(result.after['base/c.yaml']).toContain('"contoso.azurecr.io/quay.io/a/b:1"');
    expect(result.after['kustomization.yaml']).toContain('{name: contoso.azurecr.io/quay.io/a/b, newTag: "3"}');
    expectSettled(result);
  });

  it.each<[string, Tree, string]>([
    [
      'below it',
      {
        'base/kustomization.yaml': 'resources: [c.yaml, pod.yaml]\n',
        'top/kustomization.yaml': copying('').replace('c.yaml, pod.yaml', '../base'),
      },
      'base/c.yaml',
    ],
    [
      'of its own, which it generates',
      {
        'base/kustomization.yaml': 'resources: [pod.yaml]\n',
        'top/kustomization.yaml': `${copying('').replace('c.yaml, pod.yaml', '../base')}configMapGenerator: [{name: c, literals: [web=quay.io/a/b:1]}]\n`,
      },
      'top/kustomization.yaml',
    ],
    [
      'in a patch',
      {
        'base/kustomization.yaml': 'resources: [pod.yaml]\n',
        'top/kustomization.yaml': `${copying('').replace('c.yaml, pod.yaml', '../base')}patches: [{path: ../base/c.yaml}]\n`,
      },
      'base/c.yaml',
    ],
  ])('also of a ConfigMap %s', (_, tree, holder) => {
    const result = move({
      ...base,
      ...tree,
      'kustomization.yaml': 'resources: [top]\nimages: [{name: quay.io/a/b, newTag: "3"}]\n',
    });
    expect(result.after[holder]).toContain('contoso.azurecr.io/quay.io/a/b:1');
    expect(result.after['kustomization.yaml']).toContain('{name: contoso.azurecr.io/quay.io/a/b, newTag: "3"}');
    expectSettled(result);
  });

  it('stay where a part of them is counted', () => {
    const cut = move({ ...base, 'base/kustomization.yaml': copying(', options: {delimiter: /, index: 2}') });
    expect(told(cut).stays).toEqual([
      'base/c.yaml:4 quay.io/a/b:1 (base/kustomization.yaml:3 replaces or takes a part of it by its place)',
    ]);
  });

  it('stay where a part of them is counted, in a patch, too', () => {
    const cut = move({
      ...base,
      'base/kustomization.yaml': `${copying(', options: {delimiter: /, index: 2}')}patches: [{path: p.yaml}]\n`,
      'base/p.yaml': config('quay.io/c/d:1'),
    });
    expect(told(cut).stays).toEqual([
      'base/c.yaml:4 quay.io/a/b:1 (base/kustomization.yaml:3 replaces or takes a part of it by its place)',
      'base/p.yaml:4 quay.io/c/d:1 (base/kustomization.yaml:3 replaces or takes a part of it by its place)',
    ]);
  });

  it('do not come of entries of the same file', () => {
    const result = move({
      ...base,
      'base/kustomization.yaml': `${copying('')}images: [{name: redis, newName: ghcr.io/x/y}, {name: ghcr.io/x/y, newTag: "8"}]\n`,
    });
    expect(told(result).stays).toEqual([
      'base/kustomization.yaml:5 ghcr.io/x/y:7 (base/kustomization.yaml:5)',
      'base/pod.yaml:6 docker.io/library/redis:7 (base/kustomization.yaml:5)',
    ]);
  });
});

describe('an image where kustomize may not look for one', () => {
  it.each([`:${VARIABLE('TAG')}`, ':$(TAG)', `@sha512:${'1'.repeat(128)}`])(
    'such as one with the version %s: it moves, and what may find it finds it',
    (version) => {
      const result = move({
        'pod.yaml': pod(`quay.io/a/b${version}`),
        'kustomization.yaml': 'resources: [pod.yaml]\nimages: [{name: quay.io/a/b, newTag: "3"}]\n',
      });
      expect(result.after).toEqual({
        'pod.yaml': pod(`contoso.azurecr.io/quay.io/a/b${version}`),
        'kustomization.yaml': 'resources: [pod.yaml]\nimages: [{name: contoso.azurecr.io/quay.io/a/b, newTag: "3"}]\n',
      });
      expectSettled(result);
    },
  );

  it('goes on as it is beside what an entry would make of it', () => {
    const result = move({
      'base/web.yaml': 'apiVersion: example.com/v1\nkind: Web\nmetadata: {name: w}\nspec: {image: "quay.io/a/b:1"}\n',
      'base/kustomization.yaml': 'resources: [web.yaml]\nimages: [{name: quay.io/a/b, newTag: "3"}]\n',
      'kustomization.yaml': lines(
        'resources: [base]',
        'replacements:',
        '- source: {kind: Web, fieldPath: spec.image, options: {delimiter: /, index: 0}}',
        '  targets: [{select: {kind: Web}, fieldPaths: [metadata.annotations.registry]}]',
      ),
    });
    const why = 'kustomization.yaml:3 replaces or takes a part of it by its place';
    expect(told(result)).toEqual({
      moved: [],
      stays: [`base/kustomization.yaml:2 quay.io/a/b:3 (${why})`, `base/web.yaml:4 quay.io/a/b:1 (${why})`],
    });
  });
});
