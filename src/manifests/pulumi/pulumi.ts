import { remoteValues } from '../helm/remote-values.ts';
import { podSpecOf } from '../kubernetes/objects.ts';
import { podFacts } from '../kubernetes/pod.ts';
import { UseCollector } from '../kubernetes/use-collector.ts';
import type { Fact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import { unseenChart } from '../model/unseen.ts';
import type { Use } from '../model/use.ts';
import { builtFacts } from '../references/built-here.ts';
import { scalarUse, useFacts, writtenScalar } from '../references/scalar-use.ts';
import { baseName } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import { entriesAt, itemsAt, scalarAt, valueAt, type YamlDocument, type YamlNode } from '../yaml/nodes.ts';

const VARIABLE = { pattern: /\$\{/, reason: 'an output or a variable of the program' };

/**
 * Programs of Pulumi in YAML (https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/): `Pulumi.yaml` with
 * `runtime: yaml`, and the files beside it that the runtime reads as one program.
 */
export const pulumi: YamlKind = {
  name: 'pulumi',
  format: 'yaml',
  marks: [/docker|kubernetes:|azure-native:/],
  mayHoldImages: ({ text }) => text.includes('resources') && /docker|kubernetes:|azure-native:/.test(text),
  recognises: ({ root }, { path }) =>
    resourcesOf(root).length > 0 && (baseName(path) === 'Pulumi.yaml' || resourcesOf(root).every(hasTypeToken)),
  extract: ({ root }: YamlDocument, file) => resourcesOf(root).flatMap((resource) => resourceFacts(resource, file)),
};

interface Resource {
  /** `kubernetes`, `azure-native`, `docker`. */
  readonly provider: string;
  /** `apps/v1`; empty where the token has none. */
  readonly module: string;
  /** `Deployment`. */
  readonly name: string;
  readonly properties: YamlNode | undefined;
}

/** `provider:module:Name`, or `provider:Name` (https://www.pulumi.com/docs/iac/concepts/resources/names/#types). */
const TOKEN = /^([a-z][\w-]*):(?:([\w./-]+):)?([A-Z]\w*)$/;

function resourcesOf(root: YamlNode): readonly YamlNode[] {
  return entriesAt(root, 'resources').map(([, resource]) => resource);
}

function hasTypeToken(resource: YamlNode): boolean {
  return readResource(resource) !== undefined;
}

function readResource(node: YamlNode): Resource | undefined {
  const token = scalarAt(node, 'type')?.value ?? '';
  const [, provider, module = '', name] = (token.length > MAX_TOKEN ? null : TOKEN.exec(token)) ?? [];
  if (provider === undefined || name === undefined) return undefined;
  return { provider, module, name, properties: valueAt(node, 'properties') };
}

const MAX_TOKEN = 256;

function resourceFacts(node: YamlNode, file: SourceFile): readonly Fact[] {
  const resource = readResource(node);
  if (resource === undefined) return [];
  switch (resource.provider) {
    case 'kubernetes':
      return kubernetesFacts(resource, node, file);
    case 'azure-native':
      return useFacts(azureImages(resource).map((image) => pulumiUse(image, file)));
    case 'docker':
    case 'docker-build':
      return dockerFacts(resource, file);
    default:
      return [];
  }
}

function kubernetesFacts({ module, name, properties }: Resource, node: YamlNode, file: SourceFile): readonly Fact[] {
  if (/^helm\.sh\//.test(module)) return chartFacts(properties, node, file);
  const pod = properties === undefined ? undefined : podSpecOf(properties, { group: '', kind: name });
  return pod === undefined ? [] : podFacts(pod, new UseCollector(file, 'pulumi'));
}

/** A chart that a `Release` or a `Chart` installs: its values stand here, its other images do not. */
function chartFacts(properties: YamlNode | undefined, node: YamlNode, file: SourceFile): readonly Fact[] {
  const values = valueAt(properties, 'values');
  const name = scalarAt(properties, 'chart')?.value;
  const repository = scalarAt(properties, 'repositoryOpts', 'repo') ?? scalarAt(properties, 'fetchOpts', 'repo');
  const version = scalarAt(properties, 'version')?.value;
  const isElsewhere = name !== undefined && (repository !== undefined || name.startsWith('oci://'));
  const chart = isElsewhere ? ({ by: 'name', name, repository: repository?.value, version } as const) : undefined;
  const facts = values === undefined ? [] : remoteValues(values, file, chart);
  if (name === undefined || repository === undefined) return facts;
  const start = scalarAt(node, 'type')?.start ?? repository.start;
  return [
    ...facts,
    { type: 'unseen', unseen: unseenChart(file, start, { name, repository: repository.value, version }) },
  ];
}

/** Where resources of Azure's own API name images; a module may say its version (`app/v20240301`). */
function azureImages({ module, name, properties }: Resource): readonly Image[] {
  const api = module.split('/', 1)[0];
  if (api === 'app' && (name === 'ContainerApp' || name === 'Job'))
    return containerImages(valueAt(properties, 'template'));
  if (api === 'containerinstance' && name === 'ContainerGroup') return containerImages(properties);
  if (api === 'web' && (name === 'WebApp' || name === 'WebAppSlot')) {
    return [{ node: valueAt(properties, 'siteConfig', 'linuxFxVersion'), prefix: 'DOCKER|' }];
  }
  return [];
}

interface Image {
  readonly node: YamlNode | undefined;
  readonly prefix?: string;
}

function containerImages(template: YamlNode | undefined): readonly Image[] {
  return ['initContainers', 'containers'].flatMap((list) =>
    itemsAt(template, list).map((container) => ({ node: valueAt(container, 'image') })),
  );
}

/** Containers, services and pulled images of Docker; what its `Image` builds is this repository's own. */
function dockerFacts({ name, properties }: Resource, file: SourceFile): readonly Fact[] {
  switch (name) {
    case 'RemoteImage':
      return useFacts([pulumiUse({ node: valueAt(properties, 'name') }, file)]);
    case 'Container':
      return useFacts([pulumiUse({ node: valueAt(properties, 'image') }, file)]);
    case 'Service':
      return useFacts([pulumiUse({ node: valueAt(properties, 'taskSpec', 'containerSpec', 'image') }, file)]);
    case 'Image': {
      const names = [valueAt(properties, 'imageName'), ...itemsAt(properties, 'tags')];
      return builtFacts(names.flatMap((node) => writtenScalar(node)?.value ?? []));
    }
    default:
      return [];
  }
}

function pulumiUse({ node, prefix = '' }: Image, file: SourceFile): Use | undefined {
  return scalarUse({ file, node, kind: 'pulumi', templating: VARIABLE, prefix });
}
