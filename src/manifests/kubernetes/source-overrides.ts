import type { Fact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { watchedName } from '../references/watched-name.ts';
import { sourceOverrideFacts } from './delivery.ts';

const NAME = /(?:^|\/)\.argocd-source(-[^/]{1,255})?\.yaml$/;

/**
 * Files by which Argo CD changes what an Application says of the folder that they lie in. `.argocd-source.yaml` is of all Applications
 * there, and people write it. The one that is named after an Application is where Argo CD Image Updater keeps what it has found
 * (https://argocd-image-updater.readthedocs.io/en/stable/basics/update-methods/#method-git): it is written anew, with names of images as
 * it knows them.
 */
export const argoSourceOverrides: YamlKind = {
  name: 'argocd-source',
  format: 'yaml',
  isNamed: (path) => NAME.test(path),
  recognises: ({ root }, { path }) => root.type === 'mapping' && NAME.test(path),
  extract: ({ root }, file) => {
    if (root.type !== 'mapping') return [];
    const facts = sourceOverrideFacts(root, file);
    return NAME.exec(file.path)?.[1] === undefined ? facts : keptAsWritten(facts);
  },
};

/** What another program writes stays, and so do images that it finds by their names. */
function keptAsWritten(facts: readonly Fact[]): readonly Fact[] {
  const entries = facts.flatMap((fact) => (fact.type === 'delivery' ? fact.delivery.entries : []));
  // Whether what may be a placeholder is an image is known of what is built alone, which this has no part in.
  const doubtful = new Set(entries.flatMap(({ doubtful, use }) => (doubtful === true ? [use] : [])));
  const kept = facts.flatMap((fact): readonly Fact[] => {
    if (fact.type !== 'use' && fact.type !== 'remote-value') return [];
    const { image, line } = fact.use;
    const use: Use = { ...fact.use, slots: [], uneditable: 'Argo CD Image Updater writes this file anew' };
    if (doubtful.has(fact.use)) return [];
    return [{ ...fact, use }, ...(image === null ? [] : watchedName(image, line, FINDER))];
  });
  return [...kept, ...entries.flatMap(({ name, use }) => watchedName(name, use.line, FINDER))];
}

const FINDER = 'Argo CD';
