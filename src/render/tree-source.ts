/** The files of a tree as far as rendering reads them: a work tree's or a commit's. */
export interface TreeSource {
  /** Relative, with forward slashes; no links. */
  readonly paths: readonly string[];
  /** The bytes of a regular file; `undefined` where there is none that can be read. */
  readonly read: (path: string) => Uint8Array | undefined;
}

/** The text of a file; `undefined` where there is none, or it is no text. */
export function textAt(tree: TreeSource, path: string): string | undefined {
  const bytes = tree.read(path);
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
