import type { Fact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import { unseenNamedChart } from '../model/unseen.ts';
import { builtFacts } from '../references/built-here.ts';
import { onlyOnce, scalarUse, useFacts } from '../references/scalar-use.ts';
import type { SourceFile } from '../source/source.ts';
import { distinctItemsAt, entriesAt, scalarAt, valueAt, type YamlDocument, type YamlNode } from '../yaml/nodes.ts';

const TEMPLATE = { pattern: /\{\{|\$/, reason: 'a template that Skaffold fills in' };

/**
 * Skaffold (https://skaffold.dev/docs/references/yaml/): artifacts are what is built here; the images that builders start from,
 * and those of verifications and custom actions, are pulled.
 */
export const skaffold: YamlKind = {
  format: 'yaml',
  name: 'skaffold',
  marks: [/skaffold\//],
  mayHoldImages: ({ text }) => text.includes('skaffold/'),
  recognises: ({ root }) => /^skaffold\//.test(scalarAt(root, 'apiVersion')?.value ?? ''),
  extract: ({ root }: YamlDocument, file) => {
    const configurations = [root, ...distinctItemsAt([root], 'profiles')];
    const artifacts = distinctItemsAt(configurations, 'build', 'artifacts');
    const built = artifacts.flatMap((artifact) => scalarAt(artifact, 'image')?.value ?? []);
    const images = [...artifacts.flatMap(builderImages), ...containerImages(configurations)];
    for (const patch of distinctItemsAt(configurations, 'patches')) {
      const path = scalarAt(patch, 'path')?.value ?? '';
      if (BUILT_PATH.test(path)) built.push(scalarAt(patch, 'value')?.value ?? '');
      else if (IMAGE_PATH.test(path)) images.push(valueAt(patch, 'value'));
    }
    const uses = images.map((node) => scalarUse({ file, node, kind: 'skaffold', templating: TEMPLATE }));
    return [...useFacts(uses), ...builtFacts(built), ...chartFacts(configurations, file)];
  },
};

/** The charts from elsewhere that it installs (https://skaffold.dev/docs/deployers/helm/). */
function chartFacts(configurations: readonly YamlNode[], file: SourceFile): readonly Fact[] {
  const releases = ['deploy', 'manifests'].flatMap((key) => distinctItemsAt(configurations, key, 'helm', 'releases'));
  return releases.flatMap((release): readonly Fact[] => {
    const chart = scalarAt(release, 'remoteChart');
    if (chart === undefined) return [];
    const [repository, version] = [scalarAt(release, 'repo')?.value, scalarAt(release, 'version')?.value];
    const unseen = unseenNamedChart(file, chart.start, {
      chart: chart.value,
      ...(repository === undefined ? {} : { repository }),
      ...(version === undefined ? {} : { version }),
    });
    return unseen === undefined ? [] : [{ type: 'unseen', unseen }];
  });
}

/**
 * Where the patches of profiles have images (JSON pointers; https://skaffold.dev/docs/environment/profiles/).
 * What `requires` and `artifactOverrides` name is built.
 */
const IMAGE_PATH =
  /\/(?:buildpacks\/(?:builder|runImage)|kaniko\/(?:image|initImage)|(?:ko|jib)\/(?:fromImage|baseImage)|googleCloudBuild\/\w+Image|container(?:s\/\d+)?\/image)$/;
const BUILT_PATH = /^\/build\/artifacts\/\d+\/image$/;

function builderImages(artifact: YamlNode): readonly (YamlNode | undefined)[] {
  return [
    valueAt(artifact, 'buildpacks', 'builder'),
    valueAt(artifact, 'buildpacks', 'runImage'),
    valueAt(artifact, 'kaniko', 'image'),
    valueAt(artifact, 'kaniko', 'initImage'),
    valueAt(artifact, 'ko', 'fromImage'),
    valueAt(artifact, 'jib', 'fromImage'),
  ];
}

function containerImages(configurations: readonly YamlNode[]): readonly (YamlNode | undefined)[] {
  const verifications = distinctItemsAt(configurations, 'verify').map((item) => valueAt(item, 'container', 'image'));
  const actions = distinctItemsAt(distinctItemsAt(configurations, 'customActions'), 'containers');
  const once = onlyOnce();
  const builders = configurations
    .flatMap((configuration) => entriesAt(once(valueAt(configuration, 'build', 'googleCloudBuild'))))
    .flatMap(([key, value]) => (/Image$/.test(key) ? [value] : []));
  return [...verifications, ...actions.map((container) => valueAt(container, 'image')), ...builders];
}
