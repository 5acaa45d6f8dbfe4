import { beginsWithHost, isPossibleImage } from '../references/certainty.ts';
import { MAX_IMAGE_TEXT } from '../references/literal-use.ts';
import type { SplitField } from '../references/split-use.ts';
import { scalarAt, valueAt, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';

/** What a `global` mapping says for every image below it. */
export interface Globals {
  readonly registry?: SplitField;
  readonly hub?: SplitField;
  readonly tag?: SplitField;
  /** What a chart puts where an image's own field is left empty. */
  readonly defaults?: Defaults;
}

interface Defaults {
  readonly registry: SplitField | undefined;
  readonly repository: SplitField | undefined;
  readonly tag: SplitField | undefined;
}

const TAGS = ['tag', 'imageTag', 'digest', 'sha', 'pullPolicy', 'imagePullPolicy'] as const;
/** Under these keys a `repository` is one of sources or of charts, unless it has what only images have. */
const OTHER_REPOSITORIES = /^(?:git|chart|source|helm|repo)/i;
const PULL_FIELDS = ['pullPolicy', 'imagePullPolicy'] as const;
const IMAGE_FIELDS = ['registry', 'digest', ...PULL_FIELDS] as const;
const SOURCE_FIELDS = ['branch', 'revision', 'ref', 'url', 'username', 'password', 'chart'] as const;
/** Whether a document without a name that says so holds values: a split image that no other kind of file has. */
export function holdsImageBlock(root: YamlNode): boolean {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'sequence') for (const item of node.items) open.push(item);
    if (node.type !== 'mapping') continue;
    if (written(node, 'repository') !== undefined && TAGS.some((key) => partOf(node, key) !== undefined)) return true;
    for (const { value } of node.entries) open.push(value);
  }
  return false;
}

/** An image made of several fields, some of which may stand in a `global` mapping. */
export interface ImageBlock {
  readonly repository: SplitField;
  /** The registry that stands in the block itself; `registry` may be a global one that wins over it. */
  readonly own?: SplitField | undefined;
  readonly registry?: SplitField | undefined;
  /** A global registry beside a repository that has one in itself: templates tell whether it comes before it all the same. */
  readonly behind?: SplitField | undefined;
  /** A path between registry and repository. */
  readonly namespace?: SplitField | undefined;
  readonly tag?: SplitField | undefined;
  readonly digest?: SplitField | undefined;
}

/** The fields that can name an image; most mappings of values have none of them. */
const NAMING_FIELDS: ReadonlySet<string> = new Set(['repository', 'imageRepository', 'repo', 'image', 'name']);

/** The image that the fields of a mapping make together. */
export function imageBlockOf(node: YamlMapping, path: readonly string[], globals: Globals): ImageBlock | undefined {
  if (!hasField(node, NAMING_FIELDS)) return undefined;
  return (
    spreadBlock(node, path, globals) ??
    repositoryBlock(node, path.at(-1) ?? '', globals) ??
    imageBlock(node, globals) ??
    namedBlock(node, path, globals)
  );
}

/** `repository` with `registry`, `tag`, `digest`. */
function repositoryBlock(node: YamlMapping, key: string, globals: Globals): ImageBlock | undefined {
  const has = (name: string) => partOf(node, name) !== undefined;
  if (SOURCE_FIELDS.some(has) || (OTHER_REPOSITORIES.test(key) && !IMAGE_FIELDS.some(has))) return undefined;
  const prefixed = prefixedBlock(node);
  if (prefixed !== undefined) return prefixed;
  const isImage = /images?$/i.test(key);
  const roles = ['repository', 'imageRepository', ...(isImage ? ['repo'] : [])];
  const repository = roles.map((role) => filled(asField(node, role))).find((found) => found !== undefined);
  if (repository === undefined) return undefined;
  const isSaid = repository.role === 'imageRepository' && beginsWithHost(repository.scalar.value);
  if (!isImage && !isSaid && !TAGS.some(has)) return undefined;
  const own = partOf(node, 'registry') ?? partOf(node, 'imageRegistry');
  const isWhole = own === undefined && beginsWithHost(repository.scalar.value);
  const registry = isWhole ? undefined : (globals.registry ?? own);
  const tag = tagOf(node) ?? (isImage ? partOf(node, 'version') : undefined);
  const behind = isWhole ? globals.registry : undefined;
  return { repository, own, registry, behind, tag, digest: digestOf(node) };
}

