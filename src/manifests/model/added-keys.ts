/** Keys that are added to YAML: what several slots add at one place is written as one, in the style of what stands there. */

/** Where and how keys are added. */
export interface AddedKeys {
  /** From where they are added down; the last is the key that gets the value. */
  readonly path: readonly AddedStep[];
  readonly style: AddingStyle;
}

export type AddedStep = string | AddedItem;

/** An item of a list; those with the same first key and value are one. */
export interface AddedItem {
  /** What it begins with; nothing where what follows it in the path is all that it has. */
  readonly first: { readonly key: string; readonly value: string } | undefined;
}

export type AddingStyle =
  /**
   * Below a last line: each key on a line of its own, from this column (0-based), deeper ones further in by so many. Where that
   * line has no end, each begins with one.
   */
  | {
      readonly type: 'block';
      readonly column: number;
      readonly unit: number;
      /** By how much a list stands further in than its key; none where nothing has lists. */
      readonly listIndent?: number;
      readonly lineEnd: string;
      readonly begins: boolean;
    }
  /** Within braces, before what is there already, if anything is. */
  | { readonly type: 'flow'; readonly isEmpty: boolean };

/** One key and its value. */
export interface AddedValue {
  readonly path: readonly AddedStep[];
  /** As it is written. */
  readonly value: string;
}

/** A path as one text, for what is the same. */
export function pathText(path: readonly AddedStep[]): string {
  return JSON.stringify(path);
}

type Inner = Tree | string;
type Tree = Map<string, { readonly step: AddedStep; readonly inner: Inner }>;

/** The text that adds values, those of one place together, in the order given. */
export function addedText(values: readonly AddedValue[], style: AddingStyle): string {
  const tree = treeOf(values);
  if (style.type === 'flow') return `${flowText(tree)}${style.isEmpty ? '' : ', '}`;
  const line = (text: string) => (style.begins ? `${style.lineEnd}${text}` : `${text}${style.lineEnd}`);
  return linesOf(tree, style.column, style).map(line).join('');
}

function treeOf(values: readonly AddedValue[]): Tree {
  const root: Tree = new Map();
  for (const { path, value } of values) {
    let at = root;
    for (const step of path.slice(0, -1)) {
      const before = at.get(pathText([step]))?.inner;
      const next: Tree = before instanceof Map ? before : new Map();
      at.set(pathText([step]), { step, inner: next });
      at = next;
    }
    const last = path.at(-1) ?? '';
    at.set(pathText([last]), { step: last, inner: value });
  }
  return root;
}

function flowText(tree: Tree): string {
  return [...tree.values()]
    .map(({ step, inner }) => {
      const held = (text: string) => (isListOf(inner) ? `[${text}]` : `{${text}}`);
      const text = typeof inner === 'string' ? inner : held(flowText(inner));
      if (typeof step === 'string') return `${keyText(step)}: ${text}`;
      const rest = typeof inner === 'string' ? inner : flowText(inner);
      return `{${[firstText(step), rest].filter((part) => part !== '').join(', ')}}`;
    })
    .join(', ');
}

type Block = Extract<AddingStyle, { type: 'block' }>;

function linesOf(tree: Tree, column: number, style: Block): readonly string[] {
  const indent = ' '.repeat(column);
  // Items of a list that is there already stand before keys that follow it in the same column.
  const items = [...tree.values()].filter(({ step }) => typeof step !== 'string');
  const keys = [...tree.values()].filter(({ step }) => typeof step === 'string');
  return [...items, ...keys].flatMap(({ step, inner }): readonly string[] => {
    if (typeof step !== 'string') {
      const inside = typeof inner === 'string' ? [`${indent}  ${inner}`] : linesOf(inner, column + 2, style);
      const [head = '', ...rest] = [...(step.first === undefined ? [] : [`${indent}  ${firstText(step)}`]), ...inside];
      return [`${indent}- ${head.slice(column + 2)}`, ...rest];
    }
    const start = `${indent}${keyText(step)}:`;
    if (typeof inner === 'string') return [`${start} ${inner}`];
    return [
      start,
      ...linesOf(inner, column + (isListOf(inner) ? (style.listIndent ?? style.unit) : style.unit), style),
    ];
  });
}

function isListOf(inner: Inner): boolean {
  return typeof inner !== 'string' && [...inner.values()].some(({ step }) => typeof step !== 'string');
}

function firstText({ first }: AddedItem): string {
  return first === undefined
    ? ''
    : `${keyText(first.key)}: ${plainOrQuoted(first.value, /^[A-Za-z_][\w./-]*(?::\d+[\w./-]*)?$/)}`;
}

/** A text as YAML has it: in quotes where it would be read as something else. */
export function keyText(key: string): string {
  return plainOrQuoted(key, /^[A-Za-z_][\w./-]*$/);
}

function plainOrQuoted(text: string, plain: RegExp): string {
  const isWord = /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain.test(text) && !isWord ? text : JSON.stringify(text);
}
