import { type Field, MAX_FIELDS, type Scope } from '../languages/fields.ts';
import { type Mark, type Token, textToken, type Word } from '../languages/tokens.ts';
import { entriesAt, resolved, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';

/** How many names a block at the top of a file has (https://developer.hashicorp.com/terraform/language/syntax/json). */
const LABELS: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['ephemeral', 2],
  ['module', 1],
  ['variable', 1],
  ['output', 1],
  ['provider', 1],
  ['check', 1],
]);

const TOP: Scope = { header: [], bracket: '', parent: undefined, path: [] };

/**
 * The fields of a file in Terraform's JSON syntax, as those of the native one: a block is an object below its type and its
 * names, several of them are a list, and a text that is one interpolation is what stands in it.
 * @param values whether the file gives values to variables (`.tfvars.json`)
 */
export function terraformJsonFields(root: YamlNode, text: string, values: boolean): readonly Field[] {
  const reader = new JsonReader(text);
  if (values) reader.body(root, TOP);
  else
    for (const [type, node] of entriesAt(root)) {
      if (type !== COMMENT) reader.blocks(node, TOP, [wordOf(type)], LABELS.get(type) ?? 0);
    }
  return reader.fields;
}

/** A key for people. */
const COMMENT = '//';

class JsonReader {
  readonly fields: Field[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The blocks of one type: each below as many names as are left. Recursion is bounded by the parser's limit on depth. */
  blocks(node: YamlNode, parent: Scope, header: readonly Token[], labels: number): void {
    if (node.type === 'sequence') for (const item of node.items) this.blocks(item, parent, header, labels);
    if (node.type !== 'mapping') return;
    if (labels > 0) {
      for (const [label, below] of entriesAt(node)) {
        if (label !== COMMENT) this.blocks(below, parent, [...header, labelOf(label)], labels - 1);
      }
      return;
    }
    // A dynamic block has the name of what it makes.
    const [type, label] = header;
    const name = type?.text === 'dynamic' ? label : type;
    this.body(node, { header, bracket: '{', parent, path: [...parent.path, name?.text ?? ''] });
  }

  /** What stands in a block or in an object. */
  body(node: YamlNode, scope: Scope): void {
    for (const [key, value] of entriesAt(node)) {
      if (this.fields.length >= MAX_FIELDS || key === COMMENT) continue;
      if (key === 'dynamic') this.blocks(value, scope, [wordOf(key)], 1);
      else this.#field(key, value, scope);
    }
  }

  #field(key: string, node: YamlNode, scope: Scope): void {
    const value = resolved(node);
    if (value?.type === 'scalar') {
      this.fields.push({ scope, key, target: [wordOf(key)], value: [this.#token(value)] });
    } else if (value?.type === 'mapping') {
      this.body(value, { header: [wordOf(key)], bracket: '{', parent: scope, path: [...scope.path, key] });
    } else if (value?.type === 'sequence') {
      const path = [...scope.path, key];
      this.#items(value.items, { header: [wordOf(key), ASSIGN], bracket: '[', parent: scope, path });
    }
  }

  #items(items: readonly YamlNode[], scope: Scope): void {
    for (const item of items) {
      if (this.fields.length >= MAX_FIELDS) return;
      if (item.type === 'scalar') this.fields.push({ scope, key: '', target: [], value: [this.#token(item)] });
      else if (item.type === 'mapping') this.body(item, { header: [], bracket: '{', parent: scope, path: scope.path });
      else if (item.type === 'sequence') this.#items(item.items, { ...scope, header: [], parent: scope });
    }
  }

  #token({ start, end, style, value, verbatim }: YamlScalar): Token {
    if (style === 'plain') return { type: 'word', start, end, text: value };
    const written = this.#text.slice(start, end);
    const name = REFERENCE.exec(written)?.[1];
    if (name !== undefined) {
      const from = start + written.indexOf(name);
      return { type: 'word', start: from, end: from + name.length, text: name };
    }
    const dynamic = /(?<!\$)\$\{|(?<!%)%\{/.test(written);
    const plain = verbatim && !dynamic && !/[$%]\{/.test(written);
    return textToken(this.#text, start, end, { plain, dynamic });
  }
}

/** A text that is nothing but a reference to something named. */
const REFERENCE = /^\$\{[ \t]{0,9}([A-Za-z_][\w-]{0,200}(?:\.[\w-]{1,200}){1,9})[ \t]{0,9}\}$/;

const ASSIGN: Mark = { type: 'mark', start: -1, end: -1, text: '=' };

function wordOf(text: string): Word {
  return { type: 'word', start: -1, end: -1, text };
}

function labelOf(text: string): Token {
  return { type: 'text', start: -1, end: -1, text, plain: true, dynamic: false };
}
