import type { FactBook } from '../model/fact.ts';
import type { UnseenSource } from '../model/use.ts';
import { directoryOf, joinPath } from '../source/paths.ts';

/**
 * Files that kustomizations build from and that nobody reads: kustomize takes a file of any name, and a scan those with the name of a
 * manifest. A path that ends like one and is not there is made later, or missing.
 */
export function unreadParts(book: FactBook): readonly UnseenSource[] {
  const files = new Set(book.files);
  const folders = new Set(book.files.flatMap(foldersAbove));
  const found = book.of('kustomization').flatMap(({ file, fact: { kustomization } }) => {
    const { parts, components, transformers } = kustomization;
    return [...parts, ...components, ...transformers].flatMap((part): readonly UnseenSource[] => {
      const path = joinPath(directoryOf(file), part);
      if (
        path === undefined ||
        files.has(path) ||
        folders.has(path) ||
        MANIFEST_NAME.test(path) ||
        part.length > MAX_PATH
      )
        return [];
      return [
        {
          ...{ type: 'file', file: path, line: 1, source: `${path}, which ${file} builds from` },
          remedy: 'give it a name that ends with .yaml, so that it is read',
        },
      ];
    });
  });
  return [...new Map(found.map((source) => [source.source, source])).values()];
}

const MANIFEST_NAME = /\.(?:ya?ml|json)$/i;
/** Longer than any path of a repository; by aliases one may be that of very many parts. */
const MAX_PATH = 512;

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}
