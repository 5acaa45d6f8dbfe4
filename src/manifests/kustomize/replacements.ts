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
import type { Replacing } from './facts.ts';

/** Longer than any path, and the last name of it. */
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

/** What a file of replacements tells. */
export function replacementFacts(root: YamlNode, file: SourceFile): readonly Fact[] {
  return factsOf(replacingIn(root.type === 'sequence' ? root.items : [root], file));
}

/** What a transformer of replacements tells. */
export function replacementTransformerFacts(root: YamlMapping, file: SourceFile): readonly Fact[] {
  return factsOf(inlineReplacing(root, file));
}

function factsOf(replacing: readonly Replacing[]): readonly Fact[] {
  return replacing.map((one) => ({ type: 'replacements', replacing: one }));
}

/** What the replacements in a kustomization do to images. */
export function inlineReplacing(root: YamlMapping, file: SourceFile): readonly Replacing[] {
  return replacingIn(itemsAt(root, 'replacements'), file);
}

/** A transformer of kustomize's own that replaces. */
export function isReplacementTransformer(root: YamlNode): root is YamlMapping {
  return (
    scalarAt(root, 'apiVersion')?.value === 'builtin' && scalarAt(root, 'kind')?.value === 'ReplacementTransformer'
  );
}

/**
 * What replacements do to images
 * (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/#delimiter): of a part that is counted from the
 * beginning a registry before it would shift what is counted.
 */
function replacingIn(replacements: readonly YamlNode[], file: SourceFile): readonly Replacing[] {
  const all = [...new Set(replacements.map(resolved))];
  const sources = [...new Set(all.map((one) => resolved(valueAt(one, 'source'))))];
  const targets = distinctItemsAt(all, 'targets');
  const cutting = (names: (path: YamlNode | undefined) => boolean) => {
    const found =
      sources.find((one) => isCutting(one) && names(valueAt(one, 'fieldPath'))) ??
      targets.find((one) => isCutting(one) && itemsAt(one, 'fieldPaths').some(names));
    return found === undefined || found.type === 'scalar' ? undefined : `${file.path}:${file.at(found.start).line}`;
  };
  const cuts = cutting(namesImage);
  const cutsTexts = cutting(namesText);
  const copiesTexts = sources.some((one) => namesText(valueAt(one, 'fieldPath')));
  if (cuts === undefined && cutsTexts === undefined && !copiesTexts) return [];
  return [{ copiesTexts, cuts, cutsTexts }];
}

/** Before the tag and before the digest nothing is counted that a registry would add to. */
function isCutting(node: YamlNode | undefined): boolean {
  const delimiter = scalarAt(node, 'options', 'delimiter')?.value ?? '';
  return delimiter !== '' && delimiter !== ':' && delimiter !== '@';
}

function namesImage(path: YamlNode | undefined): boolean {
  return /image$/i.test(scalarAt(path)?.value.slice(-MAX_PATH) ?? '') && !namesText(path);
}

/** Data of a ConfigMap or a Secret, and what a container is told. */
function namesText(path: YamlNode | undefined): boolean {
  return /^(?:data|stringData)\.|\.(?:env|args|command)\./.test(scalarAt(path)?.value.slice(0, MAX_PATH) ?? '');
}
