import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar } from 'yaml';
import { parseDocuments } from '../../src/manifests/yaml/documents.ts';
import type { YamlNode } from '../../src/manifests/yaml/nodes.ts';

/** A scalar as some parser reads it. */
export interface Leaf {
  /** Number of the document and the keys down to the scalar, with slashes between; keys end with `?`. */
  readonly path: string;
  readonly value: string;
  /** Offset of its first character without quotes; absent for blocks, and where the parser does not tell. */
  readonly start?: number;
}

/** What a parser makes of a text. */
export type Reading =
  | { readonly ok: true; readonly leaves: readonly Leaf[] }
  | { readonly ok: false; readonly reason: string };

/** What this program reads. */
export function ourReading(text: string): Reading {
  const { documents, failures } = parseDocuments(text);
  const [failure] = failures;
  if (failure !== undefined) return { ok: false, reason: failure.reason };
  const leaves: Leaf[] = [];
  let index = 0;
  for (const { root } of documents) {
    // What is between two `---` counts as a document to some and not to others.
    if (root.type !== 'scalar' || root.value !== '') ourLeaves(root, `${index++}`, leaves);
  }
  return { ok: true, leaves };
}

function ourLeaves(node: YamlNode, path: string, leaves: Leaf[]): void {
  switch (node.type) {
    case 'alias':
      leaves.push({ path, value: `*${node.anchor}` });
      return;
    case 'sequence':
      for (const [index, item] of node.items.entries()) ourLeaves(item, `${path}/${index}`, leaves);
      return;
    case 'mapping':
      for (const [index, { key, value }] of node.entries.entries()) {
        ourLeaves(key, `${path}/${index}?`, leaves);
        ourLeaves(value, `${path}/${index}`, leaves);
      }
      return;
    case 'scalar': {
      const isBlock = node.style === 'literal' || node.style === 'folded';
      // A block of one line is told as that line.
      const value = isBlock ? node.value.trim() : node.value;
      leaves.push({ path, value, ...(isBlock || node.start < 0 ? {} : { start: node.start }) });
    }
  }
}

/** What `yaml` of npm reads, a parser of YAML 1.2 that shares no code with ours. */
export function yamlReading(text: string): Reading {
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'error',
    prettyErrors: false,
  });
  if (!Array.isArray(documents)) return { ok: true, leaves: [] };
  const leaves: Leaf[] = [];
  let index = 0;
  for (const { contents, errors } of documents) {
    const [error] = errors;
    if (error !== undefined) return { ok: false, reason: error.message };
    if (!isEmpty(contents)) yamlLeaves(contents, `${index++}`, leaves);
  }
  return { ok: true, leaves };
}

function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && (node.value === null || node.value === ''));
}

function yamlLeaves(node: Node | null | undefined, path: string, leaves: Leaf[]): void {
  if (node === null || node === undefined) leaves.push({ path, value: '' });
  else if (isAlias(node)) leaves.push({ path, value: `*${node.source}` });
  else if (isSeq<Node>(node)) {
    // A list with a tag of its own is something else to us.
    if (node.tag !== undefined && !/^tag:yaml\.org/.test(node.tag)) leaves.push({ path, value: `*${node.tag}` });
    else for (const [index, item] of node.items.entries()) yamlLeaves(item, `${path}/${index}`, leaves);
  } else if (isMap<Node, Node>(node)) {
    for (const [index, { key, value }] of node.items.entries()) {
      yamlLeaves(key, `${path}/${index}?`, leaves);
      yamlLeaves(value, `${path}/${index}`, leaves);
    }
  } else if (isScalar(node)) leaves.push(yamlLeaf(node, path));
}

function yamlLeaf({ type, value, source, range }: Scalar, path: string): Leaf {
  // A merge key is no text to it.
  const text = typeof value === 'string' ? value : (source ?? '');
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') return { path, value: text.trim() };
  const [from] = range ?? [-1];
  if (from < 0 || (type === 'PLAIN' && text === '')) return { path, value: text };
  return { path, value: text, start: type === 'PLAIN' ? from : from + 1 };
}

/** Where two readings of a text differ first; `undefined` where they do not. */
export function difference(ours: readonly Leaf[], theirs: readonly Leaf[]): string | undefined {
  for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
    const [one, other] = [ours[index], theirs[index]];
    const same =
      one?.path === other?.path &&
      one?.value === other?.value &&
      (one?.start === undefined || other?.start === undefined || one.start === other.start);
    if (!same) return `${JSON.stringify(one)} is ${JSON.stringify(other)} to the other`;
  }
  return undefined;
}

/** The values that say an image, each once and sorted, blanks and breaks alike: kubectl prints what it read in a form of its own. */
export function valuesWith(mark: RegExp, { leaves }: Extract<Reading, { readonly ok: true }>): readonly string[] {
  const values = leaves.filter(({ path, value }) => !path.endsWith('?') && mark.test(value));
  return [...new Set(values.map(({ value }) => value.trim().replaceAll(/\s+/g, ' ')))].sort();
}

/** Why what we read is less, or other, than what another parser of YAML 1.2 and kubectl read; `undefined` where it is not. */
export function disagreement(text: string, mark: RegExp, kubectl: Reading | undefined): string | undefined {
  const ours = ourReading(text);
  const theirs = endsLinesOtherwise(text) ? undefined : yamlReading(text);
  if (!ours.ok) {
    // Where both were asked, the one that deploys decides: yaml takes some that no other does.
    const reader = kubectl === undefined ? theirs : kubectl;
    return reader?.ok
      ? `${kubectl === undefined ? 'yaml' : 'kubectl'} reads it, and we do not: ${ours.reason}`
      : undefined;
  }
  if (kubectl?.ok) {
    const [one, other] = [ours, kubectl].map((reading) => JSON.stringify(valuesWith(mark, reading)));
    return one === other ? undefined : `we read ${one}, and kubectl reads ${other}`;
  }
  const differing = theirs?.ok ? difference(ours.leaves, theirs.leaves) : undefined;
  return differing === undefined ? undefined : `what we read as ${differing}, yaml`;
}

/** YAML 1.1 and libyaml end lines where 1.2 does not; `yaml` does not even where 1.2 does. */
function endsLinesOtherwise(text: string): boolean {
  return /\r(?!\n)|[\u0085\u2028\u2029]|[\r\n]\uFEFF/.test(text);
}
