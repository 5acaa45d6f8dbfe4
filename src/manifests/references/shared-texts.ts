import type { SharedText } from '../model/shared-text.ts';
import type { YamlDocument, YamlNode, YamlScalar } from '../yaml/nodes.ts';
import { isVersionedWord } from './certainty.ts';

/** Keys below which all is of an image; so many are asked, from the inside. */
const IMAGES = /image|img/i;
const MAX_KEYS = 3;
/** Keys of what is an image, or a part of one. */
const PARTS = /registry|repo|hub$|tag|version|^container$|^services$/i;
/** Where texts stand that are there only to be brought elsewhere. */
const ELSEWHERE = /^(?:x-|[_.])|anchor|alias/i;
const MAX_SHOWN = 100;

/**
 * The texts of a document that are an image's for one key and something else for another (`name: &app nginx`, `image: *app`). What
 * surely is an image is one wherever it is given.
 */
export function sharedTexts({ root, hasAliases }: YamlDocument): readonly SharedText[] {
  if (hasAliases !== true) return [];
  const sites = new Map<YamlScalar, { aliased: boolean; other: string | undefined }>();
  const visit = (node: YamlNode, path: readonly string[]): void => {
    switch (node.type) {
      case 'mapping':
        for (const { key, value } of node.entries) {
          if (key.type === 'scalar' && key.anchor !== undefined) told(key, [...path, key.value], false, true);
          visit(value, key.type === 'scalar' ? [...path, key.value] : path);
        }
        break;
      case 'sequence':
        for (const item of node.items) visit(item, path);
        break;
      case 'alias':
        if (node.target?.type === 'scalar') told(node.target, path, true, false);
        break;
      case 'scalar':
        if (node.anchor !== undefined) told(node, path, false, false);
    }
  };
  const told = (scalar: YamlScalar, path: readonly string[], aliased: boolean, isKey: boolean) => {
    const isImage =
      !isKey &&
      (says(path[0], ELSEWHERE) || says(path.at(-1), PARTS) || path.slice(-MAX_KEYS).some((key) => says(key, IMAGES)));
    const site = sites.get(scalar) ?? { aliased: false, other: undefined };
    site.aliased ||= aliased;
    if (!isImage) site.other ??= path.join('.').slice(0, MAX_SHOWN);
    sites.set(scalar, site);
  };
  visit(root, []);
  return [...sites].flatMap(([{ start, end, value }, { aliased, other }]) =>
    aliased && other !== undefined && start >= 0 && !isVersionedWord(value) ? [{ start, end, under: other }] : [],
  );
}

function says(key: string | undefined, what: RegExp): boolean {
  return key !== undefined && key.length <= MAX_SHOWN && what.test(key);
}