/**
 * `repository: nvcr.io/nvidia` with `image: driver`: the repository is what comes before the name. A version may be left to
 * the chart where something else says that this is an image.
 */
function prefixedBlock(node: YamlMapping): ImageBlock | undefined {
  const [prefix, name] = [filled(partOf(node, 'repository')), filled(asField(node, 'image'))];
  if (prefix === undefined || name === undefined || !isBehind(name.scalar.value, prefix)) return undefined;
  const tag = filled(tagOf(node)) ?? partOf(node, 'version');
  const isPulled =
    PULL_FIELDS.some((key) => partOf(node, key) !== undefined) && beginsWithHost(`${prefix.scalar.value}/`);
  if (tag === undefined && !isPulled) return undefined;
  return { repository: name, own: prefix, registry: prefix, tag, digest: digestOf(node) };
}

/**
 * Whether an image's name is what follows a prefix: a word, or a path where the prefix is a registry and nothing else. A registry that
 * has moved by itself stands behind another.
 */
function isBehind(name: string, { scalar: { value } }: SplitField): boolean {
  return (
    isShortName(name) ||
    (/^[^/]*[.:][^/]*(?:\/[^/]*[.:][^/]*)?\/?$/.test(value) && /^[a-z0-9][a-z0-9._/-]*$/.test(name))
  );
}

/** A short `image` with `hub` or `registry` before it and `tag` behind it. */
function imageBlock(node: YamlMapping, globals: Globals): ImageBlock | undefined {
  const scalar = written(node, 'image');
  if (scalar === undefined || !isPossibleImage(scalar.value, 'image')) return undefined;
  const repository = { role: 'image', scalar };
  const hub = filled(partOf(node, 'hub')) ?? globals.hub;
  if (hub !== undefined && isShortName(scalar.value))
    return { repository, own: hub, registry: hub, tag: filled(tagOf(node)) ?? globals.tag, digest: digestOf(node) };
  const registry = partOf(node, 'registry') ?? partOf(node, 'imageRegistry');
  const tag = partOf(node, 'tag') ?? partOf(node, 'imageTag');
  if (filled(registry) === undefined && filled(tag) === undefined) return undefined;
  return { repository, own: registry, registry: globals.registry ?? registry, tag, digest: digestOf(node) };
}

/** `registry`, `repository` and `name` beside each other: the repository is what comes between the two. */
function spreadBlock(node: YamlMapping, path: readonly string[], { defaults }: Globals): ImageBlock | undefined {
  const [registry, repository, name] = [partOf(node, 'registry'), partOf(node, 'repository'), asField(node, 'name')];
  if (!isImagePath(path) || registry === undefined || repository === undefined) return undefined;
  if (name === undefined || !isShortName(name.scalar.value)) return undefined;
  const own = filled(registry) ?? defaults?.registry;
  const namespace = filled(repository) ?? defaults?.repository;
  if (own === undefined && namespace === undefined) return undefined;
  return { repository: name, own, registry: own, namespace, tag: tagOr(node, defaults), digest: digestOf(node) };
}

/** `name` with `tag` (or `version`) under a key that says image. */
function namedBlock(node: YamlMapping, path: readonly string[], { defaults }: Globals): ImageBlock | undefined {
  const scalar = written(node, 'name');
  if (scalar === undefined || !isImagePath(path) || !isPossibleImage(scalar.value, 'image')) return undefined;
  const tag = tagOr(node, defaults) ?? partOf(node, 'version');
  const empty = partOf(node, 'registry');
  if (isLeftEmpty(node, 'repository')) return undefined;
  if (tag === undefined && empty === undefined && !scalar.value.includes('/')) return undefined;
  const registry = filled(empty) ?? (empty === undefined ? undefined : (defaults?.registry ?? empty));
  return { repository: { role: 'name', scalar }, own: registry, registry, tag, digest: digestOf(node) };
}

function isImagePath(path: readonly string[]): boolean {
  return /image$/i.test(path.at(-1) ?? '');
}

/** The tag that a mapping says, or the chart's where it leaves it empty. */
function tagOr(node: YamlMapping, defaults: Defaults | undefined): SplitField | undefined {
  const tag = tagOf(node);
  return tag === undefined ? undefined : (filled(tag) ?? defaults?.tag ?? tag);
}

