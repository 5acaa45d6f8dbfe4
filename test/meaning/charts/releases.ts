import fc from 'fast-check';
import { type Chart, overridden, registries } from './charts.ts';
import { overrides } from './values.ts';
import { type Mapping, type Node, put, written } from './yaml.ts';

/** What something outside of the chart gives it. */
export const releases = fc.record({
  by: fc.constantFrom(
    'flux',
    'argo',
    'argo-file',
    'argo-text',
    'argo-parameters',
    'argo-both',
    'kustomize',
    'kustomize-file',
  ),
  overrides: fc.array(fc.tuple(fc.nat(9), overrides), { minLength: 1, maxLength: 2 }),
  global: registries,
});

type Release = typeof releases extends fc.Arbitrary<infer T> ? T : never;

type File = readonly [string, string];

const APPLICATION =
  'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app}\nspec:\n  source:\n    repoURL: https://git.example/x\n    path: app\n    helm:\n';
const HELM_RELEASE =
  'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: app}\nspec:\n  chart: {spec: {chart: ./app, sourceRef: {kind: GitRepository, name: here}}}\n  values:\n';
const KUSTOMIZATION = 'helmGlobals: {chartHome: ..}\nhelmCharts:\n  - name: app\n    releaseName: release\n';

/** The files that release a chart with other values. */
export function releaseFiles(chart: Chart, { by, overrides: changes, global }: Release): readonly File[] {
  const values = overridden(chart, changes);
  if (global !== undefined) put(values, ['global', 'imageRegistry'], global);
  const [release, kustomization] = ['clusters/release.yaml', 'clusters/kustomization.yaml'];
  const text = (indent: string) => written(values).replaceAll(/^(?=.)/gm, indent);
  const file: File = ['env/prod-values.yaml', text('')];
  switch (by) {
    case 'flux':
      return [[release, `${HELM_RELEASE}${text('    ')}`]];
    case 'argo':
      return [[release, `${APPLICATION}      valuesObject:\n${text('        ')}`]];
    case 'argo-file':
      return [[release, `${APPLICATION}      valueFiles: [../env/prod-values.yaml]\n`], file];
    case 'argo-text':
      return [[release, `${APPLICATION}      values: |\n${text('        ')}`]];
    case 'argo-parameters':
      return [[release, `${APPLICATION}${parameters(values)}`]];
    case 'argo-both':
      return [[release, `${APPLICATION}      valueFiles: [../env/prod-values.yaml]\n${parameters(values)}`], file];
    case 'kustomize':
      return [[kustomization, `${KUSTOMIZATION}    valuesInline:\n${text('      ')}`]];
    case 'kustomize-file':
      return [[kustomization, `${KUSTOMIZATION}    valuesFile: ../env/prod-values.yaml\n`], file];
  }
}

/** Values one by one, as `--set` takes them; empty ones are left out. */
function parameters(values: Mapping): string {
  const lines = leavesOf(values, []).flatMap(({ path, text }) =>
    text === '' ? [] : [`        - name: ${path.join('.')}\n          value: ${JSON.stringify(text)}\n`],
  );
  return lines.length === 0 ? '' : `      parameters:\n${lines.join('')}`;
}

function leavesOf(
  node: Node,
  path: readonly string[],
): readonly { readonly path: readonly string[]; readonly text: string }[] {
  if (node.type === 'leaf') return [{ path, text: node.text }];
  return node.type === 'list' ? [] : [...node.entries].flatMap(([key, below]) => leavesOf(below, [...path, key]));
}
