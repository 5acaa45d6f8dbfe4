import { describe, expect, it } from 'vitest';
import { sourceFile } from '../../src/manifests/source/source.ts';
import { watchedNames } from '../../src/manifests/watched-names.ts';
import { lines, pod } from './cases/manifests.ts';
import { expectSettled, move, type Tree, told } from './cases/move.ts';
import { found } from './found.ts';

function namesIn(text: string): readonly string[] {
  return watchedNames(sourceFile('a', text)).flatMap((fact) =>
    fact.type === 'watched-name' ? [`${fact.line} ${fact.name}`] : [],
  );
}

const LIST = 'argocd-image-updater.argoproj.io/image-list';
const VARIABLE = (name: string) => `$\{${name}}`;

describe('what Argo CD Image Updater looks for', () => {
  it.each([
    ['one', `${LIST}: ghcr.io/acme/web\n`, ['1 ghcr.io/acme/web']],
    ['with an alias and a constraint', `  ${LIST}: web=ghcr.io/acme/web:~1.0\n`, ['1 ghcr.io/acme/web']],
    ['with a constraint of words', `${LIST}: 'web=nginx:>= 1.0 < 2'\n`, ['1 docker.io/library/nginx']],
    ['several', `"${LIST}": "a=x.io/a:1, x.io/b"\n`, ['1 x.io/a', '1 x.io/b']],
    ['in HCL', `"${LIST}" = "a=x.io/a"\n`, ['1 x.io/a']],
    ['in JSON', `{"${LIST}": "x.io/a,x.io/b", "x": 1}`, ['1 x.io/a', '1 x.io/b']],
    ['folded', `  ${LIST}: >-\n    a=x.io/a,\n    b=x.io/b\n  c: d=x.io/e\n`, ['1 x.io/a', '1 x.io/b']],
    ['literal', `${LIST}: |\r\n  x.io/a,\r\n\r\n  x.io/b:1\r\n`, ['1 x.io/a', '1 x.io/b']],
    ['before a comment', `${LIST}: x.io/a # ,x.io/b\n`, ['1 x.io/a']],
    ['what kustomize calls it', `argocd-image-updater.argoproj.io/web.kustomize.image-name: x.io/a\n`, ['1 x.io/a']],
    ['nothing in a comment', `# ${LIST}: x.io/a\n`, []],
    ['nothing in a template', `${LIST}: web={{ .Values.image }}\n`, []],
    ['nothing of another sort', 'argocd-image-updater.argoproj.io/web.helm.image-name: image.name\n', []],
  ])('%s', (_name, text, expected) => {
    expect(namesIn(text)).toEqual(expected);
  });
});

describe('what a command sets', () => {
  it.each([
    ['a tag', 'kustomize edit set image x.io/a:2', ['1 x.io/a']],
    ['a digest', 'kustomize edit set image x.io/a@$DIGEST', ['1 x.io/a']],
    ['another name', 'kustomize edit set image x.io/a=y.io/b:2', ['1 x.io/a']],
    ['a word', '\tcd config && $(KUSTOMIZE) edit set image controller=$(IMG)', ['1 docker.io/library/controller']],
    ['several', 'kustomize edit set image a/b:1 "c/d=*:$T" && echo e/f:1', ['1 docker.io/a/b', '1 docker.io/c/d']],
    ['over lines', 'kustomize edit set image \\\n  a/b:1 \\\n  c/d:1\n  e/f:1', ['1 docker.io/a/b', '1 docker.io/c/d']],
    ['behind an option', 'kustomize edit set image --x a/b:1', ['1 docker.io/a/b']],
    ['before others', 'run: kustomize edit set image a/b:1; x c/d:1', ['1 docker.io/a/b']],
    ['a variable', `IMAGE=x.io/a\nkustomize edit set image ${VARIABLE('IMAGE')}:$TAG`, ['2 x.io/a']],
    [
      'variables',
      `env:\n  R: x.io\n  I: a/b\nrun: kustomize edit set image ${VARIABLE('{ env.R }')}/${VARIABLE('{ env.I }')}:1`,
      ['4 x.io/a/b'],
    ],
    ['one of makefiles', 'IMG ?= x.io/a:1\nx:\n\tkustomize edit set image $(IMG)', ['3 x.io/a']],
    ['nothing known', 'kustomize edit set image $IMAGE:1', []],
    ['nothing', 'kustomize edit set image', []],
    ['prose', 'kustomize edit set image for nginx', []],
    ['Argo CD', 'argocd app set web --kustomize-image x.io/a=y.io/b:1 --x c/d:1', ['1 x.io/a']],
    ['Argo CD, by an equals sign', 'argocd app create web \\\n  --kustomize-image=x.io/a:1', ['2 x.io/a']],
    ['a comment', '# kustomize edit set image x.io/a:2', []],
  ])('%s', (_name, text, expected) => {
    expect(namesIn(text)).toEqual(expected);
  });
});

