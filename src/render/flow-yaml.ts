import type { YamlNode } from '../manifests/yaml/nodes.ts';
import { resolved } from '../manifests/yaml/nodes.ts';

/** Values of people have some tens of kilobytes; aliases of aliases may stand for very many. */
const MAX_CHARS = 4 * 1024 * 1024;

/**
 * A part of a document as a document of its own, in flow style: plain scalars stay plain, so that whoever reads it takes them for what
 * they would have taken them where they stand. Aliases and merge keys are written out.
 * @param fill what stands for `${…}` in texts, where something fills it in
 * @returns `undefined` where it would be larger than any values
 */
export function flowYaml(node: YamlNode, fill: (text: string) => string = (text) => text): string | undefined {
  const pieces: string[] = [];
  let length = 0;
  const put = (text: string) => {
    length += text.length;
    if (length <= MAX_CHARS) pieces.push(text);
    return length <= MAX_CHARS;
  };
  return write(node, put, fill) ? pieces.join('') : undefined;
}

type Put = (text: string) => boolean;

function write(written: YamlNode | undefined, put: Put, fill: (text: string) => string): boolean {
  const node = resolved(written);
  if (node === undefined) return put('null');
  switch (node.type) {
    case 'scalar':
      return put(scalarText(node.style === 'plain', fill(node.value)));
    case 'sequence':
      return (
        put('[') && node.items.every((item, index) => (index === 0 || put(', ')) && write(item, put, fill)) && put(']')
      );
    case 'mapping': {
      const entries = new Map<string, YamlNode>();
      if (!collect(node, entries, 0)) return false;
      return (
        put('{') &&
        [...entries].every(
          ([key, value], index) =>
            (index === 0 || put(', ')) && put(`${JSON.stringify(key)}: `) && write(value, put, fill),
        ) &&
        put('}')
      );
    }
  }
}

/** Merges of merges. */
const MAX_MERGES = 16;

/** The entries of a mapping: its own win over those that a merge key brings (https://yaml.org/type/merge.html). */
function collect(written: YamlNode, entries: Map<string, YamlNode>, depth: number): boolean {
  const node = resolved(written);
  if (depth > MAX_MERGES) return false;
  if (node?.type === 'sequence') return node.items.every((item) => collect(item, entries, depth + 1));
  if (node?.type !== 'mapping') return true;
  const merged: YamlNode[] = [];
  for (const { key, value } of node.entries) {
    const name = resolved(key);
    if (name?.type !== 'scalar') continue;
    if (name.value === '<<' && name.style === 'plain') merged.push(value);
    else if (depth === 0 || !entries.has(name.value)) entries.set(name.value, value);
  }
  return merged.every((source) => collect(source, entries, depth + 1));
}

/** A text that no reader takes for anything but what it takes it for in block style, or in quotes. */
function scalarText(isPlain: boolean, value: string): string {
  if (!isPlain) return JSON.stringify(value);
  if (value === '' || value === '~') return 'null';
  return /^[\w.+][\w.+-]*$|^-[\d.][\w.+-]*$/.test(value) ? value : JSON.stringify(value);
}
