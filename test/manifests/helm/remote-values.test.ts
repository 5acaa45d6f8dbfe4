import { describe, expect, it } from 'vitest';
import { lines } from '../cases/manifests.ts';
import { move } from '../cases/move.ts';
import { usesOf } from '../found.ts';

const HALF = 'image: {repository: a/b, tag: "1"}';

/** What the tree tells of the images in a file: the image, or why it is not known. */
function told(files: Readonly<Record<string, string>>, file: string): readonly (string | undefined)[] {
  return usesOf(files).flatMap((use) => (use.file === file ? [use.image ?? use.reason] : []));
}

function release(spec: string, values = HALF): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: r}\nspec:\n  ${spec}\n  values:\n    ${values}\n`;
}

const ARTIFACT =
  'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: web}\nspec: {url: oci://ghcr.io/acme/NAME, ref: {tag: 2.0.0}}\n';
const OF_HELM = 'chart: {spec: {chart: web, version: 1.x, sourceRef: {kind: HelmRepository, name: acme}}}';
const OF_GIT = 'chart: {spec: {chart: ./charts/web, sourceRef: {kind: GitRepository, name: acme}}}';
const APPLICATION =
  'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    repoURL: https://c.example\n';

describe('half of an image in values for a chart that is elsewhere', () => {
  const WEB = 'the registry comes from chart web 1.x of @acme';

  it.each([
    ['a release of Flux', release(OF_HELM), [WEB]],
    ['a registry beside it', release(OF_HELM, 'image: {registry: quay.io, repository: a/b}'), ['quay.io/a/b']],
    ['a registry in it', release(OF_HELM, 'image: {repository: quay.io/a/b, tag: "1"}'), ['quay.io/a/b:1']],
    ['a tag beside a whole name', release(OF_HELM, 'image: a/b\n    imageTag: "1"'), [WEB]],
    ['a version in it', release(OF_HELM, 'image: a/b:1'), ['docker.io/a/b:1']],
    ['a version in a field of it', release(OF_HELM, 'image: {repository: "a/b:1"}'), [WEB]],
    ['nothing beside a whole name', release(OF_HELM, 'image: a/b'), [WEB]],
    ['a template', release(OF_HELM, 'image: {repository: "{{ .r }}", tag: "1"}'), ['repository is a template']],
    ['a chart that takes whole names', release(OF_HELM.replace('web', 'app-template')), ['docker.io/a/b:1']],
    ['a chart of a Git repository', release(OF_GIT), ['the registry comes from chart charts/web of @acme']],
    [
      'a source of Argo CD',
      `${APPLICATION}    chart: web\n    helm: {valuesObject: {${HALF}}}\n`,
      ['the registry comes from chart web of https://c.example'],
    ],
    [
      'a text of Argo CD',
      `${APPLICATION}    chart: web\n    targetRevision: "2"\n    helm:\n      values: |\n        ${HALF}\n`,
      ['the registry comes from chart web 2 of https://c.example'],
    ],
    [
      'a chart of K3s',
      `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec:\n  chart: web\n  valuesContent: |\n    ${HALF}\n`,
      ['the registry comes from chart web'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(told({ 'r.yaml': text }, 'r.yaml')).toEqual(expected);
  });

  it.each([
    [
      'kustomize',
      'kustomization.yaml',
      `helmCharts:\n- name: web\n  repo: https://c.example\n  valuesInline: {${HALF}}\n`,
    ],
    ['Fleet', 'fleet.yaml', `helm:\n  chart: web\n  repo: https://c.example\n  values: {${HALF}}\n`],
    [
      'helmfile',
      'helmfile.yaml',
      `repositories: [{name: c, url: "https://c.example"}]\nreleases:\n- {name: w, chart: c/web, values: [{${HALF}}]}\n`,
    ],
    [
      'Terraform',
      'main.tf',
      'resource "helm_release" "w" {\n  chart = "web"\n  repository = "https://c.example"\n  set {\n    name = "image.repository"\n    value = "a/b"\n  }\n}\n',
    ],
    [
      "Terraform's here-documents",
      'main.tf',
      `resource "helm_release" "w" {\n  chart = "web"\n  repository = "https://c.example"\n  values = [<<EOT\n${HALF}\nEOT\n  ]\n}\n`,
    ],
    [
      'Pulumi',
      'Pulumi.yaml',
      `name: p\nruntime: yaml\nresources:\n  w:\n    type: kubernetes:helm.sh/v3:Release\n    properties:\n      chart: web\n      repositoryOpts: {repo: https://c.example}\n      values: {${HALF}}\n`,
    ],
  ])('%s', (_name, file, text) => {
    expect(told({ [file]: text }, file)).toEqual([expect.stringContaining('the registry comes from chart web')]);
  });

  it('is known where the object that the release names is a chart that takes whole names', () => {
    const files = (name: string) => ({
      'r.yaml': release('chartRef: {kind: OCIRepository, name: web}'),
      'web.yaml': ARTIFACT.replace('NAME', name),
    });
    expect(told(files('app-template'), 'r.yaml')).toEqual(['docker.io/a/b:1']);
    expect(told(files('web'), 'r.yaml')).toEqual(['the registry comes from chart web 2.0.0 of oci://ghcr.io/acme']);
  });

  it('is not known by an object that nobody names and that only has the name of its chart', () => {
    const files = { 'web.yaml': ARTIFACT.replace('NAME', 'app-template'), 'r.yaml': release(OF_HELM) };
    expect(told(files, 'r.yaml')).toEqual([WEB]);
  });

  it('is known for a chart that takes whole names, of whatever repository', () => {
    const text = `releases:\n- {name: w, chart: bjw-s/app-template, values: [{${HALF}}]}\n`;
    expect(told({ 'helmfile.yaml': text }, 'helmfile.yaml')).toEqual(['docker.io/a/b:1']);
  });

  it('is as the chart says that is in the tree, and as its fields do where it is of no repository', () => {
    const chart = {
      'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'charts/web/templates/pod.yaml': 'image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n',
    };
    expect(told({ ...chart, 'r.yaml': release(OF_GIT) }, 'r.yaml')).toEqual(['docker.io/a/b:1']);
    const local = `helmCharts:\n- name: web\n  valuesInline: {${HALF}}\n`;
    expect(told({ 'kustomization.yaml': local }, 'kustomization.yaml')).toEqual(['docker.io/a/b:1']);
  });
});

