import { groupBy } from '../base/grouping.ts';
import { nameLength, nameOf, parseReference } from '../images/reference.ts';
import type { KindName } from './model/kind-names.ts';
import type { Slot, Use } from './model/use.ts';

/** Manifests that a step deploys, as they are or rendered before. */
const DEPLOYED: ReadonlySet<KindName> = new Set([
  'kubernetes',
  'custom-resource',
  'kustomize',
  'helm-values',
  'helm-template',
]);

/** Nobody has an image in more places; each would be written with all of these. */
const MAX_TOGETHER = 100;

/**
 * The uses of which some are put in place of others by a step that deploys manifests (`images` of Azure/k8s-deploy): it finds them by
 * the text of their names, so that all of one name are written together, or none. Which manifests a step is given is not asked.
 */
export function markSubstituted(uses: readonly Use[]): readonly Use[] {
  const names = new Set(uses.flatMap((use) => (use.substitutes === true ? (nameOfUse(use) ?? []) : [])));
  if (names.size === 0) return uses;
  const isConcerned = (use: Use) => use.substitutes === true || DEPLOYED.has(use.kind);
  const together = groupBy(uses.filter(isConcerned), nameOfUse);
  const groups = new Map([...names].map((name) => [name, groupOf(together.get(name) ?? [])]));
  return uses.map((use) => {
    const group = isConcerned(use) ? groups.get(nameOfUse(use) ?? '') : undefined;
    if (group === undefined || use.slots.length === 0) return use;
    if (typeof group === 'string') return { ...use, uneditable: use.uneditable ?? group };
    return { ...use, slots: [...use.slots, ...group.filter((slot) => !use.slots.includes(slot))] };
  });
}

/** The slots over the names of all, or why they can't be written together. */
function groupOf(uses: readonly Use[]): readonly Slot[] | string {
  const [first] = uses.filter(({ substitutes }) => substitutes === true);
  const at = first === undefined ? '' : `${first.file}:${first.line}`;
  const kept = uses.find(({ slots, uneditable }) => slots.length === 0 || uneditable !== undefined);
  if (kept !== undefined) return `${at} puts an image in its place by this name, which ${placeOf(kept)} keeps`;
  const spelled = new Set(
    uses.filter(({ part }) => part !== 'repository').map(({ text }) => text.slice(0, nameLength(text))),
  );
  if (spelled.size > 1) return `${at} puts an image in place of others by its name, which is spelled in several ways`;
  if (uses.length > MAX_TOGETHER) return `${at} puts an image in place of too many others by its name`;
  return uses.flatMap(({ slots }) => slots.filter(({ writes }) => writes !== 'digest'));
}

function placeOf({ file, line }: Use): string {
  return `${file}:${line}`;
}

function nameOfUse({ image }: Use): string | undefined {
  const reference = image === null ? undefined : parseReference(image);
  return reference === undefined ? undefined : nameOf(reference);
}
