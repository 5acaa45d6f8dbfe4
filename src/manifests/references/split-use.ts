import { DOCKER_HUB, formatReference, parseName, parseReference } from '../../images/reference.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Part, Sibling, Slot, Use } from '../model/use.ts';
import type { SourceFile } from '../source/source.ts';
import type { YamlScalar } from '../yaml/nodes.ts';
import { FILLED_IN_ELSEWHERE, literalUse, MAX_IMAGE_TEXT, unresolvedUse } from './literal-use.ts';
import { knownNameLength } from './unknown-tag.ts';

/** The fields that together make a reference, as they stand in a mapping. Fields that are written but empty count as absent. */
export interface SplitReference {
  readonly file: SourceFile;
  readonly kind: KindName;
  readonly part: Part;
  /** The field that names the image: `repository`, or `name`, or a short `image`. The use's place is here. */
  readonly repository: SplitField;
  /** What comes before the repository: a host (`quay.io`), or a host with a path, or a path alone (`istio`). */
  readonly registry?: SplitField | undefined;
  /** A path between registry and repository that has a field of its own. */
  readonly namespace?: SplitField | undefined;
  readonly tag?: SplitField | undefined;
  /** With its algorithm (`sha256:…`), or hexadecimal alone where the chart adds the algorithm. */
  readonly digest?: SplitField | undefined;
}

export interface SplitField {
  /** The key it stands under, as told in `also`. */
  readonly role: string;
  readonly scalar: YamlScalar;
}

/**
 * The use of a reference that is split over several fields of a mapping (or of two mappings: a global registry).
 * No tag is invented where the tag is empty.
 * @returns `undefined` where the fields make no reference.
 */
export function splitUse(split: SplitReference): Use | undefined {
  const { file, kind, part, repository } = split;
  if ([repository, split.registry, split.namespace, split.tag, split.digest].some(isTooLong)) return undefined;
  const name = textOf(repository);
  const { start } = repository.scalar;
  if (name === '' || start < 0) return undefined;
  const registry = present(split.registry);
  const namespace = present(split.namespace);
  const tag = present(split.tag);
  const digest = present(split.digest);
  const prefix = [registry, namespace]
    .map((field) => withoutSlashes(textOf(field)))
    .filter((part) => part !== '')
    .join('/');
  const fields = [registry, namespace, tag, digest].filter((field) => field !== undefined);
  const place = { file, start, text: file.text.slice(start, repository.scalar.end), kind, part };
  const named = [repository, registry, namespace].filter((field) => field !== undefined);
  const dynamic = named.find(isTemplate);
  if (dynamic !== undefined) {
    return { ...unresolvedUse(place, `${dynamic.role} is a template`), also: siblings(file, fields) };
  }
  if (fields.length === 0 && repository.scalar.verbatim) {
    return standingAlone(literalUse(place), split);
  }
  const path = prefix === '' ? name : `${prefix}/${name}`;
  const version = (tag ? `:${textOf(tag)}` : '') + (digest ? `@${digestOf(digest)}` : '');
  const hidden = [tag, digest].find((field) => field !== undefined && isTemplate(field));
  const isFilledIn = hidden !== undefined || knownNameLength(path + version) === path.length;
  const reference = parseReference(isFilledIn ? path : path + version);
  if (reference === undefined) return undefined;
  const reason = hidden === undefined ? FILLED_IN_ELSEWHERE : `${hidden.role} is a template`;
  const escaped = named.find(({ scalar }) => !scalar.verbatim);
  return {
    file: file.path,
    ...file.at(start),
    text: place.text,
    image: formatReference(reference),
    ...(isFilledIn ? { unknownTag: true, reason } : {}),
    kind,
    part,
    also: siblings(file, fields),
    ...(escaped === undefined
      ? {
          slots: [
            ...nameSlots(file, repository, registry, namespace),
            ...(isFilledIn ? [] : digestSlots(split, reference.digest !== undefined)),
          ],
        }
      : { slots: [], uneditable: `${escaped.role} is written with escapes` }),
  };
}

