import { groupBy } from '../base/grouping.ts';
import type { GatedImage } from '../defender/gate.ts';
import { hiddenInCharts } from '../manifests/hidden.ts';
import type { TreeScan } from '../manifests/tree.ts';

/** What nobody has looked into of a tree. */
export type Unlooked = Pick<TreeScan, 'unseen' | 'warnings' | 'blobs'>;

/**
 * What a pull request brings of which nobody can say what images it has, for the gate: sources of images that are elsewhere, and files
 * that could not be read in full and are not as the base has them. It must not hide an image by where it puts it.
 * @param base `undefined` where there is none, or it can't be read: then all of it counts
 * @param prefix what leads from the workspace's root to the scanned folder: empty, or ending with `/`
 */
export function blindSpots(head: Unlooked, base: Unlooked | undefined, prefix: string): readonly GatedImage[] {
  const isAsInBase = (file: string) => {
    const blob = head.blobs.get(file);
    return blob !== undefined && base?.blobs.get(file) === blob;
  };
  const known = new Set(base?.unseen.map(({ source }) => source));
  const sources = [...head.unseen, ...hiddenInCharts([...head.blobs.keys()])].filter(({ type, source, file }) => {
    const isContent = type === 'submodule' || (type === 'file' && head.blobs.has(file));
    return isContent ? !isAsInBase(file) : !known.has(source);
  });
  const warnings = head.warnings.filter(({ file }) => !isAsInBase(file));
  const spot = (image: string, files: readonly { readonly file: string }[]) => ({
    ...{ image, manifests: [] },
    files: [...new Set(files.map(({ file }) => `${prefix}${file}`))],
  });
  return [
    ...[...groupBy(sources, ({ source }) => source)].map(([source, told]): GatedImage => {
      const [{ because, remedy } = { because: undefined, remedy: '' }] = told;
      const reason = because ?? 'its images are not in this repository, and nobody has looked into it';
      return { ...spot(source, told), unresolved: { state: 'unseen', reason, remedy: `look into it: ${remedy}` } };
    }),
    ...[...groupBy(warnings, ({ file }) => file)].map(([file, told]): GatedImage => {
      const reason = told.map(({ line, reason: why }) => `line ${line}: ${why}`).join('; ');
      return { ...spot(`${prefix}${file}`, told), unresolved: { state: 'unread', reason } };
    }),
  ];
}
