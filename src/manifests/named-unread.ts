import { isDockerfilePath } from './dockerfile/dockerfile.ts';
import type { FactBook } from './model/fact.ts';
import type { UnseenSource } from './model/use.ts';
import { directoryOf, joinPath } from './source/paths.ts';

/** A path as it stands in a file. */
interface Named {
  /** That names it. */
  readonly file: string;
  /** From the top of the tree; `undefined` where it leaves it. */
  readonly path: string | undefined;
  /** As what it is read. */
  readonly as: 'manifest' | 'Dockerfile';
}

/**
 * Files that are manifests by what names them, and that nobody reads as such: kustomize and Compose take a file of any name, and a scan
 * those with the name of one. A path that ends like one and is not there is made later, or missing.
 */
export function namedUnread(book: FactBook): readonly UnseenSource[] {
  const odd = [...byKustomizations(book), ...byCompose(book)].filter(
    ({ path, as }) => path !== undefined && path.length <= MAX_PATH && !IS_NAMED[as](path),
  );
  if (odd.length === 0) return [];
  const folders = new Set(book.files.flatMap(foldersAbove));
  const found = odd.flatMap(({ file, path }): readonly UnseenSource[] => {
    if (path === undefined || folders.has(path)) return [];
    const source = `${path}, which ${file} names`;
    const remedy = 'give it a name by which it is read, such as one that ends with .yaml';
    return [{ type: 'file', file: path, line: 1, source, remedy }];
  });
  return [...new Map(found.map((source) => [source.source, source])).values()];
}

const IS_NAMED: Readonly<Record<Named['as'], (path: string) => boolean>> = {
  manifest: (path) => /\.(?:ya?ml|json)$/i.test(path),
  Dockerfile: isDockerfilePath,
};

/** Longer than any path of a repository; by aliases one may be named very often. */
const MAX_PATH = 512;

function byKustomizations(book: FactBook): readonly Named[] {
  return book.of('kustomization').flatMap(({ file, fact: { kustomization } }) => {
    const { parts, patches, components, transformers } = kustomization;
    return [...parts, ...patches, ...components, ...transformers].map((part) => seenFrom(file, part));
  });
}

/** What Compose includes, extends and builds from. */
function byCompose(book: FactBook): readonly Named[] {
  const named = book.of('compose-file').flatMap(({ file, fact: { composed } }) => {
    const included = composed.includes.flatMap(({ paths }) => paths);
    const extended = composed.services.flatMap((service) => service.extends?.file ?? []);
    const local = [...included, ...extended].filter((path) => !/^(?:[a-z+]+:\/\/|git@)/.test(path));
    return local.map((path) => seenFrom(file, path));
  });
  const built = book.of('compose-build').map(({ fact: { build } }): Named => {
    const { file, dockerfile: path } = build;
    return { file, path, as: 'Dockerfile' };
  });
  return [...named, ...built];
}

function seenFrom(file: string, path: string): Named {
  return { file, path: joinPath(directoryOf(file), path), as: 'manifest' };
}

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}
