import { saysVersion } from '../../images/reference.ts';
import { entriesAt, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';
import { isCertainImage, isPossibleImage, isQualifiedImage } from './certainty.ts';
import { isImageKey, isImageVariable } from './image-keys.ts';
import { namesMadeImage } from './made-image.ts';

/**
 * Whether a variable is an image to pull: its name says image and not what is made of it, and its value has a host or a
 * namespace, and a tag or a digest.
 */
export function isImageSetting(name: string, value: string): boolean {
  return isImageVariable(name) && !namesMadeImage(name) && (isCertainImage(value) || isQualifiedImage(value));
}

/**
 * Whether a value among others of its sort (of a matrix, of a list) is an image to pull: the key above it says so and it has
 * a tag or a digest, or it is beyond doubt.
 */
export function isImageChoice(key: string, value: string): boolean {
  if (namesMadeImage(key)) return false;
  if (isCertainImage(value) || (isQualifiedImage(value) && value.includes('@'))) return true;
  return isImageKey(key) && isPossibleImage(value, 'image') && saysVersion(value);
}

/** A scalar with the key that it stands under, perhaps as one of a list. */
export interface KeyedScalar {
  readonly key: string;
  readonly scalar: YamlScalar;
}

/** The scalars below a node. Recursion is bounded by the parser's limit on depth; aliases are not followed. */
export function scalarsBelow(node: YamlNode, key: string): readonly KeyedScalar[] {
  switch (node.type) {
    case 'alias':
      return [];
    case 'scalar':
      return [{ key, scalar: node }];
    case 'sequence':
      return node.items.flatMap((item) => scalarsBelow(item, key));
    case 'mapping':
      return entriesAt(node).flatMap(([name, value]) => scalarsBelow(value, name));
  }
}
