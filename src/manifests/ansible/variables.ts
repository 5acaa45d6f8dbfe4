import { parseReference } from '../../images/reference.ts';
import type { FactBook } from '../model/fact.ts';
import type { Use } from '../model/use.ts';
import { isPossibleImage, isVersionedImage } from '../references/certainty.ts';
import { scalarUse, writtenScalar } from '../references/scalar-use.ts';
import type { SplitField } from '../references/split-use.ts';
import { isYamlPath } from '../source/paths.ts';
import type { SourceFile } from '../source/source.ts';
import { entriesAt, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';
import type { AnsibleRegistry } from './facts.ts';
import { isTemplate, type JinjaVariables } from './jinja.ts';

/**
 * Whether a file holds nothing but variables, by where it lies: defaults and variables of roles, of groups and of hosts
 * (https://docs.ansible.com/ansible/latest/tips_tricks/sample_setup.html).
 */
export function isVariablesPath(path: string): boolean {
  return isYamlPath(path) && /(?:^|\/)(?:defaults|vars|group_vars|host_vars|inventory|inventories)\//.test(path);
}

/** `web_image`, `web_container_image`, `web_image_name`. */
const IMAGE = /(?:^|_)image(?:_(?:name|ref|reference|ur[il]))?$/;
/** Names under which even a short name is a container's image. */
const CONTAINER_IMAGE = /(?:container|docker|podman|oci)_image(?:_(?:name|ref|reference|ur[il]))?$/;
/** Images of machines and of disks. */
const MACHINE = /(?:^|_)(?:vm|ami|lx[cd]|incus|iso|disk|boot|machine|os|cloud|box|qemu|kvm|vagrant|openstack)_image/;
/** The field that names the image where others hold its tag, digest or registry, and what those are called after the same stem. */
const REPOSITORY = /^(.*_)?image(?:_(?:repo|repository|name))?$/;
const SIBLINGS = { tag: ['tag', 'version'], digest: ['digest'] } as const;

/** The registries among the variables of a file. */
export function registryFacts(variables: YamlNode): readonly AnsibleRegistry[] {
  return variablesIn(variables).flatMap(([name, { value }]) =>
    /(?:^|_)registry$/.test(name) && isRegistry(value) ? [{ type: 'ansible-registry', name }] : [],
  );
}

function isRegistry(text: string): boolean {
  return isTemplate(text) || /^[\w-]+[.:][\w.:/-]+$/.test(text);
}

/** The uses of repositories; one to which some template adds more of a name (`{{ web_image_repo }}/web`) is no image by itself. */
export function resolveRepositories(book: FactBook): readonly Use[] {
  const facts = book.of('ansible-repository');
  if (facts.length === 0) return [];
  const before = new Map<string, Use>();
  const after = new Map<string, Use>();
  for (const use of [...book.of('use').map(({ fact }) => fact.use), ...facts.map(({ fact }) => fact.use)])
    for (const { 1: name = '', 2: slash, index } of use.text.matchAll(NAMED)) {
      if (index > 0) before.set(name, use);
      if (slash === '/') after.set(name, use);
    }
  const registries = new Map(book.of('ansible-registry').map(({ file, fact }) => [fact.name, file] as const));
  return facts.map(({ fact: { name, use } }) => {
    if (use.image === null) return use;
    const isJoined = use.also.some(({ role }) => role.endsWith('registry'));
    const longer = after.get(name) ?? (isJoined ? undefined : before.get(name));
    if (longer !== undefined) return partOf(use, `${longer.file}:${longer.line} adds to it`);
    const registry =
      isJoined || hasHost(use.text) ? undefined : registryNames(name).find((candidate) => registries.has(candidate));
    return registry === undefined ? use : partOf(use, `${registry} in ${registries.get(registry)} comes before it`);
  });
}

function partOf({ uneditable, unknownTag, ...use }: Use, why: string): Use {
  return { ...use, image: null, reason: `only a part of an image: ${why}`, slots: [] };
}

/** Whether a name begins with a registry, or with a variable that may be one. */
function hasHost(text: string): boolean {
  const slash = text.indexOf('/');
  return slash !== -1 && /[.:]|\}\}/.test(text.slice(0, slash));
}

