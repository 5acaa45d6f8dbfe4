import type { Fact } from '../model/fact.ts';
import type { SourceFile } from '../source/source.ts';
import {
  distinctItemsAt,
  itemsAt,
  resolved,
  scalarAt,
  valueAt,
  type YamlMapping,
  type YamlNode,
} from '../yaml/nodes.ts';
import type { Kustomization } from './facts.ts';

/** Longer than the last name of any path. */
const MAX_PATH = 256;

/**
 * Whether a document is what `replacements: [{path: …}]` names: one replacement, or a list of them
 * (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/).
 */
export function isReplacements(root: YamlNode): boolean {
  const items = root.type === 'sequence' ? root.items.map(resolved) : [root];
  return (
    items.length > 0 &&
    items.every((item) => resolved(valueAt(item, 'source'))?.type === 'mapping' && itemsAt(item, 'targets').length > 0)
  );
}

/** What a file of replacements tells: whether one of them cuts images. */
export function replacementFacts(root: YamlNode, file: SourceFile): readonly Fact[] {
  const cuts = cutIn(root.type === 'sequence' ? root.items : [root], file);
  return cuts === undefined ? [] : [{ type: 'cutting-replacements', cuts }];
}

/** Where one of the replacements in a kustomization cuts images. */
export function inlineCuts(root: YamlMapping, file: SourceFile): Pick<Kustomization, 'cuts'> {
  const cuts = cutIn(itemsAt(root, 'replacements'), file);
  return cuts === undefined ? {} : { cuts };
}

/**
 * Where a part of an image is put or taken that is counted from its beginning
 * (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/#delimiter): a registry before it
 * would shift what is counted.
 */
function cutIn(replacements: readonly YamlNode[], file: SourceFile): string | undefined {
  const all = [...new Set(replacements.map(resolved))];
  const sources = [...new Set(all.map((one) => resolved(valueAt(one, 'source'))))];
  const targets = distinctItemsAt(all, 'targets');
  const source = sources.find((one) => isCutting(one) && namesImage(valueAt(one, 'fieldPath')));
  const target = targets.find((one) => isCutting(one) && itemsAt(one, 'fieldPaths').some(namesImage));
  const cutting = source ?? target;
  return cutting === undefined || cutting.type === 'scalar' ? undefined : `${file.path}:${file.at(cutting.start).line}`;
}

/** Before the tag and before the digest nothing is counted that a registry would add to. */
function isCutting(node: YamlNode | undefined): boolean {
  const delimiter = scalarAt(node, 'options', 'delimiter')?.value ?? '';
  return delimiter !== '' && delimiter !== ':' && delimiter !== '@';
}

function namesImage(path: YamlNode | undefined): boolean {
  return /image$/i.test(scalarAt(path)?.value.slice(-MAX_PATH) ?? '');
}
