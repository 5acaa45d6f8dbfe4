import { loadAll } from 'js-yaml';

/** A scalar of rendered output. */
export interface Leaf {
  /** Number of the document, kind and name of its object, and the keys down to it, with slashes between. */
  readonly path: string;
  /** The last key of a mapping above it. */
  readonly key: string;
  readonly text: string;
}

/**
 * The scalars of rendered output by their paths. Documents that no parser takes are told line by line.
 * Manifests inside of texts are texts here: what changes in them is judged word by word.
 */
export function leavesOf(output: string): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const add = (path: string, key: string, text: string) => leaves.set(path, { path, key, text });
  const documents = parsed(output);
  if (documents !== undefined) {
    for (const [index, document] of documents.entries()) visit(document, `${index}`, '', add);
    return leaves;
  }
  for (const [index, part] of output.split(/^---$/m).entries()) {
    const alone = parsed(part);
    if (alone === undefined) addLines(part, `${index}`, add);
    else for (const document of alone) visit(document, `${index}`, '', add);
  }
  return leaves;
}

type Add = (path: string, key: string, text: string) => void;

function addLines(text: string, path: string, add: Add): void {
  for (const [index, line] of text.split('\n').entries())
    add(`${path} line ${index + 1}`, /^[\s-]*"?(\w+)"?:/.exec(line)?.[1] ?? '', line);
}

function parsed(output: string): readonly unknown[] | undefined {
  try {
    return loadAll(output, { json: true }).filter((document) => document !== null && document !== undefined);
  } catch {
    return undefined;
  }
}

function visit(node: unknown, path: string, key: string, add: Add): void {
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) visit(item, `${path}/${index}`, key, add);
    if (node.length === 0) add(path, key, '[]');
  } else if (typeof node === 'object' && node !== null && !(node instanceof Date)) {
    const entries = Object.entries(node);
    for (const [name, value] of entries) visit(value, `${path}/${name.replaceAll('/', '~1')}`, name, add);
    if (entries.length === 0) add(path, key, '{}');
  } else add(path, key, String(node));
}
