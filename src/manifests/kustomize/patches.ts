import type { Fact } from '../model/fact.ts';
import type { Use } from '../model/use.ts';
import { isCertainImage, isPossibleImage } from '../references/certainty.ts';
import { isImageVariable } from '../references/image-keys.ts';
import { patchesWatcher } from '../references/image-watchers.ts';
import { literalUse } from '../references/literal-use.ts';
import { scalarUse, type Templating } from '../references/scalar-use.ts';
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
  type YamlScalar,
} from '../yaml/nodes.ts';
import type { PatchImages } from './facts.ts';

/** Operations that have a value (https://www.rfc-editor.org/rfc/rfc6902 §4). */
const PUTS: ReadonlySet<string> = new Set(['add', 'replace']);
const TESTS = 'test';

/** Longer than any key of an image; a path may be as long as the file, and be that of many operations. */
const MAX_KEY = 256;

/** Whether a document is a JSON patch: a list of operations. */
export function isJsonPatch(root: YamlNode): boolean {
  const items = itemsAt(root);
  return (
    items.length > 0 &&
    items.every((item) => scalarAt(item, 'op') !== undefined && /^\//.test(scalarAt(item, 'path')?.value ?? ''))
  );
}

/**
 * The images of a JSON patch: at a path that ends in `/image`, or within a container that it adds. What it tests is also one where it
 * stands in what a container is told.
 */
export function jsonPatchImages(root: YamlNode, file: SourceFile): PatchImages {
  const items = distinctItemsAt([root]);
  const usesOf = (operation: (name: string) => boolean, isImage: (text: string) => boolean) =>
    items.flatMap((item) => {
      if (!operation(scalarAt(item, 'op')?.value ?? '')) return [];
      const value = valueAt(item, 'value');
      if (value === undefined) return [];
      const path = scalarAt(item, 'path')?.value ?? '';
      if (value.type !== 'scalar') return containerUses(value, file);
      return /\/[\w-]*[iI]mage$/.test(path.slice(-MAX_KEY)) || isImage(value.value) ? useOf(value, file) : [];
    });
  return {
    puts: usesOf(
      (name) => PUTS.has(name),
      () => false,
    ),
    tests: usesOf((name) => name === TESTS, isCertainImage),
  };
}

/** The images of the patches written into a kustomization: strategic ones and JSON patches, as text or as YAML. */
export function inlinePatchImages(root: YamlMapping, file: SourceFile): PatchImages {
  return patchImages(
    [
      ...['patches', 'patchesJson6902'].flatMap((key) =>
        itemsAt(root, key).map((item) =>
          patchesWatcher(undefined, valueAt(item, 'target')) ? undefined : valueAt(item, 'patch'),
        ),
      ),
      ...itemsAt(root, 'patchesStrategicMerge'),
    ],
    file,
  );
}

/** The transformers of kustomize that patch (https://kubectl.docs.kubernetes.io/references/kustomize/builtins/), with the key of the patch. */
const PATCHING: ReadonlyMap<string, string> = new Map([
  ['PatchTransformer', 'patch'],
  ['PatchStrategicMergeTransformer', 'patches'],
  ['PatchJson6902Transformer', 'jsonOp'],
]);

export function isPatchTransformer(root: YamlNode): root is YamlMapping {
  return scalarAt(root, 'apiVersion')?.value === 'builtin' && PATCHING.has(scalarAt(root, 'kind')?.value ?? '');
}

/** The images of the patch of a transformer. */
export function transformerPatchImages(root: YamlMapping, file: SourceFile): PatchImages {
  return patchImages([valueAt(root, PATCHING.get(scalarAt(root, 'kind')?.value ?? '') ?? '')], file);
}

/** The files of patches that a transformer names. */
export function transformerPaths(root: YamlMapping): readonly string[] {
  const paths = [scalarAt(root, 'path'), ...itemsAt(root, 'paths').map((item) => scalarAt(item))];
  return paths.flatMap((path) => path?.value ?? []);
}

function patchImages(patches: readonly (YamlNode | undefined)[], file: SourceFile): PatchImages {
  const all = [...new Set(patches.map(resolved))].flatMap((patch): readonly PatchImages[] => {
    if (patch === undefined) return [];
    const roots = patch.type === 'scalar' ? embeddedDocuments(file, patch).map(({ root }) => root) : [patch];
    return roots
      .filter((root) => !patchesWatcher(root))
      .map((root) =>
        isJsonPatch(root) ? jsonPatchImages(root, file) : { puts: containerUses(root, file), tests: [] },
      );
  });
  return { puts: all.flatMap(({ puts }) => puts), tests: all.flatMap(({ tests }) => tests) };
}

/** The images among the literals of ConfigMaps that a kustomization makes (`SIDECAR_IMAGE=quay.io/…`). */
export function literalUses(root: YamlMapping, file: SourceFile): readonly Use[] {
  return distinctItemsAt(itemsAt(root, 'configMapGenerator'), 'literals').flatMap((item) => {
    const equals = item.type === 'scalar' && item.verbatim ? item.value.indexOf('=') : -1;
    if (item.type !== 'scalar' || equals === -1) return [];
    const name = item.value.slice(0, equals);
    const text = item.value.slice(equals + 1);
    if (!isCertainImage(text) && !(isImageVariable(name) && isPossibleImage(text, name))) return [];
    const use = literalUse({ file, start: item.start + equals + 1, text, kind: 'kustomize', part: 'env' });
    return use === undefined ? [] : [use];
  });
}

/** Every `image` in a partial manifest. */
function containerUses(root: YamlNode, file: SourceFile): readonly Use[] {
  const uses: Use[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'sequence') for (const item of node.items) open.push(item);
    if (node.type !== 'mapping') continue;
    for (const { key, value } of node.entries) {
      if (key.type === 'scalar' && key.value === 'image' && value.type === 'scalar') uses.push(...useOf(value, file));
      else open.push(value);
    }
  }
  return uses;
}

function useOf(scalar: YamlScalar, file: SourceFile): readonly Use[] {
  const use = scalarUse({ file, node: scalar, kind: 'kustomize', templating: VARIABLES });
  return use === undefined ? [] : [use];
}

/** What Flux and kustomize itself (`vars`) fill in. */
const VARIABLES: Templating = { pattern: /\$[({]/, reason: 'the value is a template' };

/** Facts of uses. */
export function useFacts(uses: readonly Use[]): readonly Fact[] {
  return uses.map((use) => ({ type: 'use', use }));
}

/** Facts of the images of patches in a file of their own. */
export function patchFacts({ puts, tests }: PatchImages): readonly Fact[] {
  return [...useFacts([...puts, ...tests]), ...tests.map((use): Fact => ({ type: 'tested-image', use }))];
}
