import { nameOf, parseReference } from '../../../src/images/reference.ts';
import type { ManifestKind } from '../../../src/manifests/model/kind.ts';
import type { Use } from '../../../src/manifests/model/use.ts';
import { applyEdits, type Rewrite, rewrite } from '../../../src/manifests/rewrite.ts';
import { type ScanResult, startScan } from '../../../src/manifests/scan.ts';

export type Files = Readonly<Record<string, string>>;

/** Scans a tree that is given as texts. */
export function scanFiles(kinds: readonly ManifestKind[], files: Files): ScanResult {
  const scan = startScan(kinds);
  for (const [path, text] of Object.entries(files)) scan.add(path, text);
  return scan.finish();
}

/** A use in short: `line:column text = image`, `~ image, reason` where the tag is not known, or `! reason`. */
export function brief({ line, column, text, image, reason, unknownTag }: Use): string {
  const known = unknownTag === true ? `~ ${image}, ${reason}` : `= ${image}`;
  return `${line}:${column} ${text} ${image === null ? `! ${reason}` : known}`;
}

export const REGISTRY = 'contoso.azurecr.io';

/** Moves every image to the team's registry, as exact rules do. */
export function moveAll(uses: readonly Use[]): Rewrite {
  return rewrite(uses, (use) => {
    const reference = use.image === null ? undefined : parseReference(use.image);
    if (reference === undefined || reference.registry === REGISTRY) return undefined;
    return { registry: REGISTRY, repository: nameOf(reference) };
  });
}

/** The tree after every image has moved. */
export function movedFiles(kinds: readonly ManifestKind[], files: Files): Files {
  const { edits } = moveAll(scanFiles(kinds, files).uses);
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter(({ file }) => file === path),
      ),
    ]),
  );
}
