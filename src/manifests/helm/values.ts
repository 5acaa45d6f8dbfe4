import type { Fact } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Part, Use } from '../model/use.ts';
import { isCertainImage, isPossibleImage } from '../references/certainty.ts';
import { isImageKey, isImageVariable } from '../references/image-keys.ts';
import { literalUse, templatedUse } from '../references/literal-use.ts';
import { splitUse } from '../references/split-use.ts';
import { templatePlaces } from '../references/template-lines.ts';
import type { SourceFile } from '../source/source.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../yaml/nodes.ts';
import type { ValueUse } from './facts.ts';
import {
  awaitsRepository,
  field,
  type Globals,
  globalsOf,
  type ImageBlock,
  imageBlockOf,
  tagBeside,
} from './image-blocks.ts';
import { type Merged, mergedFields } from './merged-fields.ts';

/**
 * The uses in values that stand inside another manifest and are those of no chart that is named.
 * @param node the values' mapping
 */
export function extractValues(node: YamlNode, file: SourceFile): readonly Fact[] {
  return valueUses(node, file).map(({ use }) => ({ type: 'use', use }));
}

/** Every use in values. Aliases are not followed: a use stands where its anchor is. */
export function valueUses(root: YamlNode, file: SourceFile): readonly ValueUse[] {
  const walker = new ValuesWalker(file);
  walker.node(root, [], {});
  return walker.found;
}

/** What YAML takes without a question mark before it; the keys above a use are told with it. */
const MAX_KEY = 1024;

/** Text for people, and schemas. */
const PROSE = /^(?:description|annotations|labels|icon|title|openAPIV3Schema|\$schema|imagePullSecrets|pullSecrets)$/;

class ValuesWalker {
  readonly found: ValueUse[] = [];
  readonly #file: SourceFile;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  /** Recursion is bounded by the parser's limit on depth. */
  node(node: YamlNode, path: readonly string[], globals: Globals): void {
    switch (node.type) {
      case 'mapping':
        this.#mapping(node, path, globalsOf(node, globals));
        break;
      case 'sequence':
        for (const item of node.items) this.#item(item, path, globals);
        break;
      case 'scalar':
        this.#text(node);
        break;
      case 'alias':
        break;
    }
  }