describe('an image that a chart of Bitnami refuses from elsewhere', () => {
  const IMAGE = 'etcd:\n  image: {registry: docker.io, repository: bitnamilegacy/etcd, tag: latest}\n';
  const CHART = (repository: string) =>
    `apiVersion: v2\nname: c\nversion: 1.0.0\ndependencies:\n- {name: etcd, version: 12.0.18, repository: "${repository}"}\n`;
  const WHY = "Bitnami's chart refuses it from elsewhere (global.security.allowInsecureImages)";

  it.each([
    ['stays', 'https://charts.bitnami.com/bitnami', IMAGE, [WHY]],
    ['stays in what is fetched as an artifact', 'oci://registry-1.docker.io/bitnamicharts', IMAGE, [WHY]],
    ['moves where another chart is given it', 'https://example.com/charts', IMAGE, []],
    [
      'moves where it is one that the chart knows',
      'https://charts.bitnami.com/bitnami',
      IMAGE.replace('legacy', ''),
      [],
    ],
  ])('%s: %s', (_what, repository, values, reasons) => {
    const moved = move({ 'c/Chart.yaml': CHART(repository), 'c/values.yaml': values });
    expect(moved.rewrite.unwritten.map(({ reason }) => reason)).toEqual(reasons);
    expect(moved.after['c/values.yaml'] === values).toBe(reasons.length > 0);
  });

  it('stays in values of a HelmRelease', () => {
    const release = lines(
      'apiVersion: helm.toolkit.fluxcd.io/v2',
      'kind: HelmRelease',
      'metadata: {name: etcd}',
      'spec:',
      '  chart: {spec: {chart: etcd, version: 12.0.18, sourceRef: {kind: HelmRepository, name: bitnami}}}',
      '  values:',
      '    image: {registry: docker.io, repository: bitnamilegacy/etcd, tag: latest}',
    );
    expect(move({ 'r.yaml': release }).rewrite.unwritten.map(({ reason }) => reason)).toEqual([WHY]);
  });
});
