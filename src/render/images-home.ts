import type { AddedStep } from '../manifests/model/added-keys.ts';
import type { Slot } from '../manifests/model/use.ts';
import type { SourceFile } from '../manifests/source/source.ts';
import {
  itemsAt,
  resolved,
  scalarAt,
  valueAt,
  type YamlMapping,
  type YamlNode,
  type YamlSequence,
} from '../manifests/yaml/nodes.ts';
import { afterItems, afterMapping, columnOf, withinBraces } from './adding.ts';

/** Where a repository's file has, or would have, kustomize's `images` that replace images of what is rendered. */
export interface ImagesHome {
  readonly file: SourceFile;
  /** What an entry is added to: a list that is there, or the mapping that would hold it. */
  readonly within: YamlMapping | YamlSequence;
  /** From there to the entries. */
  readonly path: readonly AddedStep[];
  /** By how much the file indents lists. */
  readonly listIndent: number;
  /** The names that entries of the list have and write: these are moved by the entries themselves, as the scan has them. */
  readonly written: ReadonlySet<string>;
  /** Texts of other objects that an entry would rename as well. */
  readonly others: readonly string[];
}

const ITEM = { first: undefined } as const;

/**
 * `spec.postRenderers` of a HelmRelease (https://fluxcd.io/flux/components/helm/helmreleases/#post-renderers): its last list of images,
 * else its last kustomize, else a new item.
 * @returns a clause where there is no such place
 */
export function postRenderersHome(file: SourceFile, root: YamlMapping, spec: YamlMapping): ImagesHome | string {
  const renderers = resolved(valueAt(spec, 'postRenderers'));
  const common = { file, listIndent: listIndentOf(file, root), written: new Set<string>(), others: [] };
  if (renderers === undefined || isEmpty(renderers)) {
    const isWritten = renderers !== undefined;
    return isWritten ? LEFT_EMPTY : { ...common, within: spec, path: ['postRenderers', ITEM, 'kustomize', 'images'] };
  }
  if (renderers.type !== 'sequence') return 'its postRenderers are no list';
  const kustomizes = renderers.items.flatMap((item) => resolved(valueAt(item, 'kustomize')) ?? []);
  const own = kustomizes.findLast((each) => valueAt(each, 'images') !== undefined) ?? kustomizes.at(-1);
  if (own?.type !== 'mapping') return added({ ...common, within: renderers, path: [ITEM, 'kustomize', 'images'] });
  return imagesOf(own, common);
}

/** `images` of a kustomization (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/). */
export function kustomizationHome(file: SourceFile, root: YamlMapping): ImagesHome | string {
  return imagesOf(root, { file, listIndent: listIndentOf(file, root) });
}

function imagesOf(mapping: YamlMapping, common: Pick<ImagesHome, 'file' | 'listIndent'>): ImagesHome | string {
  const images = resolved(valueAt(mapping, 'images'));
  const written = new Set(
    itemsAt(images).flatMap((item) => ['name', 'newName'].flatMap((key) => scalarAt(item, key)?.value ?? [])),
  );
  if (images === undefined) return { ...common, within: mapping, path: ['images'], written, others: [] };
  if (isEmpty(images)) return LEFT_EMPTY;
  if (images.type !== 'sequence') return 'its images are no list';
  return added({ ...common, within: images, path: [], written, others: [] });
}

const LEFT_EMPTY = 'its list of images is written and left empty';

function isEmpty(node: Exclude<YamlNode, { type: 'alias' }>): boolean {
  return node.type === 'sequence' ? node.items.length === 0 : node.type === 'scalar' && node.start < 0;
}

function added(home: ImagesHome & { readonly within: YamlSequence }): ImagesHome | string {
  return home.within.flow ? 'its list is written in brackets' : home;
}

/**
 * The entry that renames an image.
 * @param name as the rendered objects write it, without tag and digest
 */
export function entrySlot(home: ImagesHome, name: string): Slot | string {
  const { file, within, path, listIndent, written, others } = home;
  if (written.has(name)) return 'an entry of images names it already, and is moved by itself';
  if (others.some((text) => hasWord(text, name)))
    return 'another object that its kustomization builds has the image too';
  const steps = [...path, { first: { key: 'name', value: name } }, 'newName'];
  const adding =
    within.type === 'sequence'
      ? afterItems(file, within, steps)
      : within.flow
        ? withinBraces(file, within, steps)
        : afterMapping(file, within, steps);
  if (typeof adding === 'string') return adding;
  const { at, keys } = adding;
  const adds = keys.style.type === 'block' ? { ...keys, style: { ...keys.style, listIndent } } : keys;
  return { file: file.path, start: at, end: at, writes: 'name', before: '', after: '', tail: '', adds };
}

/** Whether a name stands in a text, and not only as a part of a longer one. */
function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (!/[\w./-]/.test(before) && !/[\w/-]/.test(after)) return true;
  }
  return false;
}

/** By how much the document indents its lists: as the first of them does, else not at all beyond what mappings are. */
function listIndentOf(file: SourceFile, root: YamlMapping): number {
  const open: YamlMapping[] = [root];
  for (let mapping = open.shift(); mapping !== undefined; mapping = open.shift()) {
    for (const { value } of mapping.entries) {
      if (value.type === 'sequence' && !value.flow && value.items.length > 0)
        return Math.max(columnOf(file, value.start) - columnOf(file, mapping.start), 0);
      for (const inner of value.type === 'sequence' ? value.items : [value])
        if (inner.type === 'mapping' && !inner.flow) open.push(inner);
    }
  }
  return DEFAULT_INDENT;
}

const DEFAULT_INDENT = 2;
