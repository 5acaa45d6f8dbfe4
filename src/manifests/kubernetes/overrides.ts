import { isOfficial } from '../../images/built-here.ts';
import { nameLength, parseName, saysVersion } from '../../images/reference.ts';
import type { Delivery, ImageEntry, PatchImages } from '../kustomize/facts.ts';
import { imageEntries } from '../kustomize/images.ts';
import { inlinePatchImages } from '../kustomize/patches.ts';
import type { Fact } from '../model/fact.ts';
import type { Slot, Use } from '../model/use.ts';
import { isPossibleImage } from '../references/certainty.ts';
import { literalUse, templatedUse } from '../references/literal-use.ts';
import { knownNameLength } from '../references/unknown-tag.ts';
import { joinPath } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import {
  entriesAt,
  itemsAt,
  scalarAt,
  valueAt,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
} from '../yaml/nodes.ts';

/** What Flux does to the directory that it builds (https://fluxcd.io/flux/components/kustomize/kustomizations/). */
export function fluxFacts(spec: YamlMapping, file: SourceFile): readonly Fact[] {
  const entries = fluxEntries(valueAt(spec, 'images'), file);
  const { puts, tests } = patchImages(spec, file);
  const substitutes = entriesAt(spec, 'postBuild', 'substitute').flatMap(([name, node]) => {
    if (node.type !== 'scalar' || !node.verbatim) return [];
    const place = { file, start: node.start, text: node.value, kind: 'custom-resource', part: 'env' } as const;
    return [{ name, place }];
  });
  const path = pathOf(scalarAt(spec, 'path')?.value ?? './');
  const components = componentsOf(spec, path);
  return deliveryFacts({ path, sortsEntries: false, components, entries, own: puts, tests, substitutes });
}

/** What Argo CD does to the directory of a source (https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/). */
export function argoFacts(source: YamlMapping, kustomize: YamlMapping, file: SourceFile): readonly Fact[] {
  const entries = itemsAt(kustomize, 'images').flatMap((item) => argoEntry(item, file) ?? []);
  const { puts, tests } = patchImages(kustomize, file);
  const chart = scalarAt(source, 'chart');
  const path = chart === undefined ? pathOf(scalarAt(source, 'path')?.value ?? '') : undefined;
  const components = componentsOf(kustomize, path);
  return deliveryFacts({
    path,
    sortsEntries: entries.length > 0,
    components,
    entries,
    own: puts,
    tests,
    substitutes: [],
  });
}

/** The images of patches that an object of the cluster holds. */
export function patchImages(holder: YamlMapping, file: SourceFile): PatchImages {
  const { puts, tests } = inlinePatchImages(holder, file);
  const held = (use: Use): Use => ({ ...use, kind: 'custom-resource' });
  return { puts: puts.map(held), tests: tests.map(held) };
}

function deliveryFacts(delivery: Delivery): readonly Fact[] {
  return [
    { type: 'delivery', delivery },
    ...[...delivery.entries.map(({ use }) => use), ...delivery.own, ...delivery.tests].map(
      (use): Fact => ({ type: 'use', use }),
    ),
  ];
}

/** A directory of the source; `undefined` where something fills it in. */
function pathOf(path: string): string | undefined {
  return /[${]/.test(path) ? undefined : joinPath('', path.replace(/^\/+/, ''));
}

/** Components, which are named from the directory that is built. */
function componentsOf(holder: YamlMapping, path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  const named = itemsAt(holder, 'components').flatMap((item) => scalarAt(item)?.value ?? []);
  return named.flatMap((component) => joinPath(path, component) ?? []);
}

/** `images` as kustomize has them. One that says nothing new takes the place of another of its name all the same. */
function fluxEntries(images: YamlNode | undefined, file: SourceFile): readonly ImageEntry[] {
  return imageEntries(images, file).map((entry) => ({
    ...entry,
    use: { ...entry.use, kind: 'custom-resource' as const },
    ...(entry.renames || (entry.setsVersion && !mayBePlaceholder(entry.name)) ? {} : { doubtful: true as const }),
  }));
}

/**
 * `name=newName:tag` says what is pulled, and so does `name:tag`, which leaves the name as it is: moved, that becomes
 * `name=newName:tag`, so that it goes on being found by its name.
 */
function argoEntry(item: YamlNode, file: SourceFile): ImageEntry | undefined {
  if (item.type !== 'scalar' || !item.verbatim) return undefined;
  const equals = item.value.indexOf('=');
  const text = item.value.slice(equals + 1);
  const length = knownNameLength(text) ?? nameLength(text);
  const name = equals === -1 ? text.slice(0, length) : item.value.slice(0, equals);
  const use = argoUse(item, equals + 1, text, file);
  const setsVersion = saysVersion(text) || use?.unknownTag === true;
  if (use === undefined || name === '' || (equals === -1 && !setsVersion)) return undefined;
  return {
    use,
    name,
    newName: text.slice(0, length),
    setsVersion,
    match: slotOver(file, item.start, item.start + name.length),
    // Argo CD sorts its entries by their names, so that none comes surely before another.
    bridge: undefined,
    renames: equals !== -1,
    ...(equals !== -1 || !mayBePlaceholder(name) ? {} : { doubtful: true }),
  };
}

/** Whether a name alone may stand for an image in what is elsewhere: a word that is none of Docker's official images. */
export function mayBePlaceholder(name: string): boolean {
  const parsed = parseName(name);
  return !name.includes('/') && (parsed === undefined || !isOfficial(parsed));
}

function argoUse(item: YamlScalar, from: number, text: string, file: SourceFile): Use | undefined {
  const part = from > 0 ? 'newName' : 'name';
  const place = { file, start: item.start + from, text, kind: 'custom-resource', part } as const;
  const isFilledIn = knownNameLength(text) !== undefined;
  if (!isFilledIn && !isPossibleImage(text, 'image')) return undefined;
  const use = isFilledIn ? templatedUse(place, 'the value is a template') : literalUse(place);
  if (use === undefined || from > 0) return use;
  const names = use.slots.filter(({ writes }) => writes === 'name');
  return { ...use, slots: names.map((slot) => ({ ...slot, start: slot.end, before: '=' })) };
}

function slotOver(file: SourceFile, start: number, end: number): Slot {
  return { file: file.path, start, end, writes: 'name', before: '', after: '', tail: '' };
}
