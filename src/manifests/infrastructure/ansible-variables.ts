import { parseReference } from '../../images/reference.ts';
import { isImageText } from '../helm/image-text.ts';
import type { FactBook } from '../kind.ts';
import { isYamlPath } from '../paths.ts';
import { scalarUse, writtenScalar } from '../scalar-use.ts';
import type { SourceFile } from '../source.ts';
import type { SplitField } from '../split.ts';
import type { Use } from '../use.ts';
import { entriesAt, type YamlNode, type YamlScalar } from '../yaml.ts';
import { isTemplate, type JinjaVariables } from './jinja.ts';
import { isPlainlyImage } from './place.ts';

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
const SIBLINGS = { registry: ['registry'], tag: ['tag', 'version'], digest: ['digest'] } as const;

/** An image in several variables. Its repository may be only a part of one: a template in another file may add to it. */
export interface AnsibleFact {
  readonly type: 'ansible-repository';
  /** The variable that names the repository. */
  readonly name: string;
  readonly use: Use;
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
  return facts.map(({ fact: { name, use } }) => {
    const registry = use.also.some(({ role }) => role.endsWith('_registry'));
    const longer = after.get(name) ?? (registry ? undefined : before.get(name));
    if (longer === undefined || use.image === null) return use;
    const reason = `only a part of an image: ${longer.file}:${longer.line} adds to it`;
    return { ...use, image: null, reason, slots: [] };
  });
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
  if (!IMAGE.test(name) || !isImageText(text, 'image')) return false;
  return isPlainlyImage(text) || CONTAINER_IMAGE.test(name);
}

/** A template that comes to an image, or that is put together as one is; one that only passes a variable on is told where that is set. */
function templateUse(name: string, scalar: YamlScalar, known: JinjaVariables): Use | undefined {
  const text = known.textOf(scalar);
  if (text !== undefined) return isImageValue(name, text) ? known.use(scalar, 'whole') : undefined;
  return /\}\}[^{}]*[:/]|[:/][^{}]*\{\{/.test(scalar.value) ? known.use(scalar, 'whole') : undefined;
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
  const fieldOf = (suffixes: readonly string[]): SplitField | undefined => {
    for (const suffix of suffixes) {
      const found = variables.get(stem + suffix);
      if (found !== undefined) return { role: stem + suffix, scalar: found };
    }
    return undefined;
  };
  const tag = fieldOf(SIBLINGS.tag);
  const digest = fieldOf(SIBLINGS.digest);
  if (tag === undefined && digest === undefined) return undefined;
  const registry = fieldOf(SIBLINGS.registry);
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
