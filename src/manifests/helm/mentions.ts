import type { YamlNode } from '../yaml/nodes.ts';
import { includesOneOf, type TemplateFile } from './chart-files.ts';
import { namesIncluded } from './directives.ts';
import type { TemplateRange } from './facts.ts';
import { directivesIn, printsWhole, WHOLE } from './speaking-directives.ts';

/** Under which keys of values some texts stand. */
export interface Keys {
  /** Of the texts themselves. */
  readonly own: ReadonlySet<string>;
  /** Of the mappings around them. */
  readonly above: ReadonlySet<string>;
}

/** The keys in values below which texts stand, and the names that aliases give them. @param wants asked for the offsets of each text */
export function keysOf(root: YamlNode, wants: (start: number, end: number) => boolean): Keys {
  const [own, above] = [new Set<string>(), new Set<string>()];
  const visit = (node: YamlNode, path: readonly string[]): void => {
    switch (node.type) {
      case 'scalar':
        if (node.start >= 0 && wants(node.start, node.end)) tell(path, own, above);
        break;
      case 'alias':
        if (node.target?.type === 'scalar') visit(node.target, path);
        else for (const key of path) above.add(key);
        break;
      case 'sequence':
        for (const item of node.items) visit(item, path);
        break;
      case 'mapping':
        for (const { key, value } of node.entries)
          visit(value, key.type === 'scalar' && key.value !== '<<' ? [...path, key.value] : path);
    }
  };
  visit(root, []);
  return { own, above };
}

function tell(path: readonly string[], own: Set<string>, above: Set<string>): void {
  const last = path.at(-1);
  if (last !== undefined) own.add(last);
  for (const key of path.slice(0, -1)) above.add(key);
}

/** Where templates speak of values under some keys, by the words that they use for them. */
export class Mentions {
  readonly #words: RegExp;
  readonly #field: RegExp;
  readonly #ranges = new Map<TemplateFile, readonly TemplateRange[]>();
  readonly #defines: ReadonlySet<string>;

  /** @param files all that may be included, with what may include it */
  constructor({ own, above }: Keys, files: readonly TemplateFile[]) {
    const [field, whole] = [fieldOrText(own), fieldOrText(new Set([...own, ...above]))];
    this.#field = new RegExp(field);
    // What prints a mapping prints what is in it; so does what goes through it.
    this.#words = new RegExp(`${field}|${WHOLE}\\b[^{}]{0,200}?${whole}|${whole}[^{}]{0,200}?${WHOLE}\\b`);
    this.#defines = this.#definesThatSpeak(files);
  }

  /** The lines outside of named templates in which something other than an image is made with one of the values. */
  rangesIn(file: TemplateFile): readonly TemplateRange[] {
    const known = this.#ranges.get(file);
    if (known !== undefined) return known;
    const { text } = file.template.source;
    const speaks = this.#speaksIn(text, printsWhole(text)) || this.#includesThem(file);
    const found = speaks ? this.#linesIn(file) : [];
    this.#ranges.set(file, found);
    return found;
  }

  /** @param printsWhole whether mappings are printed in it: else only the values themselves are spoken of */
  #speaksIn(text: string, printsWhole: boolean): boolean {
    return (printsWhole ? this.#words : this.#field).test(text);
  }

  #includesThem(file: TemplateFile): boolean {
    return includesOneOf(file, this.#defines) && directivesIn(file).others.some(({ text }) => this.#includes(text));
  }

  #linesIn(file: TemplateFile): readonly TemplateRange[] {
    const { text } = file.template.source;
    const found: TemplateRange[] = [];
    const variables = new Set<string>();
    let end = 0;
    for (const directive of directivesIn(file).others) {
      if (!this.#speaks(directive.text, variables)) continue;
      const set = /^\{\{-?\s*\$(\w+)\s*:?=/.exec(directive.text)?.[1];
      if (set !== undefined) variables.add(set);
      if (directive.start < end) continue;
      // Blanks before a directive may be taken away, and a place must start in what is left.
      const line = text.slice(Math.max(end, text.lastIndexOf('\n', directive.start) + 1), directive.start);
      const start = directive.start - line.trimStart().length;
      const newline = text.indexOf('\n', directive.end);
      end = newline === -1 ? text.length : newline;
      found.push({ start, end, makesImage: false, key: '' });
    }
    return found;
  }

  #speaks(directive: string, variables: ReadonlySet<string>): boolean {
    if (this.#words.test(directive) || this.#includes(directive)) return true;
    if (variables.size === 0) return false;
    for (const [, name = ''] of directive.matchAll(/\$(\w+)/g)) if (variables.has(name)) return true;
    return false;
  }

  #includes(directive: string): boolean {
    if (this.#defines.size === 0) return false;
    return [...namesIncluded(directive)].some((name) => this.#defines.has(name));
  }

  #definesThatSpeak(files: readonly TemplateFile[]): ReadonlySet<string> {
    const bodies = files.filter(({ names }) => names.length > 0).flatMap((file) => directivesIn(file).defines);
    const speaking = new Set<string>();
    for (const { name, text, printsWhole } of bodies) if (this.#speaksIn(text, printsWhole)) speaking.add(name);
    if (speaking.size === 0) return speaking;
    for (let before = -1; before !== speaking.size; ) {
      before = speaking.size;
      for (const { name, includes } of bodies)
        if (!speaking.has(name) && includes.some((inner) => speaking.has(inner))) speaking.add(name);
    }
    return speaking;
  }
}

/** A field at the end of a chain of them, or a key in quotes. */
function fieldOrText(keys: ReadonlySet<string>): string {
  const any = [...keys].map((key) => key.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return any === '' ? '(?!)' : `(?:\\.(?:${any})(?![\\w.])|["\`](?:${any})["\`])`;
}