  #mapping(node: YamlMapping, path: readonly string[], globals: Globals): void {
    const taken = this.#block(node, path, globals) ?? this.#variable(node, path);
    for (const { key, value } of node.entries) {
      if (key.type !== 'scalar' || key.value.length > MAX_KEY || PROSE.test(key.value)) continue;
      if (value.type !== 'scalar') this.node(value, [...path, key.value], globals);
      else if (value !== taken) this.#field(node, key.value, value, path);
    }
  }

  /** An image made of several fields of this mapping; tells the scalar that names it. */
  #block(node: YamlMapping, path: readonly string[], globals: Globals): YamlScalar | undefined {
    const merged = mergedFields(node);
    const block = imageBlockOf(merged?.mapping ?? node, path, globals);
    if (block === undefined || (merged !== undefined && !isOwn(block, merged))) return undefined;
    const { repository, own } = block;
    const split = { file: this.#file, kind: 'helm-values', part: 'repository', ...block } as const;
    const use = this.#atAlias(splitUse(split), block, merged);
    if (use !== undefined) {
      const tagless =
        use.image !== null && use.unknownTag !== true && !/[:@]/.test(use.image.slice(use.image.lastIndexOf('/') + 1));
      const withoutGlobal =
        block.registry === own ? undefined : this.#atAlias(splitUse({ ...split, registry: own }), block, merged);
      const [told, otherwise] =
        block.behind === undefined ? [use, withoutGlobal] : [behindGlobal(use, block.behind.role), use];
      this.#add(told, repository.scalar.start, path, [...path, repository.role], tagless, otherwise);
    }
    return repository.scalar;
  }

  /** The use of an image whose name a merge key brings: it stands where that names the mapping it comes from. */
  #atAlias(use: Use | undefined, { repository: { role } }: ImageBlock, merged: Merged | undefined): Use | undefined {
    const alias = merged?.broughtBy(role);
    if (use === undefined || alias === undefined) return use;
    const { file, line, column, text } = use;
    const also = [{ role, file, line, column, text }, ...use.also];
    return { ...use, ...this.#file.at(alias.start - 1), text: `*${alias.anchor}`, also };
  }

  /** `name: FOO_IMAGE` with `value: ref`. */
  #variable(node: YamlMapping, path: readonly string[]): YamlScalar | undefined {
    if (!node.entries.some(({ key }) => key.type === 'scalar' && key.value === 'value')) return undefined;
    const name = field(node, 'name')?.value ?? '';
    const value = field(node, 'value');
    if (value === undefined || !isImageVariable(name) || !isPossibleImage(value.value, name)) return undefined;
    this.#literal(value, [...path, 'value'], 'env');
    return value;
  }

  #field(node: YamlMapping, key: string, value: YamlScalar, path: readonly string[]): void {
    if (isLongText(value)) this.#text(value);
    else if (isImageKey(key)) this.#whole(node, key, value, [...path, key]);
    else if ((key === 'value' || path.at(-1) === 'images') && isCertainImage(value.value))
      this.#literal(value, [...path, key], 'whole');
  }

  /** `image: ref` or `fooImage: ref`, with or without `fooImageTag` beside it. */
  #whole(node: YamlMapping, key: string, value: YamlScalar, path: readonly string[]): void {
    const reason = unresolved(node, key, value.value);
    if (reason !== undefined) {
      const place = this.#place(value, 'whole');
      if (place !== undefined) this.#add(templatedUse(place, reason), place.start, path, path, false);
      return;
    }
    const tag = tagBeside(node, key);
    if (!isPossibleImage(value.value, tag === undefined ? key : 'image')) return;
    if (tag === undefined) {
      this.#literal(value, path, /_IMAGE/.test(key) ? 'env' : 'whole');
      return;
    }
    const use = splitUse({
      file: this.#file,
      kind: 'helm-values',
      part: 'repository',
      repository: { role: key, scalar: value },
      tag,
    });
    if (use !== undefined) this.#add(use, value.start, path, path, false);
  }

  #item(item: YamlNode, path: readonly string[], globals: Globals): void {
    const key = path.at(-1) ?? '';
    if (item.type !== 'scalar' || isLongText(item)) this.node(item, path, globals);
    else if (/images$/i.test(key) && isPossibleImage(item.value, key)) this.#literal(item, path, 'whole');
    else this.#argument(item, path);
  }

  /** `--flag=ref`. */
  #argument(item: YamlScalar, path: readonly string[]): void {
    const flag = /^(-{1,2}\w[\w.-]*)=/.exec(item.value);
    const name = flag?.[1] ?? '';
    const text = item.value.slice(flag?.[0].length ?? item.value.length);
    if (item.verbatim && (isCertainImage(text) || (isImageVariable(name) && isPossibleImage(text, name))))
      this.#literal({ ...item, start: item.start + (flag?.[0].length ?? 0), value: text }, path, 'arg');
  }

  /** Manifests as text in a value: templates that the chart renders with `tpl`. */
  #text(scalar: YamlScalar): void {
    if (scalar.style !== 'literal' || !/image/i.test(scalar.value)) return;
    for (const { start, text, part, templated } of templatePlaces(this.#file.text, scalar.start, scalar.end)) {
      const kind: KindName = templated ? 'helm-template' : 'helm-values';
      const place = { file: this.#file, start, text, kind, part };
      const use = templated ? templatedUse(place, 'directives make it') : literalUse(place);
      if (use !== undefined) this.#add(use, start, [], [], false);
    }
  }

  #literal(scalar: YamlScalar, path: readonly string[], part: Part): void {
    const place = this.#place(scalar, part);
    const use = place === undefined ? undefined : literalUse(place);
    if (use !== undefined) this.#add(use, scalar.start, path, path, false);
  }

  #place(scalar: YamlScalar, part: Part) {
    if (scalar.start < 0 || !scalar.verbatim) return undefined;
    const text = this.#file.text.slice(scalar.start, scalar.start + scalar.value.length);
    return { file: this.#file, start: scalar.start, text, kind: 'helm-values' as const, part };
  }

  #add(
    use: Use,
    start: number,
    block: readonly string[],
    path: readonly string[],
    tagless: boolean,
    withoutGlobal?: Use,
  ): void {
    const at = path.join('.');
    this.found.push({ use, start, block: block === path ? at : block.join('.'), path: at, tagless, withoutGlobal });
  }
}

/** The use of a whole name that a global registry may come before. */
function behindGlobal(use: Use, role: string): Use {
  const { pulls: _, unknownTag: __, ...rest } = use;
  return { ...rest, image: null, reason: `nobody tells whether ${role} comes before it`, slots: [] };
}

/** Whether the parts of an image come from several mappings: what all comes from one that is merged in is told where that stands. */
function isOwn({ repository, own, tag, digest }: ImageBlock, { broughtBy }: Merged): boolean {
  const sources = new Set(
    [repository, own, tag, digest].flatMap((part) => (part === undefined ? [] : [broughtBy(part.role)])),
  );
  return sources.size > 1 || sources.has(undefined);
}

/** A block of several lines. */
function isLongText({ style, verbatim }: YamlScalar): boolean {
  return (style === 'literal' || style === 'folded') && !verbatim;
}

/** Why a text under an image's key is not yet an image. */
function unresolved(node: YamlMapping, key: string, text: string): string | undefined {
  if (/\{\{|\$\{_/.test(text)) return 'the value is a template';
  return awaitsRepository(node, key, text) ? 'its repository is left empty here' : undefined;
}
