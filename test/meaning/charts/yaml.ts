/** Values of a chart, and how they are written. */
export type Node = Leaf | List | Mapping;

/**
 * How a scalar is written: `nothing` leaves the place behind the key empty, `anchor` names it, or an alias where it stood before; `block`
 * is a text of several lines.
 */
export type Style = 'plain' | 'double' | 'single' | 'literal' | 'folded' | 'block' | 'nothing' | 'anchor';

export interface Leaf {
  readonly type: 'leaf';
  readonly text: string;
  readonly style: Style;
}

export interface List {
  readonly type: 'list';
  readonly items: readonly Node[];
}

export interface Mapping {
  readonly type: 'mapping';
  readonly entries: Map<string, Node>;
}

export function leaf(text: string, style: Style = 'plain'): Leaf {
  return { type: 'leaf', text, style };
}

export function list(...items: readonly Node[]): List {
  return { type: 'list', items };
}

export function mapping(entries: Readonly<Record<string, Node>> = {}): Mapping {
  return { type: 'mapping', entries: new Map(Object.entries(entries)) };
}

/** Puts a node below keys; what is there already stays. */
export function put({ entries }: Mapping, [key, ...rest]: readonly string[], node: Node): void {
  if (key === undefined) return;
  const present = entries.get(key);
  if (rest.length === 0) {
    if (present === undefined) entries.set(key, node);
    return;
  }
  const below = present ?? mapping();
  if (present === undefined) entries.set(key, below);
  if (below.type === 'mapping') put(below, rest, node);
}

/** The text of a document. */
export function written(root: Mapping): string {
  const lines = linesOf(root, new Map());
  return lines.length === 0 ? '{}\n' : `${lines.join('\n')}\n`;
}

type Anchors = Map<string, string>;

function linesOf({ entries }: Mapping, anchors: Anchors): readonly string[] {
  return [...entries].flatMap(([key, node]) => below(`${key}:`, node, anchors));
}

/** The lines of what stands behind a key or a dash. */
function below(start: string, node: Node, anchors: Anchors): readonly string[] {
  switch (node.type) {
    case 'leaf': {
      const [first = '', ...more] = scalar(node, anchors);
      return [`${start} ${first}`.trimEnd(), ...more.map((line) => `  ${line}`)];
    }
    case 'list': {
      const items = node.items.flatMap((item) => {
        const [first = '', ...more] = item.type === 'mapping' ? linesOf(item, anchors) : below('', item, anchors);
        return [`- ${first.trimStart()}`, ...more.map((line) => `  ${line}`)];
      });
      return items.length === 0 ? [`${start} []`] : [start, ...items.map((line) => `  ${line}`)];
    }
    case 'mapping': {
      const lines = linesOf(node, anchors);
      return lines.length === 0 ? [`${start} {}`] : [start, ...lines.map((line) => `  ${line}`)];
    }
  }
}

function scalar({ text, style }: Leaf, anchors: Anchors): readonly string[] {
  switch (style) {
    case 'plain':
      return [text === '' ? '""' : text];
    case 'double':
      return [JSON.stringify(text)];
    case 'single':
      return [`'${text}'`];
    case 'literal':
      return ['|-', text];
    case 'folded':
      return ['>-', text];
    case 'block':
      return ['|', ...text.trimEnd().split('\n')];
    case 'nothing':
      return [''];
    case 'anchor': {
      const known = anchors.get(text);
      if (known !== undefined) return [`*${known}`];
      const name = `a${anchors.size}`;
      anchors.set(text, name);
      return [`&${name} ${text === '' ? '""' : text}`];
    }
  }
}
