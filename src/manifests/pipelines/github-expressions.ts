import { itemsAt, resolved, scalarAt, valueAt, type YamlNode } from '../yaml/nodes.ts';

/** Where an expression stands: what it may refer to. */
export interface Scope {
  readonly root: YamlNode;
  readonly job: YamlNode | undefined;
  readonly step: YamlNode | undefined;
}

/**
 * The places whose values an expression takes, where the text is that expression and nothing else:
 * `${{ matrix.image }}`, `${{ inputs.image }}` (its default), `${{ env.IMAGE }}`.
 * Contexts: https://docs.github.com/actions/reference/workflows-and-actions/contexts.
 */
export function feedsOf(text: string, scope: Scope): readonly YamlNode[] {
  const path = /^\$\{\{\s*([\w-]+(?:\.[\w-]+)+)\s*\}\}$/.exec(text)?.[1]?.split('.') ?? [];
  const [context, name, ...rest] = path;
  if (context === undefined || name === undefined) return [];
  if (context === 'matrix') return matrixValues(scope, name, rest);
  if (context === 'inputs') return inputDefaults(scope, name);
  if (context === 'env') return present(environmentValue(scope, name));
  return [];
}

/** A text with the expressions replaced that are variables of the environment with a plain value. */
export function withEnvironment(text: string, scope: Scope): string {
  return withValues(text, /\$\{\{\s*env\.([\w-]+)\s*\}\}/g, scope);
}

/** A shell script with the variables replaced that the workflow gives a plain value. */
export function withVariables(script: string, scope: Scope): string {
  return withValues(script, /\$\{?([A-Za-z_]\w*)\}?/g, scope);
}

/** No reference is longer. */
const MAX_VALUE = 512;
/** A text of nothing but variables must not become many times as long; people's scripts grow by less. */
const MAX_GROWTH = 4096;
/** How many jobs a matrix makes at most (https://docs.github.com/actions/reference/limits). */
const MAX_JOBS = 256;

/** A text with the variables replaced that a pattern finds; its first group is their name. */
function withValues(text: string, pattern: RegExp, scope: Scope): string {
  let room = text.length + MAX_GROWTH;
  return text.replace(pattern, (whole, name: string) => {
    const value = resolved(environmentValue(scope, name));
    if (value?.type !== 'scalar' || value.value.length > MAX_VALUE || value.value.includes('${{')) return whole;
    room -= value.value.length;
    return room < 0 ? whole : value.value;
  });
}

/** The keys of the matrix that expressions in a text take a value of. */
export function matrixKeysIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\$\{\{\s*matrix\.([\w-]+)/g), (match) => match[1] ?? '');
}

/** Values of a key of the matrix: of its list, and of the combinations that `include` adds. */
function matrixValues({ job }: Scope, name: string, rest: readonly string[]): readonly YamlNode[] {
  const includes = itemsAt(job, 'strategy', 'matrix', 'include').slice(0, MAX_JOBS);
  const included = includes.map((item) => valueAt(item, name, ...rest));
  const items = itemsAt(job, 'strategy', 'matrix', name).slice(0, MAX_JOBS);
  const listed = items.map((item) => valueAt(item, ...rest));
  return [...listed, ...included].flatMap(present);
}

function inputDefaults({ root }: Scope, name: string): readonly YamlNode[] {
  return [
    valueAt(root, 'on', 'workflow_call', 'inputs', name, 'default'),
    valueAt(root, 'on', 'workflow_dispatch', 'inputs', name, 'default'),
    valueAt(root, 'inputs', name, 'default'),
  ].flatMap(present);
}

function environmentValue({ root, job, step }: Scope, name: string): YamlNode | undefined {
  const at = [step, job, root].find((node) => node !== undefined && scalarAt(node, 'env', name) !== undefined);
  return at === undefined ? undefined : valueAt(at, 'env', name);
}

function present(node: YamlNode | undefined): readonly YamlNode[] {
  return node === undefined ? [] : [node];
}
