import { givenFacts } from '../helm/given-values.ts';
import { remoteValues } from '../helm/remote-values.ts';
import type { Fact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import { unseenBase, unseenChart } from '../model/unseen.ts';
import type { SourceFile } from '../source/source.ts';
import { embeddedDocuments } from '../yaml/embedded.ts';
import {
  distinctItemsAt,
  itemsAt,
  resolved,
  scalarAt,
  valueAt,
  type YamlMapping,
  type YamlNode,
} from '../yaml/nodes.ts';
import type { ImageEntry, PatchImages } from './facts.ts';
import { imageEntries, imageEntry } from './images.ts';
import { overlaid } from './overlay.ts';
import {
  inlinePatchImages,
  isJsonPatch,
  isPatchTransformer,
  jsonPatchImages,
  literalUses,
  patchFacts,
  transformerPatchImages,
  transformerPaths,
  useFacts,
} from './patches.ts';
import {
  inlineReplacing,
  isReplacements,
  isReplacementTransformer,
  replacementFacts,
  replacementTransformerFacts,
} from './replacements.ts';
import { isKustomizationPath } from './sources.ts';

const PART_LISTS = ['resources', 'bases', 'generators'] as const;
const PATCH_LISTS = ['patches', 'patchesJson6902', 'replacements'] as const;

/** Kustomizations and components (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/), and JSON patches. */
export const kustomize: YamlKind = {
  name: 'kustomize',
  format: 'yaml',
  isNamed: isKustomizationPath,
  marks: [
    /kustomize\.config\.k8s\.io|ImageTagTransformer|Patch(?:StrategicMerge|Json6902)?Transformer|ReplacementTransformer|fieldPaths|op["']?[ \t]*:/,
  ],
  mayHoldImages: ({ path, text }) =>
    isKustomizationPath(path) ||
    text.includes('kustomize.config.k8s.io') ||
    BUILTIN.test(text) ||
    text.includes('fieldPaths') ||
    (text.includes('mage') && /\bop["']?[ \t]*:/.test(text)),
  recognises: ({ root }, { path }) =>
    isJsonPatch(root) ||
    isReplacements(root) ||
    (root.type === 'mapping' && (isKustomization(root) || isNamedSo(root, path) || isTransformer(root))),
  extract: ({ root }, file) => {
    if (isReplacements(root)) return replacementFacts(root, file);
    if (root.type !== 'mapping') return patchFacts(jsonPatchImages(root, file));
    if (isTransformer(root)) return transformerFacts(root, file);
    const inner = inlineTransformers(root, file);
    const entries = imageEntries(valueAt(root, 'images'), file);
    const { puts, tests } = inlinePatchImages(root, file);
    const late = {
      puts: inner.flatMap((one) => (one.type === 'patch' ? one.images.puts : [])),
      tests: inner.flatMap((one) => (one.type === 'patch' ? one.images.tests : [])),
    };
    const lateEntries = inner.flatMap((one) => (one.type === 'entry' ? [one.entry] : []));
    const own = [...puts, ...tests, ...late.puts, ...late.tests, ...literalUses(root, file)];
    const unseen = [...remoteParts(root, file), ...charts(root, file)];
    const kustomization = {
      parts: local(PART_LISTS.flatMap((key) => listed(root, key))),
      patches: local([
        ...listed(root, 'patchesStrategicMerge'),
        ...PATCH_LISTS.flatMap((key) => itemsAt(root, key).map((item) => scalarAt(item, 'path')?.value ?? '')),
      ]),
      tests,
      components: listed(root, 'components').filter((part) => !isRemote(part)),
      takesUnseen: unseen.length > 0,
      entries,
      transformers: listed(root, 'transformers').filter((part) => !isRemote(part)),
      charts: chartPaths(root),
      late,
      lateEntries,
      replacing: inlineReplacing(root, file),
    };
    return [
      { type: 'kustomization', kustomization },
      ...useFacts([...[...entries, ...lateEntries].map(({ use }) => use), ...own]),
      ...unseen,
      ...inlineValues(root, file),
    ];
  },
  revise: overlaid,
};

/** https://github.com/kubernetes-sigs/kustomize/blob/master/examples/transformerconfigs/README.md#images-transformer */
function isImageTransformer(root: YamlNode): root is YamlMapping {
  return scalarAt(root, 'apiVersion')?.value === 'builtin' && scalarAt(root, 'kind')?.value === 'ImageTagTransformer';
}

function transformerEntries(root: YamlNode, file: SourceFile): readonly ImageEntry[] {
  const node = resolved(valueAt(root, 'imageTag'));
  const entry = node?.type === 'mapping' ? imageEntry(node, file) : undefined;
  return entry === undefined ? [] : [entry];
}

/** Transformers of kustomize's own that do something to images. */
const BUILTIN = /ImageTagTransformer|Patch(?:StrategicMerge|Json6902)?Transformer|ReplacementTransformer/;

function isTransformer(root: YamlNode): root is YamlMapping {
  return isImageTransformer(root) || isPatchTransformer(root) || isReplacementTransformer(root);
}

function transformerFacts(root: YamlMapping, file: SourceFile): readonly Fact[] {
  if (isReplacementTransformer(root)) return replacementTransformerFacts(root, file);
  if (isPatchTransformer(root))
    return [
      ...patchFacts(transformerPatchImages(root, file)),
      { type: 'patch-transformer', paths: transformerPaths(root) },
    ];
  return transformerEntries(root, file).flatMap((entry): readonly Fact[] => [
    { type: 'image-transformer', entry },
    { type: 'use', use: entry.use },
  ]);
}

type InlineTransformer =
  | { readonly type: 'entry'; readonly entry: ImageEntry }
  | { readonly type: 'patch'; readonly images: PatchImages };

/** Transformers that stand in the list itself, as text. */
function inlineTransformers(root: YamlMapping, file: SourceFile): readonly InlineTransformer[] {
  return distinctItemsAt([root], 'transformers').flatMap((item) => {
    if (item.type !== 'scalar' || !BUILTIN.test(item.value)) return [];
    return embeddedDocuments(file, item).flatMap(({ root: inner }): readonly InlineTransformer[] => {
      if (isPatchTransformer(inner)) return [{ type: 'patch', images: transformerPatchImages(inner, file) }];
      if (!isImageTransformer(inner)) return [];
      return transformerEntries(inner, file).map((entry) => ({ type: 'entry', entry }));
    });
  });
}

function isKustomization(root: YamlNode): boolean {
  return /^kustomize\.config\.k8s\.io\//.test(scalarAt(root, 'apiVersion')?.value ?? '');
}

/** In a file of that name apiVersion and kind may be left out. */
function isNamedSo(root: YamlNode, path: string): boolean {
  return isKustomizationPath(path) && scalarAt(root, 'apiVersion') === undefined;
}

/** Each path once, but for those that are fetched. */
function local(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].filter((path) => path !== '' && !isRemote(path));
}

/** The paths in a list; a patch may stand there as text instead. */
function listed(root: YamlMapping, key: string): readonly string[] {
  return distinctItemsAt([root], key)
    .map((item) => scalarAt(item)?.value ?? '')
    .filter((part) => part !== '' && !part.includes('\n'));
}

/** Whether kustomize would fetch a part: a URL, a Git host's short form, an SSH address. */
function isRemote(part: string): boolean {
  return (
    /^(?:[a-z+]+:\/\/|git::|git@|(?:github\.com|gitlab\.com|bitbucket\.org|gh:)[/:]?)/.test(part) ||
    /[?&]ref=/.test(part)
  );
}

function remoteParts(root: YamlMapping, file: SourceFile): readonly Fact[] {
  return [...PART_LISTS, 'patchesStrategicMerge', 'components', 'transformers'].flatMap((key) =>
    distinctItemsAt([root], key).flatMap((item): readonly Fact[] => {
      const part = scalarAt(item);
      if (part === undefined || !isRemote(part.value)) return [];
      return [{ type: 'unseen', unseen: unseenBase(file, part.start, part.value) }];
    }),
  );
}

/** Charts that are inflated; without a repository they lie in the tree. */
function charts(root: YamlMapping, file: SourceFile): readonly Fact[] {
  return itemsAt(root, 'helmCharts').flatMap((item): readonly Fact[] => {
    const name = scalarAt(item, 'name');
    const repository = scalarAt(item, 'repo');
    if (name === undefined || repository === undefined) return [];
    const chart = { name: name.value, repository: repository.value, version: scalarAt(item, 'version')?.value };
    return [{ type: 'unseen', unseen: unseenChart(file, resolved(item)?.start ?? name.start, chart) }];
  });
}

/** Where the images of its charts stand: their folders (https://kubectl.docs.kubernetes.io/references/kustomize/builtins/#_helmchartinflationgenerator_) and files of values. */
function chartPaths(root: YamlMapping): readonly string[] | undefined {
  const charts = distinctItemsAt([root], 'helmCharts');
  if (charts.length === 0) return undefined;
  const home = scalarAt(root, 'helmGlobals', 'chartHome')?.value ?? 'charts';
  const files = distinctItemsAt(charts, 'additionalValuesFiles').flatMap((item) => scalarAt(item)?.value ?? []);
  const own = charts.flatMap((chart) => {
    const name = scalarAt(chart, 'name')?.value;
    return [...(name === undefined ? [] : [`${home}/${name}`]), scalarAt(chart, 'valuesFile')?.value ?? ''];
  });
  return [...own, ...files].filter((path) => path !== '' && path.length <= MAX_PATH);
}

/** By aliases one path may be that of very many charts. */
const MAX_PATH = 512;

function inlineValues(root: YamlMapping, file: SourceFile): readonly Fact[] {
  const home = scalarAt(root, 'helmGlobals', 'chartHome')?.value ?? 'charts';
  return distinctItemsAt([root], 'helmCharts').flatMap((item) => {
    const values = valueAt(item, 'valuesInline');
    const [name, repository] = [scalarAt(item, 'name')?.value, scalarAt(item, 'repo')?.value];
    const version = scalarAt(item, 'version')?.value;
    const isElsewhere = name !== undefined && repository !== undefined;
    const chart = isElsewhere ? ({ by: 'name', name, repository, version } as const) : undefined;
    const files = [
      scalarAt(item, 'valuesFile')?.value ?? [],
      distinctItemsAt([item], 'additionalValuesFiles').flatMap((path) => scalarAt(path)?.value ?? []),
    ].flat();
    const given = [...files, ...(values === undefined ? [] : [values])];
    return [
      ...(values === undefined ? [] : remoteValues(values, file, chart)),
      ...(name === undefined ? [] : givenFacts(file, [`${home}/${name}`], given)),
    ];
  });
}