/** The variables that hold the registry of a repository: `web_image_registry` or `web_registry` of `web_image_repo`. */
function registryNames(name: string): readonly string[] {
  const prefix = REPOSITORY.exec(name)?.[1] ?? '';
  return [`${prefix}image_registry`, `${prefix}registry`];
}

/** A variable in a template, with the slash that follows it. */
const NAMED = /\{\{-?[ \t]*([A-Za-z_]\w*)[ \t]*-?\}\}(\/?)/g;

/** The images that a mapping of variables tells, each at the field that names it. */
export function variableUses(
  variables: YamlNode,
  file: SourceFile,
  known: JinjaVariables,
): readonly (Use | undefined)[] {
  const scalars = new Map(variablesIn(variables));
  return [...scalars].map(([name, scalar]) => variableUse(name, scalar, scalars, file, known));
}

/** The variables of a mapping that are texts. */
export function variablesIn(variables: YamlNode): readonly (readonly [string, YamlScalar])[] {
  return entriesAt(variables).flatMap(([name, node]) => {
    const scalar = node.type === 'alias' ? undefined : writtenScalar(node);
    return scalar === undefined ? [] : [[name, scalar] as const];
  });
}

function variableUse(
  name: string,
  scalar: YamlScalar,
  variables: ReadonlyMap<string, YamlScalar>,
  file: SourceFile,
  known: JinjaVariables,
): Use | undefined {
  if (MACHINE.test(name)) return undefined;
  const split = splitUse(name, scalar, variables, known);
  if (split !== undefined) return split;
  if (isTemplate(scalar.value)) return IMAGE.test(name) ? templateUse(name, scalar, known) : undefined;
  if (!isImageValue(name, scalar.value)) return undefined;
  return scalarUse({ file, node: scalar, kind: 'ansible', templating: { pattern: /\{[{%]/, reason: '' } });
}

/** Whether a text is an image under its variable's name. A container has a name, too, so that there only a version tells. */
function isImageValue(name: string, text: string): boolean {
  if (/_container$/.test(name)) return /^[^\s:@]+\/[^\s:@]+[:@]/.test(text) && parseReference(text) !== undefined;
  if (!IMAGE.test(name) || !isPossibleImage(text, 'image')) return false;
  return isVersionedImage(text) || CONTAINER_IMAGE.test(name);
}

/** A template that comes to an image, or that is put together as one is; one that only passes a variable on is told where that is set. */
function templateUse(name: string, scalar: YamlScalar, known: JinjaVariables): Use | undefined {
  const text = known.textOf(scalar);
  if (text !== undefined) return isImageValue(name, text) ? known.use(scalar, 'whole') : undefined;
  return /\}\}[^{}:/]*[:/]|[:/][^{}:/]*\{\{/.test(scalar.value) ? known.use(scalar, 'whole') : undefined;
}

/** `web_image_repo` with `web_image_tag` or `web_image_registry`. */
function splitUse(
  name: string,
  scalar: YamlScalar,
  variables: ReadonlyMap<string, YamlScalar>,
  known: JinjaVariables,
): Use | undefined {
  const match = REPOSITORY.exec(name);
  if (match === null || hasVersion(scalar.value)) return undefined;
  const stem = `${match[1] ?? ''}image_`;
  const fieldOf = (names: readonly string[]): SplitField | undefined => {
    const role = names.find((candidate) => variables.has(candidate));
    const found = role === undefined ? undefined : variables.get(role);
    return role === undefined || found === undefined ? undefined : { role, scalar: found };
  };
  const tag = fieldOf(SIBLINGS.tag.map((suffix) => stem + suffix));
  const digest = fieldOf(SIBLINGS.digest.map((suffix) => stem + suffix));
  if (tag === undefined && digest === undefined) return undefined;
  const before = hasHost(scalar.value) ? undefined : fieldOf(registryNames(name));
  const registry = before !== undefined && isRegistry(before.scalar.value) ? before : undefined;
  if (registry === undefined && !scalar.value.includes('/')) {
    // What is built is often named so, and nothing else about it says that it is an image; a host is none.
    if (stem === 'image_' || scalar.value.includes('.')) return undefined;
  }
  return known.splitUse({ part: 'repository', repository: { role: name, scalar }, registry, tag, digest });
}

/** Whether a text says its tag or digest itself. */
function hasVersion(text: string): boolean {
  return /[:@]/.test(text.slice(text.lastIndexOf('/') + 1));
}
