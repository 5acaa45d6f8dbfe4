import type { SharedText } from '../model/shared-text.ts';
import { resolved, type YamlDocument, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';
import { isVersionedWord } from './certainty.ts';

/** Keys below which all is of an image; so many are asked, from the inside. */
const IMAGES = /image|img/i;
const MAX_KEYS = 3;
/** Keys of what is an image, or a part of one: not `stage`, and not GitLab's `tags`. */
const PARTS = /registry|repository|(?:repo|hub|tag|version)$|^(?:container|services)$/i;
/** Where texts stand that are there only to be brought elsewhere. */
const ELSEWHERE = /^(?:x-|[_.])|anchor|alias/i;
/** Of a key, and of the path that is told. */
const MAX_SHOWN = 100;

/**
 * The texts of a document that are an image's for one key and something else for another (`name: &app nginx`, `image: *app`). What
 * surely is an image is one wherever it is given.
 */
export function sharedTexts({ root, hasAliases }: YamlDocument): readonly SharedText[] {
  if (hasAliases !== true) return [];
  const sites = new Map<YamlScalar, { aliased: boolean; other: string | undefined }>();
  const visit = (node: YamlNode, path: readonly string[], isKey: boolean): void => {
    switch (node.type) {
      case 'mapping':
        for (const { key, value } of node.entries) {
          const name = resolved(key);
          const below = name?.type === 'scalar' ? [...path, name.value.slice(0, MAX_SHOWN)] : path;
          visit(key, below, true);
          visit(value, below, false);
        }
        break;
      case 'sequence':
        for (const item of node.items) visit(item, path, false);
        break;
      case 'alias':
        if (node.target?.type === 'scalar') told(node.target, path, isKey).aliased = true;
        break;
      case 'scalar':
        if (node.anchor !== undefined) told(node, path, isKey);
    }
  };
  const told = (scalar: YamlScalar, path: readonly string[], isKey: boolean) => {
    const site = sites.get(scalar) ?? { aliased: false, other: undefined };
    if (isKey || !isOfImage(path)) site.other ??= path.join('.').slice(0, MAX_SHOWN);
    sites.set(scalar, site);
    return site;
  };
  visit(root, [], false);
  return [...sites].flatMap(([{ start, end, value }, { aliased, other }]) =>
    aliased && other !== undefined && !isVersionedWord(value) ? [{ start, end, under: other }] : [],
  );
}

function isOfImage(path: readonly string[]): boolean {
  const [first = ''] = path;
  return (
    ELSEWHERE.test(first) || PARTS.test(path.at(-1) ?? '') || path.slice(-MAX_KEYS).some((key) => IMAGES.test(key))
  );
}
