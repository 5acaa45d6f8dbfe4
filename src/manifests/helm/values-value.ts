import { resolved, type YamlMapping, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';
import {
  booleanValue,
  MapMadeWhenAsked,
  mapValue,
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
        return node.entries.some(isMerge) ? mergedMap(node) : new MapMadeWhenAsked(() => entriesOf(node, read));
    }
  };
  // What merge keys bring is counted at once: where it is too much, the whole mapping is not known.
  const mergedMap = (node: YamlMapping): Value => {
    const value = mapValue(entriesOf(node, read));
    known.set(node, value);
    const isWhole = node.entries.filter(isMerge).every((entry) => mergeInto(value.entries, read(entry.value), budget));
    return isWhole ? value : unknown('the merge keys of its values bring too much');
  };
  return read(root);
}

function isMerge({ key }: YamlMapping['entries'][number]): boolean {
  return key.type === 'scalar' && key.value === '<<';
}

/** What stands in a mapping itself. */
function entriesOf(node: YamlMapping, read: (node: YamlNode) => Value): (readonly [string, Value])[] {
  return node.entries.flatMap((entry) =>
    entry.key.type !== 'scalar' || isMerge(entry) ? [] : [[entry.key.value, read(entry.value)] as const],
  );
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

/** Helm reads values as YAML 1.1, with all its words for yes and no: https://yaml.org/type/bool.html */
const NOTHING = /^(?:~|null|Null|NULL|)$/;
const YES = /^(?:[yY]|yes|Yes|YES|True|TRUE|on|On|ON)$/;
const NO = /^(?:[nN]|no|No|NO|False|FALSE|off|Off|OFF)$/;

function scalarValue(node: YamlScalar, file: string): Value {
  const { value, style, tag } = node;
  if (style !== 'plain' || tag !== undefined) return new WrittenScalar(node, 'text', file);
  if (NOTHING.test(value)) return NIL;
  if (/^(?:true|false)$/.test(value)) return new WrittenScalar(node, 'boolean', file);
  if (YES.test(value)) return booleanValue(true);
  if (NO.test(value)) return booleanValue(false);
  return new WrittenScalar(node, /^[-+]?\d+(?:\.\d+)?$/.test(value) ? 'number' : 'text', file);
}

/** A scalar as it stands in values. Charts have hundreds for each that somebody asks for: what it is made of is told when asked. */
class WrittenScalar implements ScalarValue {
  readonly type = 'scalar';
  readonly kind: ScalarValue['kind'];
  readonly #node: YamlScalar;
  readonly #file: string;

  constructor(node: YamlScalar, kind: ScalarValue['kind'], file: string) {
    this.kind = kind;
    this.#node = node;
    this.#file = file;
  }

  get pieces(): readonly Piece[] {
    const { value: text, start, verbatim } = this.#node;
    if (text === '') return [];
    return [{ text, from: verbatim ? { file: this.#file, start, in: 'values' } : undefined }];
  }
}
