import { describe, expect, it } from 'vitest';
import { nameOf, parseReference } from '../../../src/images/reference.ts';
import { rewrite } from '../../../src/manifests/rewrite.ts';
import { usesOf } from '../found.ts';
import { ACR, type Files, moved as movedCharts } from './moved-charts.ts';

const CHART = {
  'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'charts/web/values.yaml': 'image: {registry: quay.io, repository: a/web, tag: v1}\n',
  'charts/web/templates/p.yaml':
    'image: "{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n',
};
const GIVEN = 'image: {repository: a/job, tag: v2}';

const moved = (files: Files): Files => movedCharts({ ...CHART, ...files });

const RELEASE = (spec: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web}\nspec:\n${spec}`;
const SOURCE = '{kind: GitRepository, name: here}';
const APPLICATION = (helm: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web}\nspec:\n  source:\n    repoURL: https://git.example/x\n    path: charts/web\n    helm:\n${helm}`;

describe('what a chart of the tree is given from elsewhere is what its templates make of it', () => {
  it.each<[string, string, Files]>([
    [
      'a HelmRelease',
      'clusters/web.yaml',
      {
        'clusters/web.yaml': RELEASE(
          `  chart: {spec: {chart: ./charts/web, sourceRef: ${SOURCE}}}\n  values:\n    ${GIVEN}\n`,
        ),
      },
    ],
    ['an Application', 'apps/web.yaml', { 'apps/web.yaml': APPLICATION(`      valuesObject:\n        ${GIVEN}\n`) }],
    [
      'an Application with values as a text',
      'apps/web.yaml',
      { 'apps/web.yaml': APPLICATION(`      values: |\n        ${GIVEN}\n`) },
    ],
    [
      'the parameters of an Application',
      'apps/web.yaml',
      {
        'apps/web.yaml': APPLICATION(
          '      parameters: [{name: image.repository, value: a/job}, {name: image.tag, value: v2}]\n',
        ),
      },
    ],
    [
      'a file that an Application names',
      'env/prod.yaml',
      { 'apps/web.yaml': APPLICATION('      valueFiles: [../../env/prod.yaml]\n'), 'env/prod.yaml': `${GIVEN}\n` },
    ],
    [
      'a file of the source that an Application calls values',
      'env/prod.yaml',
      { 'apps/web.yaml': APPLICATION('      valueFiles: [$values/env/prod.yaml]\n'), 'env/prod.yaml': `${GIVEN}\n` },
    ],
    [
      'a kustomization',
      'overlay/kustomization.yaml',
      {
        'overlay/kustomization.yaml': `helmGlobals: {chartHome: ../charts}\nhelmCharts:\n- name: web\n  valuesInline:\n    ${GIVEN}\n`,
      },
    ],
    [
      'a helmfile',
      'helmfile.yaml',
      { 'helmfile.yaml': `releases:\n- name: web\n  chart: ./charts/web\n  values:\n  - ${GIVEN}\n` },
    ],
    [
      'a file that a helmfile names',
      'env/prod.yaml',
      {
        'helmfile.yaml': 'releases:\n- name: web\n  chart: ./charts/web\n  values: [env/prod.yaml]\n',
        'env/prod.yaml': `${GIVEN}\n`,
      },
    ],
    ['Fleet', 'charts/web/fleet.yaml', { 'charts/web/fleet.yaml': `helm:\n  chart: ./\n  values:\n    ${GIVEN}\n` }],
  ])('%s', (_what, file, files) => {
    const after = moved(files);
    expect(after['charts/web/values.yaml']).toContain(`registry: ${ACR}, repository: quay.io/a/web`);
    expect(after[file]).toBe(files[file]?.replace('a/job', 'quay.io/a/job'));
    expect(moved(after)).toEqual(after);
  });

  it('and what something else is made of stays, also where the image stands within a text alone', () => {
    const values = 'whole: {image: "quay.io/a/job:1"}\n';
    const files = {
      'charts/web/templates/label.yaml':
        'label: {{ .Values.whole.image | replace "/" "-" | quote }}\ncommand: docker run {{ .Values.whole.image }} ls\n',
      'apps/web.yaml': APPLICATION('      valueFiles: [../../env/prod-values.yaml]\n'),
      'env/prod-values.yaml': values,
      'clusters/web.yaml': RELEASE(
        `  chart: {spec: {chart: ./charts/web, sourceRef: ${SOURCE}}}\n  values: {whole: {image: "quay.io/a/other:1"}}\n`,
      ),
    };
    const after = moved(files);
    expect(after['env/prod-values.yaml']).toBe(values);
    expect(after['clusters/web.yaml']).toBe(files['clusters/web.yaml']);
  });

  it('files of a HelmRelease are instead of the values of the chart', () => {
    const files = {
      'clusters/web.yaml': RELEASE(
        `  chart: {spec: {chart: charts/web, sourceRef: ${SOURCE}, valuesFiles: [env/prod.yaml]}}\n  values: {image: {tag: v3}}\n`,
      ),
      'env/prod.yaml': 'image: {registry: ghcr.io, repository: a/job, tag: v2}\n',
    };
    expect(moved(files)['env/prod.yaml']).toBe(`image: {registry: ${ACR}, repository: ghcr.io/a/job, tag: v2}\n`);
  });

  it('an image whose repository the chart has moves by its registry where one release gives it another that stays', () => {
    const release = (repository: string) =>
      RELEASE(
        `  chart: {spec: {chart: ./charts/web, sourceRef: ${SOURCE}}}\n  values: {image: {registry: ${repository}, tag: v2}}\n`,
      );
    const files = { 'a.yaml': release('private.example'), 'b.yaml': release('ghcr.io') };
    const left = rewrite(usesOf({ ...CHART, ...files }), ({ image }) =>
      image?.startsWith('private.example') === true
        ? undefined
        : { registry: ACR, repository: nameOf(parseReference(image ?? '') ?? { registry: '', repository: '' }) },
    );
    expect(left.edits.map(({ file, text }) => [file, text])).toEqual([
      ['b.yaml', `${ACR}/ghcr.io`],
      ['charts/web/values.yaml', `${ACR}/quay.io`],
    ]);
  });

  it('and nothing that its templates make nothing of is guessed', () => {
    const files = {
      'clusters/web.yaml': RELEASE(
        `  chart: {spec: {chart: ./charts/web, sourceRef: ${SOURCE}}}\n  values: {other: {image: {repository: a/job, tag: v2}}}\n`,
      ),
    };
    const uses = usesOf({ ...CHART, ...files }).filter(({ file }) => file === 'clusters/web.yaml');
    expect(uses.map(({ image, reason }) => [image, reason])).toEqual([
      [null, 'what it becomes is decided by the chart in charts/web'],
    ]);
  });

  it('and what its templates join to something that nobody knows is not known', () => {
    const files = {
      'charts/web/templates/p.yaml': 'image: "{{ .Release.Name }}/{{ .Values.image.repository }}:v1"\n',
      'clusters/web.yaml': RELEASE(
        `  chart: {spec: {chart: ./charts/web, sourceRef: ${SOURCE}}}\n  values:\n    ${GIVEN}\n`,
      ),
    };
    const uses = usesOf({ ...CHART, ...files }).filter(({ file }) => file === 'clusters/web.yaml');
    expect(uses.map(({ image, reason }) => [image, reason])).toEqual([
      [null, 'it is joined at charts/web/templates/p.yaml: .Release.Name is known to the cluster only'],
    ]);
  });

  it('and what is an image to its templates alone is one, each once', () => {
    const files = {
      'charts/web/templates/p.yaml': 'image: {{ .Values.source }}:1\n---\nimage: {{ .Values.source }}:1\n',
      'clusters/web.yaml': RELEASE(
        `  chart: {spec: {chart: ./charts/web, sourceRef: ${SOURCE}}}\n  values:\n    source: quay.io/a/job\n`,
      ),
    };
    const uses = usesOf({ ...CHART, ...files }).filter(({ file }) => file === 'clusters/web.yaml');
    expect(uses.map(({ image, line, column }) => [image, line, column])).toEqual([['quay.io/a/job:1', 7, 13]]);
    expect(moved(files)['clusters/web.yaml']).toContain(`source: ${ACR}/quay.io/a/job`);
  });

  it('and each of several releases in a file tells the chart that decides, to the last line of its values', () => {
    const release = (chart: string, values: string) =>
      RELEASE(`  chart: {spec: {chart: ./charts/${chart}, sourceRef: ${SOURCE}}}\n  values:\n${values}`);
    const pod = (image: string) => `apiVersion: v1\nkind: Pod\nspec: {containers: [{image: ${image}}]}\n`;
    const field = '    other:\n      image:\n        tag: v2\n        repository: a/job\n';
    const item = '    others:\n    - image:\n        tag: v2\n        repository: a/job\n';
    const alias = '    x: &x y\n    other:\n      image:\n        repository: a/job\n        tag: *x\n';
    const empty = '    other:\n      image:\n        repository: a/job\n        tag:\n';
    const files = {
      'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
      'all.yaml': [
        release('web', field),
        pod('a/c'),
        release('api', item),
        release('web', alias),
        release('api', empty),
        pod('a/d'),
      ].join('---\n'),
    };
    const uses = usesOf({ ...CHART, ...files }).filter(({ file }) => file === 'all.yaml');
    expect(uses.map(({ image, reason }) => image ?? reason?.split(' ').at(-1))).toEqual([
      'charts/web',
      'docker.io/a/c',
      'charts/api',
      'charts/web',
      'charts/api',
      'docker.io/a/d',
    ]);
  });

  it('and nothing is guessed where one of the files that it is given is not there', () => {
    const files = (name: string) => ({
      'apps/web.yaml': APPLICATION(`      valueFiles: [${name}]\n      valuesObject:\n        ${GIVEN}\n`),
      'env/here-values.yaml': 'other: 1\nimage: {tag: "3"}\n',
    });
    const told = (name: string) =>
      usesOf({ ...CHART, ...files(name) }).flatMap(({ file, image, reason }) =>
        file === 'apps/web.yaml' ? [image ?? reason] : [],
      );
    expect(told('/env/here-values.yaml')).toEqual(['quay.io/a/job:v2']);
    expect(told('/env/elsewhere.yaml')).toEqual(['what it becomes is decided by the chart in charts/web']);
  });
});
