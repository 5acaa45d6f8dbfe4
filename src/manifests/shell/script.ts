import { nameOf, parseName, parseReference } from '../../images/reference.ts';
import { withoutQuotes } from '../dockerfile/words.ts';
import type { Fact } from '../kinds.ts';
import type { LiteralPlace } from '../literal.ts';
import type { SourceFile } from '../source.ts';
import type { KindName, Sibling } from '../use.ts';
import { expand, MAX_TEMPLATE, type Template, textOf, type Value, type Variables } from '../variables/expand.ts';
import { tracedUse } from '../variables/traced.ts';
import { engineCommand } from './engine-command.ts';
import type { ShellCommand, ShellWord } from './tokens.ts';

/** Variables that hold a whole image by their name; `IMAGE_TAG` and `IMAGE_REGISTRY` hold a part of one. */
const IMAGE_VARIABLE = /(?:^|_)(?:IMAGE|IMG)(?:_(?:NAME|REF|REFERENCE|URI))?$/i;

/**
 * What the commands and variables of a script or makefile tell, given to it in the order in which they stand.
 * Only what is surely an image counts: the operand of an engine's run, create or pull, and an image variable
 * whose value says registry or tag.
 */
export class Script {
  readonly #file: SourceFile;
  readonly #kind: KindName;
  readonly #values = new Map<string, Value>();
  readonly #facts: Fact[] = [];
  /** Offsets of the values that are uses themselves. */
  readonly #told = new Set<number>();

  constructor(file: SourceFile, kind: KindName) {
    this.#file = file;
    this.#kind = kind;
  }

  facts(): readonly Fact[] {
    return this.#facts;
  }

  /** A variable that is given a value. */
  assign(name: string, span: ShellWord): void {
    const inner = withoutQuotes(this.#file.text, span);
    const text = this.#file.text.slice(inner.start, inner.end);
    const variable: Sibling = { role: 'variable', file: this.#file.path, ...this.#file.at(inner.start), text };
    this.#values.set(name, expand({ ...this.#template(span), variable }, this.#variables()));
    if (!IMAGE_VARIABLE.test(name)) return;
    const value = this.#value(span);
    const image = value.known ? textOf(value.pieces) : '';
    // A name put together without a tag is mostly what something is pushed as.
    if (!saysWhichImage(image) || (text.includes('$') && !saysVersion(image))) return;
    this.#told.add(inner.start);
    this.#tell(inner, value);
  }

  /** A simple command. */
  command(command: ShellCommand): void {
    const words = command.map(({ start, end }) => this.#file.text.slice(start, end));
    const read = engineCommand(words);
    if (read === undefined) return;
    if (read.verb === 'build') {
      for (const index of read.tags) this.#built(command[index]);
      return;
    }
    if (read.verb === 'start') {
      for (const index of read.images) this.#started(command[index]);
      return;
    }
    for (const [rank, index] of read.candidates.entries()) {
      const word = command[index];
      if (word !== undefined && this.#image(word, rank === 0)) return;
    }
  }

  /** Tells of the image at an operand. @returns whether it is settled that this was the image */
  #image(word: ShellWord, sure: boolean): boolean {
    const inner = withoutQuotes(this.#file.text, word);
    const text = this.#file.text.slice(inner.start, inner.end);
    const value = this.#value(word);
    const known = value.known ? textOf(value.pieces) : undefined;
    if (known !== undefined) {
      if (parseReference(known) === undefined || !(sure || saysWhichImage(known))) return false;
      // Where the image stands in an image variable, the use is there.
      const told = value.known && value.pieces.some(({ variable, origin }) => this.#isTold(variable, origin?.start));
      if (!told) this.#tell(inner, value);
      return true;
    }
    // A name with a variable in it names an image; a variable alone may be anything.
    if (text.length > MAX_TEMPLATE || !sure || !/^[\w$][^\s{}/]*\/\S*$|^[a-z]\S*:\$/.test(text)) return false;
    this.#tell(inner, value);
    return true;
  }

  /** Only what stands at its place is rewritten: other variables of a script (`HUB`) may well say where it pushes to. */
  #tell(span: ShellWord, value: Value): void {
    const use = tracedUse(this.#place(span), value);
    const elsewhere = use.slots.some(({ start, end }) => start < span.start || end > span.end);
    const uneditable = 'its name stands in a variable that the script may use for more';
    this.#facts.push({ type: 'use', use: elsewhere ? { ...use, slots: [], uneditable } : use });
  }

  #isTold(variable: Sibling | undefined, start: number | undefined): boolean {
    return variable !== undefined && start !== undefined && this.#told.has(start);
  }

  /** What `build -t` names is built here; a tag that is not known does not matter. */
  #built(word: ShellWord | undefined): void {
    if (word === undefined) return;
    const span = withoutQuotes(this.#file.text, this.#valueOf('--tag=', word));
    if (span.end - span.start > MAX_TEMPLATE) return;
    const text = this.#file.text.slice(span.start, span.end);
    const whole = this.#value(span);
    const colon = text.lastIndexOf(':');
    const name =
      !whole.known && colon > text.lastIndexOf('/') ? this.#value({ ...span, end: span.start + colon }) : whole;
    if (!name.known) return;
    const built = textOf(name.pieces);
    const reference = parseReference(built) ?? parseName(built);
    if (reference !== undefined) this.#facts.push({ type: 'built-here', name: nameOf(reference) });
  }

  /** The image of a pod that is started. */
  #started(word: ShellWord | undefined): void {
    if (word !== undefined) this.#image(this.#valueOf('--image=', word), true);
  }

  /** What stands behind a flag in its word, or all of it. */
  #valueOf(flag: string, { start, end }: ShellWord): ShellWord {
    return { start: this.#file.text.startsWith(flag, start) ? start + flag.length : start, end };
  }

  #value(span: ShellWord): Value {
    return expand(this.#template(span), this.#variables());
  }

  /** `$(NAME)` of makefiles is read as `${NAME}`, which has the same length. */
  #template({ start, end }: ShellWord): Template {
    // One character more than is read: a word may hold all that follows.
    const written = this.#file.text.slice(start, Math.min(end, start + MAX_TEMPLATE + 1));
    const text = written.replaceAll(/\$\((\w+)\)/g, (_, name) => `$\{${name}}`);
    return { text, origin: { file: this.#file.path, start }, dialect: { escape: '\\', quotes: true } };
  }

  #variables(): Variables {
    return { lookup: (name) => this.#values.get(name), missing: (name) => `${name} has no value in this file` };
  }

  #place({ start, end }: ShellWord): LiteralPlace {
    return { file: this.#file, start, text: this.#file.text.slice(start, end), kind: this.#kind, part: 'whole' };
  }
}

/** Whether a text is a reference that says registry, tag or digest, and so is hardly anything else. */
function saysWhichImage(text: string): boolean {
  if (parseReference(text) === undefined) return false;
  return saysVersion(text) || /^[^/.:]*[.:][^/]*\//.test(text);
}

function saysVersion(text: string): boolean {
  const reference = parseReference(text);
  return reference?.tag !== undefined || reference?.digest !== undefined;
}
