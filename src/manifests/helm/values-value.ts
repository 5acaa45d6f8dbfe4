import { resolved, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';
import {
  MapMadeWhenAsked,
  NIL,
  type Piece,
  type ScalarValue,
  unknown,
  type Value,
} from './go-template/traced-value.ts';

/** What merge keys may bring in all: thousands of mappings can merge one of thousands of keys. */
const MAX_MERGED_ENTRIES = 200_000;

/** Values as templates see them. What an alias stands for is the very value of its anchor. */
export function valueOfNode(root: YamlNode, file: string): Value {
  const known = new Map<YamlNode, Value>();
  const budget = { entries: MAX_MERGED_ENTRIES };
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
      case 'mapping':
        return new MapMadeWhenAsked(() => entriesOf(node, read, budget));
    }
  };
  return read(root);
}

function entriesOf(
  node: YamlMapping,
  read: (node: YamlNode) => Value,
  budget: { entries: number },
): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>();
  let isWhole = true;
  for (const { key, value } of node.entries) {
    if (key.type !== 'scalar') continue;
    const below = read(value);
    if (key.value !== '<<') entries.set(key.value, below);
    else isWhole &&= mergeInto(entries, below, budget);
  }
  if (isWhole) return entries;
  const lost = unknown('the merge keys of its values bring too much');
  return new Map([...entries.keys()].map((key) => [key, lost]));
}

/** A merge key fills what is not written beside it. @returns whether the budget was enough */
function mergeInto(entries: Map<string, Value>, merged: Value, budget: { entries: number }): boolean {
  if (merged.type === 'list') return merged.items.every((item) => mergeInto(entries, item, budget));
  if (merged.type !== 'map') return true;
  budget.entries -= merged.entries.size;
  if (budget.entries < 0) return false;
  for (const [key, value] of merged.entries) if (!entries.has(key)) entries.set(key, value);
  return true;
}

function scalarValue(node: YamlScalar, file: string): Value {
  return node.style === 'plain' && /^(?:~|null|)$/i.test(node.value) ? NIL : new WrittenScalar(node, file);
}

/** A scalar as it stands in values. Charts have hundreds for each that somebody asks for: what it is made of is told when asked. */
class WrittenScalar implements ScalarValue {
  readonly type = 'scalar';
  readonly #node: YamlScalar;
  readonly #file: string;

  constructor(node: YamlScalar, file: string) {
    this.#node = node;
    this.#file = file;
  }

  get kind(): ScalarValue['kind'] {
    const { style, value } = this.#node;
    if (style !== 'plain') return 'text';
    if (/^(?:true|false)$/i.test(value)) return 'boolean';
    return /^[-+]?\d+(?:\.\d+)?$/.test(value) ? 'number' : 'text';
  }

  get pieces(): readonly Piece[] {
    const { value: text, start, verbatim } = this.#node;
    if (text === '') return [];
    return [{ text, from: verbatim && start >= 0 ? { file: this.#file, start, in: 'values' } : undefined }];
  }
}
