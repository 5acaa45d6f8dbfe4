import { isVersionedWord } from '../references/certainty.ts';
import { entriesAt, type YamlDocument, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';

/**
 * Texts that are the image of one service and something else by an alias (`image: *name` and `hostname: *name`), by their place.
 * What surely is an image is one wherever it is given.
 */
export function sharedTexts({ root, hasAliases }: YamlDocument): ReadonlySet<number> {
  const shared = new Set<number>();
  if (hasAliases === undefined) return shared;
  const add = (scalar: YamlScalar) => {
    if (!isVersionedWord(scalar.value)) shared.add(scalar.start);
  };
  const visit = (node: YamlNode, key: string | undefined, isInService: boolean): void => {
    switch (node.type) {
      case 'alias':
        if (node.target?.type === 'scalar' && key !== 'image') add(node.target);
        return;
      case 'scalar':
        if (isInService && node.anchor !== undefined && key !== 'image') add(node);
        return;
      case 'sequence':
        for (const item of node.items) visit(item, undefined, isInService);
        return;
      case 'mapping':
        for (const entry of node.entries)
          visit(entry.value, entry.key.type === 'scalar' ? entry.key.value : undefined, isInService);
    }
  };
  for (const [key, value] of entriesAt(root)) visit(value, key, key === 'services');
  return shared;
}
