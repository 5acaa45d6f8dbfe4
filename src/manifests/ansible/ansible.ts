import type { Fact } from '../model/fact.ts';
import type { YamlKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { builtFacts } from '../references/built-here.ts';
import { IMAGE_WORD } from '../references/image-keys.ts';
import { MAX_IMAGE_TEXT } from '../references/literal-use.ts';
import { scalarUse, useFacts, writtenScalar } from '../references/scalar-use.ts';
import { settingUses } from '../settings/settings.ts';
import type { SourceFile } from '../source/source.ts';
import { entriesAt, resolved, scalarAt, valueAt, type YamlDocument, type YamlNode } from '../yaml/nodes.ts';
import { isTemplate, JinjaVariables } from './jinja.ts';
import { manifestFacts } from './manifests.ts';
import { isVariablesPath, registryFacts, resolveRepositories, variablesIn, variableUses } from './variables.ts';

const TEMPLATE = { pattern: /\{\{|\{%/, reason: 'a template that Ansible fills in' };

/** Modules that run an image, under their names with and without the collection (https://docs.ansible.com/ansible/latest/collections/). */
const RUNS =
  /^(?:(?:community\.docker|community\.general|containers\.podman|ansible\.builtin)\.)?(?:docker_container|docker_swarm_service|podman_container)$/;

/** Modules that pull or build an image; its tag may be a field of its own. */
const HOLDS =
  /^(?:(?:community\.docker|community\.general|containers\.podman)\.)?(?:docker_image|docker_image_pull|podman_image)$/;

const BUILDS = /^(?:community\.docker\.)?docker_image_build$/;

/** Lists of tasks inside plays and blocks. */
const LISTS: readonly string[] = ['pre_tasks', 'tasks', 'post_tasks', 'handlers', 'block', 'rescue', 'always'];

/** A play, or a task with a name, as tasks of Ansible have it and other lists of mappings hardly do. */
const PLAY = /^(?:hosts|import_playbook)$/;
const GENERAL =
  /^(?:(?:ansible\.builtin\.)?(?:command|shell|copy|set_fact)|(?:kubernetes\.core|community\.(?:kubernetes|okd)|redhat\.openshift)\.k8s|k8s)$/;
const SETS = /^(?:ansible\.builtin\.)?set_fact$/;

/**
 * Ansible: images of the Docker and Podman modules in plays and lists of tasks, objects of Kubernetes that tasks are given,
 * and variables, in plays and in files of their own.
 */
export const ansible: YamlKind = {
  format: 'yaml',
  name: 'ansible',
  isNamed: isVariablesPath,
  marks: [/[dD][oO][cC][kK][eE][rR]_|[pP][oO][dD][mM][aA][nN]_|_[cC][oO][nN][tT][aA][iI][nN][eE][rR]/, IMAGE_WORD],
  mayHoldImages: ({ path, text }) =>
    /(?:docker|podman)_|image|_container/i.test(text) || (text.includes('registry') && isVariablesPath(path)),
  recognises: ({ root }, { path }) =>
    root.type === 'mapping' ? isVariablesPath(path) : root.type === 'sequence' && tasksIn(root).some(isTask),
  extract: ({ root }: YamlDocument, file) => {
    const tasks = tasksIn(root);
    const variables = distinct(root.type === 'mapping' ? [root, ...varsBelow(root)] : tasks.flatMap(varsOf));
    const known = new JinjaVariables(file, variables.flatMap(variablesIn));
    const modules = tasks.flatMap(modulesOf);
    const uses = [
      ...(root.type === 'mapping' ? [root] : tasks.flatMap(valuesOf)).flatMap((node) =>
        settingUses(node, file, 'ansible'),
      ),
      ...variables.flatMap((node) => variableUses(node, file, known)),
      ...modules.map(([module, options]) => moduleUse(module, options, file, known)),
    ];
    const built = modules.flatMap(([module, options]) => builtName(module, options, known));
    const manifests = tasks.flatMap(valuesOf).flatMap((value) => manifestFacts(value, file));
    const names = new Map(
      variables.flatMap(variablesIn).map(([name, { start }]) => [placeOf(file.at(start)), name] as const),
    );
    const facts = onePlaceEach([...manifests, ...useFacts(withoutPassedOn(uses))]);
    const registries = root.type === 'mapping' ? variables.flatMap(registryFacts) : [];
    return [...facts.map((fact) => repositoryFact(fact, names)), ...registries, ...builtFacts(built)];
  },
  resolve: resolveRepositories,
};

function repositoryFact(fact: Fact, names: ReadonlyMap<string, string>): Fact {
  if (fact.type !== 'use' || fact.use.part !== 'repository') return fact;
  const name = names.get(placeOf(fact.use));
  return name === undefined ? fact : { type: 'ansible-repository', name, use: fact.use };
}

/** All tasks of a playbook or of a list of tasks, those in blocks included; aliases are not followed, and the parser bounds the depth. */
function tasksIn(node: YamlNode | undefined, found: YamlNode[] = []): readonly YamlNode[] {
  if (node?.type !== 'sequence') return found;
  for (const task of node.items) {
    if (task.type !== 'mapping') continue;
    found.push(task);
    for (const list of LISTS) tasksIn(valueAt(task, list), found);
  }
  return found;
}

function isTask(task: YamlNode): boolean {
  if (modulesOf(task).length > 0) return true;
  const keys = entriesAt(task).map(([key]) => key);
  return keys.some((key) => PLAY.test(key)) || (keys.includes('name') && keys.some((key) => GENERAL.test(key)));
}

/** What stands in a play or task but for its own tasks; not what is gone after it. */
function valuesOf(task: YamlNode): readonly YamlNode[] {
  return entriesAt(task).flatMap(([key, value]) =>
    LISTS.includes(key) || scalarAt(value, 'state')?.value === 'absent' ? [] : [value],
  );
}

/** Aliases followed, each once: plays may share their variables. */
function distinct(nodes: readonly YamlNode[]): readonly YamlNode[] {
  return [...new Set(nodes.map(resolved))].filter((node) => node !== undefined);
}

/** The mappings of variables of a play or task. */
function varsOf(task: YamlNode): readonly YamlNode[] {
  return entriesAt(task).flatMap(([key, value]) => (key === 'vars' || SETS.test(key) ? [value] : []));
}

/** The mappings of variables of groups in an inventory; recursion is bounded by the parser's limit on depth. */
function varsBelow(node: YamlNode): readonly YamlNode[] {
  if (node.type !== 'mapping') return [];
  return entriesAt(node).flatMap(([key, value]) => (key === 'vars' ? [value] : varsBelow(value)));
}

function modulesOf(task: YamlNode): readonly (readonly [string, YamlNode])[] {
  return entriesAt(task).filter(([key]) => RUNS.test(key) || HOLDS.test(key) || BUILDS.test(key));
}

function moduleUse(module: string, options: YamlNode, file: SourceFile, known: JinjaVariables): Use | undefined {
  if (RUNS.test(module)) return imageUse(valueAt(options, 'image'), file, known);
  if (BUILDS.test(module) || buildsImage(options) || !isPulled(options)) return undefined;
  return heldImage(options, file, known);
}

function builtName(module: string, options: YamlNode, known: JinjaVariables): readonly string[] {
  if (RUNS.test(module) || !(BUILDS.test(module) || buildsImage(options))) return [];
  const name = scalarAt(options, 'name');
  return name === undefined ? [] : [known.textOf(name) ?? name.value];
}

function buildsImage(options: YamlNode): boolean {
  return (
    scalarAt(options, 'source')?.value === 'build' ||
    ['build', 'path'].some((key) => valueAt(options, key) !== undefined)
  );
}

/** What is absent after the task, loaded from a file, or only tagged is not pulled. */
function isPulled(options: YamlNode): boolean {
  const source = scalarAt(options, 'source')?.value;
  return scalarAt(options, 'state')?.value !== 'absent' && (source === undefined || source === 'pull');
}

function imageUse(node: YamlNode | undefined, file: SourceFile, known: JinjaVariables): Use | undefined {
  const scalar = writtenScalar(node);
  if (scalar?.verbatim === true && isTemplate(scalar.value)) return known.use(scalar, 'whole');
  return scalarUse({ file, node, kind: 'ansible', templating: TEMPLATE });
}

function heldImage(options: YamlNode, file: SourceFile, known: JinjaVariables): Use | undefined {
  const name = scalarAt(options, 'name');
  const tag = scalarAt(options, 'tag');
  const isWhole = name === undefined || tag === undefined || name.value.length + tag.value.length > MAX_IMAGE_TEXT;
  if (isWhole) return imageUse(name, file, known);
  const repository = { role: 'name', scalar: name };
  return known.splitUse({ part: 'whole', repository, tag: { role: 'tag', scalar: tag } });
}

/** Without those that begin with a variable of the file that is told as an image itself. */
function withoutPassedOn(uses: readonly (Use | undefined)[]): readonly (Use | undefined)[] {
  const places = new Set(uses.flatMap((use) => (use === undefined || use.image === null ? [] : [placeOf(use)])));
  return uses.filter((use) => use === undefined || !use.also.some((sibling) => places.has(placeOf(sibling))));
}

/** Each place once; what is told of it last counts. */
function onePlaceEach(facts: readonly Fact[]): readonly Fact[] {
  const places = new Map(facts.flatMap((fact) => (fact.type === 'use' ? [[placeOf(fact.use), fact] as const] : [])));
  return [...places.values(), ...facts.filter(({ type }) => type !== 'use')];
}

function placeOf({ line, column }: Pick<Use, 'line' | 'column'>): string {
  return `${line}:${column}`;
}
