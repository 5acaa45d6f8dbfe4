import { nameOf, parseReference } from '../../../src/images/reference.ts';
import { applyEdits, rewrite } from '../../../src/manifests/rewrite.ts';
import { usesOf } from '../found.ts';

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** Where all moves to. */
export const ACR = 'r.azurecr.io';

/** A chart in the folder `c`. @param more lines of its `Chart.yaml` */
export function chart(files: Files, more = ''): Files {
  return { 'c/Chart.yaml': `apiVersion: v2\nname: c\nversion: 1.0.0\nappVersion: "9"\n${more}`, ...files };
}

/** The files after everything that is Docker Hub's, Quay's or GitHub's has moved. */
export function moved(files: Files): Files {
  const { edits } = rewrite(usesOf(files), ({ image }) => {
    const reference = image === null ? undefined : parseReference(image);
    return reference !== undefined && /^(?:docker|quay|ghcr)\.io$/.test(reference.registry)
      ? { registry: ACR, repository: nameOf(reference) }
      : undefined;
  });
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
