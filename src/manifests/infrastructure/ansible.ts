import { builtFacts } from '../ci/built.ts';
import type { YamlKind } from '../kind.ts';
import { MAX_IMAGE_TEXT } from '../literal.ts';
import { scalarUse, useFacts } from '../scalar-use.ts';
import type { SourceFile } from '../source.ts';
import { splitUse } from '../split.ts';
import type { Use } from '../use.ts';
import { entriesAt, scalarAt, valueAt, type YamlDocument, type YamlNode } from '../yaml.ts';

const TEMPLATE = { pattern: /\{\{|\{%/, reason: 'a template that Ansible fills in' };

/** Modules that run an image, under their names with and without the collection (https://docs.ansible.com/ansible/latest/collections/). */
const RUNS =
  /^(?:(?:community\.docker|community\.general|containers\.podman|ansible\.builtin)\.)?(?:docker_container|docker_swarm_service|podman_container)$/;

/** Modules that pull or build an image; its tag may be a field of its own. */
const HOLDS =
  /^(?:(?:community\.docker|community\.general|containers\.podman)\.)?(?:docker_image|docker_image_pull|podman_image)$/;

const BUILDS = /^(?:community\.docker\.)?docker_image_build$/;

/** Lists of tasks inside plays and blocks. */
const LISTS = ['pre_tasks', 'tasks', 'post_tasks', 'handlers', 'block', 'rescue', 'always'] as const;

/** Ansible: images of the Docker and Podman modules in plays and lists of tasks. */
export const ansible: YamlKind = {
  format: 'yaml',
  name: 'ansible',
  mayTell: ({ text }) => /(?:docker|podman)_/.test(text),
  recognises: ({ root }) => root.type === 'sequence' && tasksIn(root).some((task) => modulesOf(task).length > 0),
  extract: ({ root }: YamlDocument, file) => {
    const uses: (Use | undefined)[] = [];
    const built: string[] = [];
    for (const [module, options] of tasksIn(root).flatMap(modulesOf)) {
      if (RUNS.test(module)) {
        uses.push(scalarUse({ file, node: valueAt(options, 'image'), kind: 'ansible', templating: TEMPLATE }));
      } else if (BUILDS.test(module) || buildsImage(options)) {
        const name = scalarAt(options, 'name');
        if (name !== undefined) built.push(name.value);
      } else if (isPulled(options)) uses.push(heldImage(file, options));
    }
    return [...useFacts(uses), ...builtFacts(built)];
  },
};

/** All tasks of a playbook or of a list of tasks, those in blocks included; aliases are not followed, and the parser bounds the depth. */
function tasksIn(node: YamlNode | undefined): readonly YamlNode[] {
  if (node?.type !== 'sequence') return [];
  const tasks = node.items.filter(({ type }) => type === 'mapping');
  return tasks.flatMap((task) => [task, ...LISTS.flatMap((list) => tasksIn(valueAt(task, list)))]);
}

function modulesOf(task: YamlNode): readonly (readonly [string, YamlNode])[] {
  return entriesAt(task).filter(([key]) => RUNS.test(key) || HOLDS.test(key) || BUILDS.test(key));
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

function heldImage(file: SourceFile, options: YamlNode): Use | undefined {
  const name = scalarAt(options, 'name');
  const tag = scalarAt(options, 'tag');
  const isWhole = name === undefined || tag === undefined || name.value.length + tag.value.length > MAX_IMAGE_TEXT;
  if (isWhole || TEMPLATE.pattern.test(name.value + tag.value)) {
    return scalarUse({ file, node: name, kind: 'ansible', templating: TEMPLATE });
  }
  const repository = { role: 'name', scalar: name };
  return splitUse({ file, kind: 'ansible', part: 'whole', repository, tag: { role: 'tag', scalar: tag } });
}
