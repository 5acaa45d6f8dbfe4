import { codeSpan } from '../text/markdown.ts';

/** What keeps pods from pulling from the registry, as far as a manifest's own lines tell. */

/** What a Kubernetes manifest says about where its pods may pull from. */
export interface PullSettings {
  /** Names under `imagePullSecrets`. */
  readonly pullSecrets: readonly string[];
  readonly namespace: string | undefined;
}

const MAX_LOOK_CHARS = 200_000;

/**
 * Reads `imagePullSecrets` and the namespace out of the document of a YAML text in which a line stands.
 * By its lines, not by its structure, so that templates and broken files tell it as well; a hint is made of it, never an edit.
 * @param line 1-based
 */
export function pullSettings(text: string, line: number): PullSettings {
  const lines = documentAround(text.slice(0, MAX_LOOK_CHARS).split(/\r?\n/), line - 1);
  const pullSecrets: string[] = [];
  let namespace: string | undefined;
  for (const [index, content] of lines.entries()) {
    namespace ??= scalarAfter(content, 'namespace:');
    if (content.trimStart().replace(/^- /, '').startsWith('imagePullSecrets:')) {
      pullSecrets.push(...secretNames(content, lines.slice(index + 1, index + 20)));
    }
  }
  return { pullSecrets: [...new Set(pullSecrets)], namespace };
}

function documentAround(lines: readonly string[], at: number): readonly string[] {
  const before = lines.slice(0, at).findLastIndex((line) => line.startsWith('---'));
  const after = lines.findIndex((line, index) => index >= at && line.startsWith('---'));
  return lines.slice(before + 1, after === -1 ? lines.length : after);
}

/** The names of a list of secrets, be it in one line or one a line. */
function secretNames(first: string, rest: readonly string[]): readonly string[] {
  const inline = [...first.matchAll(/name:\s*["']?([a-z0-9.-]+)/g)].map(([, name = '']) => name);
  if (inline.length > 0) return inline;
  const names: string[] = [];
  for (const line of rest) {
    const item = line.trim();
    if (item === '' || item.startsWith('#')) continue;
    if (!item.startsWith('- ') && !item.startsWith('name:')) break;
    const name = scalarAfter(item.replace(/^- */, ''), 'name:');
    if (name === undefined) break;
    names.push(name);
  }
  return names;
}

function scalarAfter(line: string, key: string): string | undefined {
  const trimmed = line.trim().replace(/^- */, '');
  if (!trimmed.startsWith(key)) return undefined;
  const value = trimmed.slice(key.length).replace(/\s#.*/, '').trim().replaceAll(/["']/g, '');
  return value === '' || value.includes('{{') ? undefined : value;
}

/** Namespaces whose pods AKS or the cluster's bootstrap runs, before or beside the team's own identity. */
const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'gatekeeper-system', 'calico-system']);

/**
 * What may keep pods from pulling from the registry after the rewrite, for the suggestion to say.
 * @returns one sentence, or `undefined` where nothing hints at trouble
 */
export function pullTrouble(
  { pullSecrets, namespace }: PullSettings,
  { loginServer }: { readonly loginServer: string },
): string | undefined {
  if (pullSecrets.length > 0) {
    const names = pullSecrets.map((name) => codeSpan(name)).join(', ');
    return `imagePullSecrets names ${names}: unless that holds a log-in for ${loginServer}, pulls rely on the kubelet's own identity.`;
  }
  if (namespace !== undefined && SYSTEM_NAMESPACES.has(namespace)) {
    return `The namespace ${namespace} starts before most others: make sure that every node pool can pull from ${loginServer} first.`;
  }
  return undefined;
}
