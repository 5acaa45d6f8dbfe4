import type { Fact } from '../model/fact.ts';
import type { WatcherGroup } from '../references/image-watchers.ts';
import { watchedName } from '../references/watched-name.ts';
import type { SourceFile } from '../source/source.ts';
import { itemsAt, scalarAt, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';

/** The names by which programs find images that these objects tell them. */
export function watcherFacts(root: YamlMapping, group: WatcherGroup, file: SourceFile): readonly Fact[] {
  switch (group) {
    // Its repositories are asked for tags; what is written of them is marked where it is written.
    case 'image.toolkit.fluxcd.io':
      return [];
    case 'argocd-image-updater.argoproj.io':
      return named(updatedImages(root), 'Argo CD Image Updater', file);
    case 'kargo.akuity.io':
      return named(promotedImages(root), 'Kargo', file);
  }
}

function named(names: readonly (YamlScalar | undefined)[], by: string, file: SourceFile): readonly Fact[] {
  return names.flatMap((name) =>
    name === undefined ? [] : watchedName(name.value, file.at(Math.max(0, name.start)).line, by),
  );
}

/** kbld's own objects, in which `image` is what it looks for (https://carvel.dev/kbld/docs/latest/config/). */
export const KBLD = 'kbld.k14s.io';

/** The names by which kbld finds images: those that it overrides or builds, and those of which a lock has the digest. */
export function kbldFacts(root: YamlMapping, group: string, file: SourceFile): readonly Fact[] {
  if (group === 'imgpkg.carvel.dev') {
    const locked = itemsAt(root, 'images').flatMap((image) =>
      ID_KEYS.map((key) => scalarAt(image, 'annotations', key)),
    );
    return named(locked, 'kbld', file);
  }
  if (group !== KBLD) return [];
  const rules = ['overrides', 'sources', 'destinations'].flatMap((key) => itemsAt(root, key));
  return named(
    rules.flatMap((rule) => ['image', 'imageRepo'].map((key) => scalarAt(rule, key))),
    'kbld',
    file,
  );
}

const ID_KEYS = ['kbld.carvel.dev/id', 'kbld.k14s.io/id'] as const;

/** What an ImageUpdater looks for, and what it calls it in kustomize. */
function updatedImages(root: YamlMapping): readonly (YamlScalar | undefined)[] {
  const images = itemsAt(root, 'spec', 'applicationRefs').flatMap((application) => itemsAt(application, 'images'));
  return images.flatMap((image) => [
    scalarAt(image, 'imageName'),
    scalarAt(image, 'manifestTargets', 'kustomize', 'name'),
  ]);
}

/**
 * What a Warehouse subscribes to, and `images` of steps that write versions of it (`kustomize-set-image`), in whatever they stand
 * (https://docs.kargo.io/user-guide/reference-docs/promotion-steps/kustomize-set-image/).
 */
function promotedImages(root: YamlMapping): readonly (YamlScalar | undefined)[] {
  const subscribed = itemsAt(root, 'spec', 'subscriptions').map((one) => scalarAt(one, 'image', 'repoURL'));
  const open: YamlNode[] = [root];
  const steps: (YamlScalar | undefined)[] = [];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'sequence') for (const item of node.items) open.push(item);
    if (node.type !== 'mapping') continue;
    for (const { key, value } of node.entries) {
      open.push(value);
      if (key.type === 'scalar' && key.value === 'images')
        for (const item of itemsAt(value)) steps.push(scalarAt(item, 'image'));
    }
  }
  return [...subscribed, ...steps];
}