/** Whether a short `image` waits for a repository that its values leave empty. */
export function awaitsRepository(node: YamlMapping, key: string, text: string): boolean {
  return key === 'image' && isShortName(text) && isLeftEmpty(node, 'repository');
}

function isLeftEmpty(node: YamlMapping, key: string): boolean {
  const scalar = field(node, key);
  return scalar !== undefined && isEmpty(scalar);
}

const GLOBAL_FIELDS: ReadonlySet<string> = new Set(['global', 'hub', 'defaultRegistry', 'defaultImageRegistry']);

/** What is global at a mapping, given what is above it. */
export function globalsOf(node: YamlMapping, above: Globals): Globals {
  if (!hasField(node, GLOBAL_FIELDS)) return above;
  const registry = filled(partOf(node, 'global', 'imageRegistry'));
  const hub =
    filled(partOf(node, 'global', 'hub')) ?? (above.hub === undefined ? filled(partOf(node, 'hub')) : undefined);
  const defaults = defaultsOf(node);
  const tag = hub === undefined ? undefined : (filled(partOf(node, 'global', 'tag')) ?? filled(partOf(node, 'tag')));
  return {
    ...above,
    ...(registry === undefined ? {} : { registry }),
    ...(hub === undefined ? {} : { hub }),
    ...(tag === undefined ? {} : { tag }),
    ...(defaults === undefined ? {} : { defaults }),
  };
}

/** `defaultRegistry`, or `defaultImageRegistry` with `defaultImageRepository` and `defaultImageTag`. */
function defaultsOf(node: YamlMapping): Defaults | undefined {
  const registry = filled(partOf(node, 'defaultRegistry')) ?? filled(partOf(node, 'defaultImageRegistry'));
  if (registry === undefined) return undefined;
  const repository = filled(partOf(node, 'defaultImageRepository'));
  return { registry, repository, tag: filled(partOf(node, 'defaultImageTag')) };
}

function tagOf(node: YamlMapping): SplitField | undefined {
  return partOf(node, 'tag') ?? partOf(node, 'imageTag');
}

function digestOf(node: YamlMapping): SplitField | undefined {
  return partOf(node, 'digest') ?? partOf(node, 'sha');
}

/** The tag of `fooImage`: `fooImageTag` or `fooTag`; of `image` also `version`, which its chart joins to it. */
export function tagBeside(node: YamlMapping, key: string): SplitField | undefined {
  const names = key === 'image' ? ['imageTag', 'tag'] : [`${key}Tag`, key.replace(/Image$/, 'Tag')];
  return names.map((name) => filled(partOf(node, name))).find((tag) => tag !== undefined && tag.role !== key);
}

function isShortName(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]*$/.test(text);
}

/** The scalar of a key, alias not followed: an image is told where its name stands. */
export function field(node: YamlMapping, key: string): YamlScalar | undefined {
  const value = valueAt(node, key);
  return value?.type === 'scalar' ? value : undefined;
}

function hasField(node: YamlMapping, names: ReadonlySet<string>): boolean {
  return node.entries.some(({ key }) => key.type === 'scalar' && names.has(key.value));
}

function asField(node: YamlMapping, role: string): SplitField | undefined {
  const scalar = field(node, role);
  return scalar === undefined ? undefined : { role, scalar };
}

/** The same for what names no image by itself: an alias may stand for it. */
function partOf(node: YamlMapping, ...path: readonly string[]): SplitField | undefined {
  const scalar = scalarAt(node, ...path);
  return scalar === undefined ? undefined : { role: path.join('.'), scalar };
}

/** The scalar of a key if something is written there. */
function written(node: YamlMapping, key: string): YamlScalar | undefined {
  const scalar = field(node, key);
  return scalar === undefined || isEmpty(scalar) ? undefined : scalar;
}

function filled(candidate: SplitField | undefined): SplitField | undefined {
  return candidate === undefined || isEmpty(candidate.scalar) ? undefined : candidate;
}

function isEmpty({ value, style }: YamlScalar): boolean {
  return (value.length <= MAX_IMAGE_TEXT && value.trim() === '') || (style === 'plain' && /^(?:~|null)$/i.test(value));
}
