import type { CommonFact } from '../model/fact.ts';
import type { YamlFile, YamlKind } from '../model/kind.ts';
import type { Use } from '../model/use.ts';
import { builtFacts, referencesBuiltBy } from '../references/built-here.ts';
import { literalUse, MAX_IMAGE_TEXT, templatedUse } from '../references/literal-use.ts';
import { onlyOnce, scalarUse, useFacts, writtenScalar } from '../references/scalar-use.ts';
import { type ScriptLanguage, scriptFacts } from '../shell/script-text.ts';
import { entriesAt, itemsAt, resolved, scalarAt, valueAt, type YamlDocument, type YamlNode } from '../yaml/nodes.ts';

import { optionValues } from './option-lines.ts';

const EXPRESSION = { pattern: /\$\(|\$\{\{|\$\[/, reason: 'an expression that Azure Pipelines evaluates when it runs' };

/** Keys below which `container` means something else. */
const OPAQUE: ReadonlySet<string> = new Set(['inputs', 'env', 'variables', 'trigger', 'pr', 'pool', 'services']);

const NAME =
  /(?:^|\/)(?:[^/]*azure-?pipelines?[^/]*|vsts-ci)\.ya?ml$|(?:^|\/)\.?(?:azure-?pipelines?|azdo|azuredevops|vsts)\/.*\.ya?ml$/i;

/** What every pipeline without such a name has, and the fields and commands from which something is known. */
const LISTS = /\b(?:stages|jobs|steps)["']?[ \t]*:/;
const HOLDERS = [
  'container',
  'services',
  'docker',
  'podman',
  'nerdctl',
  'buildah',
  'az ',
  'imageToDeploy',
  'imageName',
];

/**
 * Azure Pipelines: `resources.containers`, `container` of jobs, and `services`
 * (https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/).
 */
export const azurePipelines: YamlKind = {
  format: 'yaml',
  name: 'azure-pipelines',
  isNamed: (path) => NAME.test(path),
  marks: [/stages|jobs|steps/],
  mayHoldImages: ({ path, text }) =>
    NAME.test(path) || (!/\.json$/i.test(path) && HOLDERS.some((word) => text.includes(word)) && LISTS.test(text)),
  recognises: ({ root }, { path }) =>
    NAME.test(path) ? scalarAt(root, 'apiVersion') === undefined : !/\.json$/i.test(path) && looksLikePipeline(root),
  extract: ({ root }: YamlDocument, file) => {
    const found = new PipelineReader(root);
    found.visit(root);
    const aliases = new Set(found.declared.flatMap((node) => writtenScalar(valueAt(node, 'container'))?.value ?? []));
    const places = [
      ...found.declared.map((node) => valueAt(node, 'image')),
      ...found.used.filter((node) => isImage(node, aliases)),
    ];
    const feeds = feedsOf(root);
    const uses = places.flatMap((node): readonly (Use | undefined)[] => {
      const fed = feedOf(writtenScalar(node)?.value ?? '', feeds);
      const at = { file, kind: 'azure-pipelines', templating: EXPRESSION } as const;
      if (fed === undefined) return [scalarUse({ ...at, node })];
      return isImage(fed, aliases) ? [scalarUse({ ...at, node: fed, part: 'arg' })] : [];
    });
    const scripts = found.scripts.flatMap(({ node, language }) => {
      const script = writtenScalar(node);
      return script === undefined ? [] : [{ script, language }];
    });
    return [
      ...useFacts([...uses, ...found.tasks.flatMap((task) => taskUses(task, file))]),
      ...builtFacts(scripts.flatMap(({ script }) => referencesBuiltBy(script.value))),
      ...scripts.flatMap(({ script, language }) => scriptFacts(file, script, 'azure-pipelines', { language })),
    ] satisfies readonly CommonFact[];
  },
};

/** What tells a pipeline from any other document: its lists of stages, jobs or steps, by the first key of their items. */
function looksLikePipeline(root: YamlNode): boolean {
  if (scalarAt(root, 'apiVersion') !== undefined) return false;
  const lists = [
    ['stages', /^(?:stage|template)$/],
    ['jobs', /^(?:job|deployment|template)$/],
    ['steps', /^(?:task|script|bash|pwsh|powershell|checkout)$/],
  ] as const;
  const known = ['trigger', 'pool', 'resources', 'extends', 'parameters', 'variables', 'pr'];
  return (
    known.some((key) => valueAt(root, key) !== undefined) &&
    lists.some(([list, key]) => itemsAt(root, list).some((item) => key.test(firstKey(item))))
  );
}

function firstKey(item: YamlNode): string {
  const mapping = resolved(item);
  const key = mapping?.type === 'mapping' ? mapping.entries[0]?.key : undefined;
  return key?.type === 'scalar' ? key.value : '';
}

/** Steps that run a script, and inputs of tasks that hold one. */
const SCRIPTS: ReadonlyMap<string, ScriptLanguage> = new Map([
  ['script', 'shell'],
  ['bash', 'shell'],
  ['pwsh', 'powershell'],
  ['powershell', 'powershell'],
]);
const INLINE = ['script', 'inlineScript', 'Inline'] as const;

interface StepScript {
  readonly node: YamlNode | undefined;
  readonly language: ScriptLanguage;
}

/** What runs the script of a task: PowerShell's own tasks, and that of the Azure CLI where it says so. */
function languageOf(task: YamlNode): ScriptLanguage {
  const name = (scalarAt(task, 'task')?.value ?? '').slice(0, MAX_TASK);
  if (/powershell/i.test(name)) return 'powershell';
  return /^ps(?:core)?$/i.test((scalarAt(task, 'inputs', 'scriptType')?.value ?? '').slice(0, 8))
    ? 'powershell'
    : 'shell';
}

/** Inputs of tasks that name an image to run, by the task's name in lower case without its version; some hold one on each line. */
const DEPLOYED: ReadonlyMap<string, string> = new Map([
  ['azurecontainerapps', 'imageToDeploy'],
  ['azurewebappcontainer', 'containers'],
  ['azurefunctionappcontainer', 'imageName'],
  ['kubernetesmanifest', 'containers'],
]);

function taskUses(task: YamlNode, file: YamlFile): readonly (Use | undefined)[] {
  const name = (scalarAt(task, 'task')?.value ?? '').slice(0, MAX_TASK).replace(/@.*$/s, '').toLowerCase();
  const input = DEPLOYED.get(name);
  const scalar = input === undefined ? undefined : writtenScalar(valueAt(task, 'inputs', input));
  if (scalar === undefined) return [];
  return optionValues(file, scalar, /^/).flatMap(({ start, text }) => {
    if (text === '') return [];
    const place = { file, start, text, kind: 'azure-pipelines', part: 'arg' } as const;
    const use = EXPRESSION.pattern.test(text) ? templatedUse(place, EXPRESSION.reason) : literalUse(place);
    return [use === undefined || name !== SUBSTITUTING ? use : { ...use, substitutes: true }];
  });
}

/** It puts images into manifests (https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/kubernetes-manifest-v1). */
const SUBSTITUTING = 'kubernetesmanifest';

/** Longer than the name of any task; many steps may have the same by aliases. */
const MAX_TASK = 256;

class PipelineReader {
  readonly #root: YamlNode;
  readonly #once = onlyOnce();
  readonly declared: YamlNode[] = [];
  readonly used: YamlNode[] = [];
  readonly scripts: StepScript[] = [];
  /** Steps that run a task. */
  readonly tasks: YamlNode[] = [];

  constructor(root: YamlNode) {
    this.#root = root;
  }

  /** Collects what is below a node; the parser bounds the depth. */
  visit(node: YamlNode): void {
    if (node.type === 'sequence') for (const item of node.items) this.visit(item);
    if (node.type !== 'mapping') return;
    if (scalarAt(node, 'task') !== undefined) {
      this.tasks.push(node);
      const language = languageOf(node);
      for (const key of INLINE) this.scripts.push({ node: this.#once(valueAt(node, 'inputs', key)), language });
    }
    for (const [key, value] of entriesAt(node)) {
      if (key === 'services') this.#services(value);
      else if (key === 'container') this.used.push(imageOf(value));
      else if (key === 'resources' && node === this.#root) this.#resources(value);
      else if (SCRIPTS.has(key)) this.scripts.push({ node: this.#once(value), language: SCRIPTS.get(key) ?? 'shell' });
      else if (!OPAQUE.has(key)) this.visit(value);
    }
  }

  #services(node: YamlNode): void {
    for (const [, service] of entriesAt(this.#once(node))) this.used.push(imageOf(service));
  }

  #resources(node: YamlNode): void {
    for (const container of itemsAt(node, 'containers')) this.declared.push(container);
  }
}

function imageOf(node: YamlNode): YamlNode {
  return valueAt(node, 'image') ?? node;
}

/** A container without a tag and a path is the alias of one that may be declared in another file. */
function isImage(node: YamlNode, aliases: ReadonlySet<string>): boolean {
  const value = writtenScalar(node)?.value;
  return value !== undefined && value.length <= MAX_IMAGE_TEXT && !aliases.has(value) && /[:/@]|\$/.test(value);
}

/** What a pipeline knows of its parameters and variables. */
interface Feeds {
  readonly parameters: ReadonlyMap<string, YamlNode>;
  readonly variables: ReadonlyMap<string, YamlNode>;
}

function feedsOf(root: YamlNode): Feeds {
  return { parameters: namedIn(root, 'parameters', 'default'), variables: namedIn(root, 'variables', 'value') };
}

/** Both are a list of what has a name, or a mapping by name; those without a value are left out. */
function namedIn(root: YamlNode, key: string, field: string): ReadonlyMap<string, YamlNode> {
  const listed = itemsAt(root, key).map((item) => [scalarAt(item, 'name')?.value, valueAt(item, field)] as const);
  const found = new Map<string, YamlNode>();
  for (const [name, node] of [...entriesAt(root, key), ...listed]) {
    const scalar = writtenScalar(node);
    if (name !== undefined && scalar !== undefined && scalar.value !== '') found.set(name, scalar);
  }
  return found;
}

/** The default of the parameter, or the value of the variable, that a text consists of. */
function feedOf(text: string, { parameters, variables }: Feeds): YamlNode | undefined {
  const parameter = /^\$\{\{\s*parameters\.(\w+)\s*\}\}$/.exec(text)?.[1];
  if (parameter !== undefined) return parameters.get(parameter);
  const variable = /^(?:\$\(([\w.]+)\)|\$\{\{\s*variables\.(\w+)\s*\}\})$/.exec(text);
  const name = variable?.[1] ?? variable?.[2];
  return name === undefined ? undefined : variables.get(name);
}
