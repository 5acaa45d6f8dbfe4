import { isImageKey, isSurelyImage } from './helm/image-text.ts';
import type { YamlKind } from './kind.ts';
import type { Fact } from './kinds.ts';
import { literalUse } from './literal.ts';
import type { SourceFile } from './source.ts';
import type { YamlNode, YamlScalar } from './yaml.ts';

/**
 * YAML that no other kind knows: the settings of whatever program. Only what can be nothing else is an image there,
 * a reference with host, path and tag or digest that stands under a key that says image.
 */
export const settings: YamlKind = {
  name: 'settings',
  format: 'yaml',
  mayTell: ({ text }) => /image/i.test(text),
  recognises: ({ root }, { path }) => /\.ya?ml$/i.test(path) && root.type !== 'scalar' && root.type !== 'alias',
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
        return factsBelow(value, underImage || isImageKey(key.value), file);
      });
  }
}

function scalarFacts(scalar: YamlScalar, file: SourceFile): readonly Fact[] {
  if (!scalar.verbatim || !isSurelyImage(scalar.value)) return [];
  const use = literalUse({ file, start: scalar.start, text: scalar.value, kind: 'other', part: 'whole' });
  return use === undefined ? [] : [{ type: 'use', use }];
}
