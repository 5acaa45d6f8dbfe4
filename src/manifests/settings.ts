import { isImageKey, isImageText, isSurelyImage } from './helm/image-text.ts';
import type { YamlKind } from './kind.ts';
import type { Fact } from './kinds.ts';
import { literalUse } from './literal.ts';
import { isYamlPath } from './paths.ts';
import type { SourceFile } from './source.ts';
import type { YamlNode, YamlScalar } from './yaml.ts';

const VERSIONED = /\/[^\s:@]{1,255}[:@]/;

/**
 * YAML that no other kind knows: the settings of whatever program. Only what can be nothing else is an image there,
 * a reference with host, path and tag or digest under a key that speaks of images, or a shorter one at an image's own key.
 */
export const settings: YamlKind = {
  name: 'settings',
  format: 'yaml',
  mayTell: ({ path, text }) => isYamlPath(path) && /image/i.test(text) && VERSIONED.test(text),
  recognises: ({ root }, { path }) => isYamlPath(path) && root.type !== 'scalar' && root.type !== 'alias',
  extract: ({ root }, file) => factsBelow(root, false, file),
};

/** Prose and schemas name images that nobody pulls. */
const PROSE = /^(?:description|properties|example|examples|annotations|labels|body|message|title|x-.*)$/;

/** Recursion is bounded by the parser's limit on depth; aliases are not followed. */
function factsBelow(node: YamlNode, underImage: boolean, file: SourceFile): readonly Fact[] {
  switch (node.type) {
    case 'alias':
      return [];
    case 'scalar':
      return underImage ? scalarFacts(node, file) : [];
    case 'sequence':
      return node.items.flatMap((item) => factsBelow(item, underImage, file));
    case 'mapping':
      return node.entries.flatMap(({ key, value }) => {
        if (key.type !== 'scalar' || PROSE.test(key.value)) return [];
        if (value.type === 'scalar' && isImageKey(key.value) && saysVersion(value.value)) return useAt(value, file);
        return factsBelow(value, underImage || saysImage(key.value), file);
      });
  }
}

/** Keys that speak of images, though perhaps not of one (`imageGroupOne`, `imagesByVersion`). */
function saysImage(key: string): boolean {
  return /image/i.test(key) && !/pull|policy|secret|icon/i.test(key);
}

/** Under a key that is an image's, a name with a namespace and a version is one, too; a virtual machine has no such name. */
function saysVersion(text: string): boolean {
  return /^[a-z0-9][\w.-]*\/[\w./-]+[:@]/.test(text) && isImageText(text, 'image');
}

function scalarFacts(scalar: YamlScalar, file: SourceFile): readonly Fact[] {
  return isSurelyImage(scalar.value) ? useAt(scalar, file) : [];
}

function useAt(scalar: YamlScalar, file: SourceFile): readonly Fact[] {
  if (!scalar.verbatim) return [];
  const use = literalUse({ file, start: scalar.start, text: scalar.value, kind: 'other', part: 'whole' });
  return use === undefined ? [] : [{ type: 'use', use }];
}
