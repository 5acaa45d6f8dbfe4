import { resolved, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';
import { mapValue, NIL, type Value } from './go-template/traced-value.ts';

/** Values as templates see them. What an alias stands for is the very value of its anchor. */
export function valueOfNode(root: YamlNode, file: string): Value {
  const known = new Map<YamlNode, Value>();
  const read = (written: YamlNode): Value => {
    const node = resolved(written);
    if (node === undefined) return NIL;
    const before = known.get(node);
    if (before !== undefined) return before;
    const value = made(node);
    known.set(node, value);
    return value;
  };
  const made = (node: Exclude<YamlNode, { type: 'alias' }>): Value => {
    switch (node.type) {
      case 'scalar':
        return scalarValue(node, file);
      case 'sequence':
        return { type: 'list', items: node.items.map(read) };
      case 'mapping': {
        const value = mapValue([]);
        known.set(node, value);
        for (const entry of node.entries) {
          if (entry.key.type !== 'scalar') continue;
          const below = read(entry.value);
          if (entry.key.value !== '<<') value.entries.set(entry.key.value, below);
          else mergeInto(value.entries, below);
        }
        return value;
      }
    }
  };
  return read(root);
}

/** A merge key fills what is not written beside it. */
function mergeInto(entries: Map<string, Value>, merged: Value): void {
  if (merged.type === 'list') for (const item of merged.items) mergeInto(entries, item);
  else if (merged.type === 'map')
    for (const [key, value] of merged.entries) if (!entries.has(key)) entries.set(key, value);
}

function scalarValue({ value: text, style, start, verbatim }: YamlScalar, file: string): Value {
  if (style === 'plain' && /^(?:~|null|)$/i.test(text)) return NIL;
  const from = verbatim && start >= 0 ? ({ file, start, in: 'values' } as const) : undefined;
  const pieces = text === '' ? [] : [{ text, from }];
  if (style !== 'plain') return { type: 'scalar', kind: 'text', pieces };
  if (/^(?:true|false)$/i.test(text)) return { type: 'scalar', kind: 'boolean', pieces };
  return { type: 'scalar', kind: /^[-+]?\d+(?:\.\d+)?$/.test(text) ? 'number' : 'text', pieces };
}
