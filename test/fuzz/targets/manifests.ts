import { checkPlaces, checkRewrite, checkSkipping, checkSlots, scanned, type Tree } from '../../manifests/laws.ts';
import { beginsWith, manifestSeeds, wordsOf } from '../seeds.ts';
import { partsOf, type Target } from '../target.ts';

/** Every kind of manifest, by family, so that each gets its share of the time. An input is a tree: `=== path` before each file. */

/** Of a family: which first files of an input are of it, and the sources whose words it knows. */
interface Family {
  readonly path: RegExp;
  readonly sources: readonly string[];
}

const FAMILIES: Readonly<Record<string, Family>> = {
  helm: { path: /(?:^|\/)Chart\.ya?ml$|values|\/templates\/|\.tpl$/, sources: ['manifests/helm'] },
  kustomize: { path: /kustomization/i, sources: ['manifests/kustomize', 'manifests/kubernetes'] },
  compose: { path: /compose|(?:^|\/)stack\.ya?ml$|\.env$/, sources: ['manifests/compose'] },
  dockerfile: { path: /Dockerfile|Containerfile/i, sources: ['manifests/dockerfile'] },
  ci: {
    path: /\.github|action\.ya?ml$|gitlab|pipelines|circleci|(?:^|\/)ci\/|\.drone|woodpecker|cloudbuild|gitpod|steps\.yaml$/,
    sources: ['manifests/pipelines', 'manifests/variables'],
  },
  hcl: {
    path: /\.(?:tf|tfvars|hcl|nomad)$|docker-bake\.json$/,
    sources: ['manifests/terraform', 'manifests/languages', 'manifests/build-tools'],
  },
  code: {
    path: /\.(?:bicep|jsonnet|libsonnet|bazel|bzl)$|WORKSPACE$|Tiltfile$|(?:azuredeploy|parameters|devcontainer)\.json$/,
    sources: ['manifests/azure-resources', 'manifests/jsonnet', 'manifests/build-tools', 'manifests/languages'],
  },
  infrastructure: {
    path: /skaffold|Pulumi|\.ko\.|(?:^|\/)(?:app|group|playbook|settings)\.ya?ml$|(?:^|\/)roles\/|\.j2$|\.(?:container|build)$/,
    sources: [
      'manifests/ansible',
      'manifests/azure-resources',
      'manifests/quadlet',
      'manifests/settings',
      'manifests/pulumi',
    ],
  },
  shell: { path: /\.sh$|Makefile$|\.txt$/, sources: ['manifests/shell', 'manifests/settings'] },
  kubernetes: { path: /(?:)/, sources: ['manifests/kubernetes', 'manifests/kustomize'] },
};

function familyOf(input: string): string | undefined {
  return Object.entries(FAMILIES).find(([, { path }]) => beginsWith(input, path))?.[0];
}

function treeOf(input: string): Tree {
  return new Map(partsOf(input).map(({ name, text }) => [name, text]));
}

export const manifestTargets: readonly Target[] = Object.entries(FAMILIES).map(([name, { sources }]) => ({
  name,
  seeds: () => manifestSeeds().filter((input) => familyOf(input) === name),
  tokens: () => sources.flatMap(wordsOf),
  check: (input) => {
    const tree = treeOf(input);
    const result = scanned(tree);
    checkPlaces(tree, result);
    checkSlots(tree, result);
    checkRewrite(tree, result);
    checkSkipping(tree, result);
  },
  work: (input) => void scanned(treeOf(input)),
}));
