import { scalarAt, type YamlNode } from '../yaml/nodes.ts';

/**
 * The groups of objects that say which images a program asks for new versions, and what it does with these: nobody pulls what they name.
 * https://fluxcd.io/flux/components/image/imagerepositories/ · https://argocd-image-updater.readthedocs.io/en/stable/configuration/images/ ·
 * https://docs.kargo.io/user-guide/how-to-guides/working-with-warehouses/
 */
export type WatcherGroup = (typeof WATCHER_GROUPS)[number];
export const WATCHER_GROUPS = [
  'image.toolkit.fluxcd.io',
  'argocd-image-updater.argoproj.io',
  'kargo.akuity.io',
] as const;

const KINDS: ReadonlySet<string> = new Set(['ImageRepository', 'ImageUpdater', 'Warehouse']);

export function watcherGroup(group: string): WatcherGroup | undefined {
  return WATCHER_GROUPS.find((known) => known === group);
}

/** Whether a patch, by what it says itself or by its target, is one of such an object. */
export function patchesWatcher(patch: YamlNode | undefined, target?: YamlNode): boolean {
  const group = scalarAt(patch, 'apiVersion')?.value.split('/', 1)[0] ?? scalarAt(target, 'group')?.value;
  return watcherGroup(group ?? '') !== undefined || KINDS.has(scalarAt(target, 'kind')?.value ?? '');
}