function application(list: string, path = 'apps'): string {
  return lines(
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Application',
    'metadata:',
    '  name: a',
    `  annotations: {${LIST}: "${list}"}`,
    `spec: {source: {repoURL: https://example.org/this.git, path: ${path}}}`,
  );
}

const UPDATER = lines(
  'apiVersion: argocd-image-updater.argoproj.io/v1alpha1',
  'kind: ImageUpdater',
  'metadata: {name: a}',
  'spec:',
  '  applicationRefs:',
  '  - namePattern: "*"',
  '    images:',
  '    - alias: web',
  '      imageName: ghcr.io/acme/web:~1.0',
  '      manifestTargets: {kustomize: {name: quay.io/acme/web}}',
);

const KARGO = lines(
  'apiVersion: kargo.akuity.io/v1alpha1',
  'kind: Warehouse',
  'metadata: {name: a}',
  'spec: {subscriptions: [{image: {repoURL: ghcr.io/acme/web}}]}',
  '---',
  'apiVersion: kargo.akuity.io/v1alpha1',
  'kind: Stage',
  'metadata: {name: a}',
  'spec:',
  '  promotionTemplate:',
  '    spec:',
  '      steps:',
  '      - uses: kustomize-set-image',
  '        config: {path: apps, images: [{image: quay.io/acme/api, tag: "1"}]}',
);

const KBLD = lines(
  'apiVersion: kbld.k14s.io/v1alpha1',
  'kind: Config',
  'overrides:',
  '- {image: "ghcr.io/acme/web:1", newImage: "quay.io/acme/web:2"}',
  'sources: [{image: api, path: .}]',
  '---',
  'apiVersion: imgpkg.carvel.dev/v1alpha1',
  'kind: ImagesLock',
  `images: [{image: "index.docker.io/library/nginx@sha256:${'1'.repeat(64)}", annotations: {kbld.carvel.dev/id: "nginx:1"}}]`,
);

const KUSTOMIZED = (entry: string): Tree => ({
  'apps/kustomization.yaml': lines('resources: [pod.yaml]', 'images:', `- ${entry}`),
  'apps/pod.yaml': pod('ghcr.io/acme/web:1'),
});