/** The decoded text of a field; empty for one that is absent or null. */
function textOf(field: SplitField | undefined): string {
  if (field === undefined) return '';
  const { value, style } = field.scalar;
  return style === 'plain' && /^(?:~|null)$/i.test(value) ? '' : value.trim();
}

/** Whether something fills in a field, or a part of it. */
function isTemplate(field: SplitField): boolean {
  return /\{\{|\$[({]/.test(textOf(field));
}

function isTooLong(field: SplitField | undefined): boolean {
  return field !== undefined && field.scalar.value.length > MAX_IMAGE_TEXT;
}

/** The text without slashes at its end. */
function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end--;
  return text.slice(0, end);
}

function present(field: SplitField | undefined): SplitField | undefined {
  return textOf(field) === '' ? undefined : field;
}

function digestOf(field: SplitField): string {
  const text = textOf(field);
  return text.includes(':') ? text : `sha256:${text}`;
}

function nameSlots(
  file: SourceFile,
  repository: SplitField,
  registry: SplitField | undefined,
  namespace: SplitField | undefined,
): readonly Slot[] {
  if (namespace !== undefined) {
    const path = {
      ...slotBefore(file, namespace, registry === undefined ? 'name' : 'repository'),
      tail: `/${textOf(repository)}`,
    };
    return registry === undefined ? [path] : [slotBefore(file, registry, 'registry'), path];
  }
  if (registry === undefined) return [slotOver(file, repository.scalar, 'name')];
  if (isHost(withoutSlashes(textOf(registry)))) {
    return [slotBefore(file, registry, 'registry'), slotOver(file, repository.scalar, 'repository')];
  }
  // A prefix with a path is shared by many images: it takes the target up to the repository, which stays as it is.
  return [{ ...slotBefore(file, registry, 'name'), tail: `/${textOf(repository)}` }];
}

/** Over what stands before another part: slashes at its end stay, since what joins the two may add none (`registry: quay.io/`). */
function slotBefore(file: SourceFile, { scalar }: SplitField, writes: Slot['writes']): Slot {
  const { start, end, value, verbatim } = scalar;
  const slashes = verbatim ? value.length - withoutSlashes(value).length : 0;
  return slotOver(file, { start, end: end - slashes }, writes);
}

/** Whether a text before the repository is a registry's host and no more. */
function isHost(text: string): boolean {
  if (text.includes('/')) return false;
  const name = parseName(`${text}/x/x`);
  return name !== undefined && (name.registry !== DOCKER_HUB || name.repository === 'x/x');
}

/** Where a digest goes when pinning: into the digest field, else behind the tag. */
function digestSlots({ file, tag, digest }: SplitReference, pinned: boolean): readonly Slot[] {
  if (pinned) return [];
  if (digest !== undefined && digest.role === 'digest' && digest.scalar.start >= 0)
    return [slotOver(file, digest.scalar, 'digest')];
  const written = present(tag);
  // What stands at an anchor may be the tag of others, which have another digest.
  if (digest !== undefined || written?.scalar.verbatim !== true || written.scalar.anchor !== undefined) return [];
  const { end } = written.scalar;
  return [{ ...slotOver(file, { start: end, end }, 'digest'), before: '@' }];
}

/** A repository that stands alone is a literal, but its digest goes where the chart looks for one, not behind the name. */
function standingAlone(use: Use | undefined, split: SplitReference): Use | undefined {
  if (use === undefined) return undefined;
  const names = use.slots.filter(({ writes }) => writes === 'name');
  return { ...use, slots: [...names, ...digestSlots(split, use.image?.includes('@') === true)] };
}

function slotOver(
  file: SourceFile,
  { start, end }: { readonly start: number; readonly end: number },
  writes: Slot['writes'],
): Slot {
  return { file: file.path, start, end, writes, before: '', after: '', tail: '' };
}

function siblings(file: SourceFile, fields: readonly SplitField[]): readonly Sibling[] {
  return fields.flatMap(({ role, scalar: { start, end } }) =>
    start < 0 ? [] : [{ role, file: file.path, ...file.at(start), text: file.text.slice(start, end) }],
  );
}
