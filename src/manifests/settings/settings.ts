import type { YamlKind } from '../model/kind.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Use } from '../model/use.ts';
import { isCertainImage, isPossibleImage } from '../references/certainty.ts';
import { IMAGE_WORD, isImageKey } from '../references/image-keys.ts';
import { literalUse } from '../references/literal-use.ts';
import { useFacts } from '../references/scalar-use.ts';
import { isYamlPath } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import type { YamlNode, YamlScalar } from '../yaml/nodes.ts';

const VERSIONED = /\/[^\s:@]{1,255}[:@]/;

/**
 * YAML that no other kind knows: the settings of whatever program. Only what can be nothing else is an image there,
 * a reference with host, path and tag or digest under a key that speaks of images, or a shorter one at an image's own key.
 */
export const settings: YamlKind = {
  name: 'settings',
  format: 'yaml',
  marks: [IMAGE_WORD],
  mayHoldImages: ({ path, text }) => isYamlPath(path) && /image/i.test(text) && VERSIONED.test(text),
  recognises: ({ root }, { path }) => isYamlPath(path) && root.type !== 'scalar' && root.type !== 'alias',
  extract: ({ root }, file) => useFacts(settingUses(root, file, 'other')),
};

/** The images in settings, told as uses of a kind. */
export function settingUses(root: YamlNode, file: SourceFile, kind: KindName): readonly Use[] {
  return usesBelow(root, false, { file, kind });
}

interface Settings {
  readonly file: SourceFile;
  readonly kind: KindName;
}

/** Prose and schemas name images that nobody pulls. */
const PROSE = /^(?:description|properties|example|examples|annotations|labels|body|message|title|x-.*)$/;

/** Recursion is bounded by the parser's limit on depth; aliases are not followed. */
function usesBelow(node: YamlNode, underImage: boolean, settings: Settings): readonly Use[] {
  switch (node.type) {
    case 'alias':
      return [];
    case 'scalar':
      return underImage ? scalarUses(node, settings) : [];
    case 'sequence':
      return node.items.flatMap((item) => usesBelow(item, underImage, settings));
    case 'mapping':
      return node.entries.flatMap(({ key, value }) => {
        if (key.type !== 'scalar' || PROSE.test(key.value)) return [];
        if (value.type === 'scalar' && isImageKey(key.value) && saysVersion(value.value)) return useAt(value, settings);
        return usesBelow(value, underImage || saysImage(key.value), settings);
      });
  }
}

/** Keys that speak of images, though perhaps not of one (`imageGroupOne`, `imagesByVersion`). */
function saysImage(key: string): boolean {
  return /image/i.test(key) && !/pull|policy|secret|icon/i.test(key);
}

/** Under a key that is an image's, a name with a namespace and a version is one, too; a virtual machine has no such name. */
function saysVersion(text: string): boolean {
  return /^[a-z0-9][\w.-]*\/[\w./-]+[:@]/.test(text) && isPossibleImage(text, 'image');
}

function scalarUses(scalar: YamlScalar, settings: Settings): readonly Use[] {
  return isCertainImage(scalar.value) ? useAt(scalar, settings) : [];
}

function useAt(scalar: YamlScalar, { file, kind }: Settings): readonly Use[] {
  if (!scalar.verbatim) return [];
  const use = literalUse({ file, start: scalar.start, text: scalar.value, kind, part: 'whole' });
  return use === undefined ? [] : [use];
}