describe('an image that something finds by its name', () => {
  const rows: readonly (readonly [string, Tree, readonly string[], readonly string[]])[] = [
    [
      'Argo CD Image Updater',
      { 'a.yaml': application('web=ghcr.io/acme/web:~1'), 'apps/pod.yaml': pod('ghcr.io/acme/web:1', 'nginx:1') },
      ['apps/pod.yaml:7 docker.io/library/nginx:1'],
      ['apps/pod.yaml:6 ghcr.io/acme/web:1 (Argo CD Image Updater finds it by this name (a.yaml:5))'],
    ],
    [
      'Argo CD Image Updater, in values, and not where it does not look',
      {
        'a.yaml': application('nginx:~1'),
        'values.yaml': 'image: {repository: nginx, tag: "1"}\n',
        Dockerfile: 'FROM nginx:1\n',
      },
      ['Dockerfile:1 docker.io/library/nginx:1'],
      ['values.yaml:1 docker.io/library/nginx:1 (Argo CD Image Updater finds it by this name (a.yaml:5))'],
    ],
    [
      'Argo CD Image Updater, by an object of its own',
      { 'a.yaml': UPDATER, 'apps/pod.yaml': pod('ghcr.io/acme/web:1', 'quay.io/acme/web:1') },
      [],
      [
        'apps/pod.yaml:6 ghcr.io/acme/web:1 (Argo CD Image Updater finds it by this name (a.yaml:9))',
        'apps/pod.yaml:7 quay.io/acme/web:1 (Argo CD Image Updater finds it by this name (a.yaml:10))',
      ],
    ],
    [
      'Kargo',
      { 'k.yaml': KARGO, 'apps/pod.yaml': pod('ghcr.io/acme/web:1', 'quay.io/acme/api:1') },
      [],
      [
        'apps/pod.yaml:6 ghcr.io/acme/web:1 (Kargo finds it by this name (k.yaml:4))',
        'apps/pod.yaml:7 quay.io/acme/api:1 (Kargo finds it by this name (k.yaml:14))',
      ],
    ],
    [
      'kbld',
      { 'k.yaml': KBLD, 'pod.yaml': pod('ghcr.io/acme/web:1', 'api', 'nginx:1') },
      ['k.yaml:4 quay.io/acme/web:2'],
      [
        `k.yaml:9 docker.io/library/nginx@sha256:${'1'.repeat(64)} (kbld finds it by this name (k.yaml:9))`,
        'pod.yaml:6 ghcr.io/acme/web:1 (kbld finds it by this name (k.yaml:4))',
        'pod.yaml:7 docker.io/library/api (kbld finds it by this name (k.yaml:5))',
        'pod.yaml:8 docker.io/library/nginx:1 (kbld finds it by this name (k.yaml:9))',
      ],
    ],
    [
      'a command that puts a version to it',
      {
        'deploy.sh': 'cd apps\nkustomize edit set image ghcr.io/acme/web:$SHA\n',
        'apps/kustomization.yaml': 'resources: [pod.yaml]\n',
        'apps/pod.yaml': pod('ghcr.io/acme/web:1'),
      },
      [],
      ['apps/pod.yaml:6 ghcr.io/acme/web:1 (`kustomize edit set image` finds it by this name (deploy.sh:2))'],
    ],
    [
      'a command, in what is built alone',
      {
        'ci/deploy.sh': 'kustomize edit set image ghcr.io/acme/web:$SHA\n',
        'apps/kustomization.yaml': 'resources: [../base]\nhelmCharts: [{name: c, valuesFile: values.yaml}]\n',
        'apps/values.yaml': 'image: {repository: ghcr.io/acme/web, tag: "1"}\n',
        'base/kustomization.yaml': 'resources: [pod.yaml]\n',
        'base/pod.yaml': pod('ghcr.io/acme/web:1'),
        'pod.yaml': pod('ghcr.io/acme/web:1'),
      },
      ['pod.yaml:6 ghcr.io/acme/web:1'],
      [
        'apps/values.yaml:1 ghcr.io/acme/web:1 (`kustomize edit set image` finds it by this name (ci/deploy.sh:1))',
        'base/pod.yaml:6 ghcr.io/acme/web:1 (`kustomize edit set image` finds it by this name (ci/deploy.sh:1))',
      ],
    ],
    [
      'a command, in what another builds from',
      {
        'ci/deploy.sh': 'kustomize create --resources pod.yaml\nkustomize edit set image ghcr.io/acme/web:$SHA\n',
        'pod.yaml': pod('ghcr.io/acme/web:1'),
        'a/pod.yaml': pod('ghcr.io/acme/web:1'),
      },
      ['a/pod.yaml:6 ghcr.io/acme/web:1'],
      ['pod.yaml:6 ghcr.io/acme/web:1 (`kustomize edit set image` finds it by this name (ci/deploy.sh:2))'],
    ],
    [
      'a command, in whatever there is',
      {
        'ci/deploy.sh': 'kustomize create --autodetect\nkustomize edit set image ghcr.io/acme/web:$SHA\n',
        'a/pod.yaml': pod('ghcr.io/acme/web:1'),
      },
      [],
      ['a/pod.yaml:6 ghcr.io/acme/web:1 (`kustomize edit set image` finds it by this name (ci/deploy.sh:2))'],
    ],
    [
      'a command that writes an entry anew',
      {
        'deploy.sh': 'kustomize edit set image ghcr.io/acme/web:$SHA\n',
        ...KUSTOMIZED('{name: ghcr.io/acme/web, newTag: "2"}'),
      },
      [],
      [
        'apps/kustomization.yaml:3 ghcr.io/acme/web:2 (`kustomize edit set image` finds it by this name (deploy.sh:1))',
        'apps/pod.yaml:6 ghcr.io/acme/web:1 (apps/kustomization.yaml:3)',
      ],
    ],
    [
      'a command that writes an entry of another name anew',
      {
        Makefile: 'x:\n\tkustomize edit set image ghcr.io/acme/web=$(IMG)\n',
        ...KUSTOMIZED('{name: ghcr.io/acme/web, newName: quay.io/acme/web}'),
      },
      [],
      [
        'apps/kustomization.yaml:3 quay.io/acme/web:1 (`kustomize edit set image` finds it by this name (Makefile:2))',
        'apps/pod.yaml:6 ghcr.io/acme/web:1 (apps/kustomization.yaml:3)',
      ],
    ],
    [
      'a placeholder of kubebuilder',
      {
        Makefile: 'deploy:\n\tcd config/manager && $(KUSTOMIZE) edit set image controller=$' + '{IMG}\n',
        'config/manager/kustomization.yaml': 'resources: [manager.yaml]\n',
        'config/manager/manager.yaml': pod('controller:latest'),
      },
      [],
      [
        'config/manager/manager.yaml:6 docker.io/library/controller:latest (`kustomize edit set image` finds it by this name (Makefile:2))',
      ],
    ],
  ];
  it.each(rows)('%s', (_name, tree, moved, stays) => {
    const result = move(tree);
    expect(told(result)).toEqual({ moved, stays });
    expectSettled(result);
  });

  it('is not told where that is said', () => {
    expect(found(UPDATER)).toEqual([]);
    expect(found(KARGO)).toEqual([]);
  });
});
