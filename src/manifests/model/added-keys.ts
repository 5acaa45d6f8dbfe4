/** Keys that are added to a mapping of YAML: what several slots add at one place is written as one, in the mapping's own style. */

/** Where and how keys are added. */
export interface AddedKeys {
  /** From the mapping down; the last is the key that gets the value. */
  readonly path: readonly string[];
  readonly style: AddingStyle;
}

export type AddingStyle =
  /**
   * Below a mapping's last line: each key on a line of its own, from this column (0-based), deeper ones further in by so many. Where that
   * line has no end, each begins with one.
   */
  | {
      readonly type: 'block';
      readonly column: number;
      readonly unit: number;
      readonly lineEnd: string;
      readonly begins: boolean;
    }
  /** Within braces, before what is there already, if anything is. */
  | { readonly type: 'flow'; readonly isEmpty: boolean };

/** One key and its value. */
export interface AddedValue {
  readonly path: readonly string[];
  /** As it is written. */
  readonly value: string;
}

type Tree = Map<string, Tree | string>;

/** The text that adds values, those of one place together, in the order given. */
export function addedText(values: readonly AddedValue[], style: AddingStyle): string {
  const tree = treeOf(values);
  if (style.type === 'flow') return `${flowText(tree)}${style.isEmpty ? '' : ', '}`;
  return blockText(tree, style.column, style);
}

function treeOf(values: readonly AddedValue[]): Tree {
  const root: Tree = new Map();
  for (const { path, value } of values) {
    let at = root;
    for (const key of path.slice(0, -1)) {
      const inner = at.get(key);
      const next: Tree = inner instanceof Map ? inner : new Map();
      at.set(key, next);
      at = next;
    }
    at.set(path.at(-1) ?? '', value);
  }
  return root;
}

function flowText(tree: Tree): string {
  return [...tree]
    .map(([key, value]) => `${keyText(key)}: ${typeof value === 'string' ? value : `{${flowText(value)}}`}`)
    .join(', ');
}

function blockText(tree: Tree, column: number, style: Extract<AddingStyle, { type: 'block' }>): string {
  const { lineEnd, begins, unit } = style;
  const line = (text: string) => (begins ? `${lineEnd}${text}` : `${text}${lineEnd}`);
  return [...tree]
    .map(([key, value]) => {
      const start = `${' '.repeat(column)}${keyText(key)}:`;
      return typeof value === 'string'
        ? line(`${start} ${value}`)
        : line(start) + blockText(value, column + unit, style);
    })
    .join('');
}

function keyText(key: string): string {
  return /^[A-Za-z_][\w./-]*$/.test(key) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(key)
    ? key
    : JSON.stringify(key);
}
