import { buildClaim } from '../../images/built-here.ts';
import { parseReference, saysVersion } from '../../images/reference.ts';
import { mountedImage } from '../languages/mount-option.ts';
import { withoutQuotes } from '../languages/shell-words.ts';
import type { Fact } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Consumer } from '../model/kind-traits.ts';
import type { LiteralPlace, Sibling, Use } from '../model/use.ts';
import { isCertainPublicImage, isVersionedWord } from '../references/certainty.ts';
import { isImageSetting } from '../references/image-settings.ts';
import { literalUse } from '../references/literal-use.ts';
import { namesMadeImage } from '../references/made-image.ts';
import { knownNameLength } from '../references/unknown-tag.ts';
import type { SourceFile } from '../source/source.ts';
import {
  expand,
  MAX_TEMPLATE,
  type Piece,
  type Template,
  textOf,
  type Value,
  type Variables,
} from '../variables/expand.ts';
import { tracedUse } from '../variables/traced.ts';
import { chartValueUses } from './chart-values.ts';
import { composeCommand } from './compose-command.ts';
import { engineCommand, type PullCommand, programAt, variableIn } from './engine-command.ts';
import { documentPlaces } from './here-document.ts';
import { OtherUses } from './other-uses.ts';
import { POSIX, type ScriptSyntax } from './syntax.ts';
import type { HereDocument, ShellCommand, ShellWord } from './tokens.ts';

/** Variables that hold a whole image by their name; `IMAGE_TAG` and `IMAGE_REGISTRY` hold a part of one. */
const IMAGE_VARIABLE = /(?:^|_)(?:IMAGE|IMG)(?:_(?:NAME|REF|REFERENCE|URI))?$/i;

/** Longer commands are not kept in variables. */
const MAX_KEPT_WORDS = 64;

/**
 * What the commands and variables of a script or makefile tell, given to it in the order in which they stand.
 * Only what is surely an image counts: the operand of an engine's run, create or pull, and an image variable
 * whose value says registry or tag.
 */
export class Script {
  readonly #file: SourceFile;
  readonly #kind: KindName;
  readonly #syntax: ScriptSyntax;
  readonly #values = new Map<string, Value>();
  readonly #facts: Fact[] = [];
  /** Variables that hold the beginning of a command of an engine. */
  readonly #commands = new Map<string, ShellCommand>();
  /** Offsets of the values that are uses themselves. */
  readonly #told = new Set<number>();
  readonly #others = new OtherUses();
  /** Images of manifests that commands are given. */
  readonly #delivered = new Set<Use>();

  constructor(file: SourceFile, kind: KindName, syntax: ScriptSyntax = POSIX) {
    this.#file = file;
    this.#kind = kind;
    this.#syntax = syntax;
  }

  facts(): readonly Fact[] {
    this.#claim();
    const told = this.#facts.flatMap((fact) => (fact.type === 'use' ? [fact.use] : []));
    if (told.length === 0) return this.#facts;
    const settled = this.#others.settled(told, this.#delivered, this.#file).values();
    return this.#facts.map((fact) => {
      const use = fact.type === 'use' ? settled.next().value : undefined;
      return fact.type === 'use' && use !== undefined ? { ...fact, use } : fact;
    });
  }

  /** Tells what is built here; a tag that is not known does not matter. */
  #claim(): void {
    for (const value of this.#others.everyMade()) {
      const built = value.pieces === undefined ? '' : textOf(value.pieces);
      const length = value.known ? undefined : knownNameLength(built);
      const reference = value.known || length !== undefined ? parseReference(built.slice(0, length)) : undefined;
      if (reference !== undefined)
        this.#facts.push({ type: 'built-here', claim: buildClaim(reference, length !== undefined) });
    }
  }

  /**
   * A variable that is given a value.
   * @param lasts where it is `default`, only if it has none; where it is `once`, for a command alone
   */
  assign(name: string, span: ShellWord, lasts: 'always' | 'default' | 'once' = 'always'): void {
    const inner = withoutQuotes(this.#file.text, span);
    const text = this.#file.text.slice(inner.start, inner.end);
    const variable: Sibling = { role: 'variable', file: this.#file.path, ...this.#file.at(inner.start), text };
    const value = this.#value(span);
    const known = this.#syntax.variable(name);
    const assigned = expand({ ...this.#template(span), variable }, this.#variables());
    if (lasts !== 'once') this.#others.assigned(known, text, assigned);
    if (lasts === 'always' || (lasts === 'default' && !this.#values.has(known))) this.#values.set(known, assigned);
    this.#keepCommand(known, inner, text);
    if (!value.known || !isImageValue(this.#syntax.spelled(name), value.pieces, text)) return;
    const written = value.pieces.filter((piece) => piece.text !== '');
    if (written.every((piece) => this.#isTold(piece.variable, piece.origin?.start))) return;
    this.#told.add(inner.start);
    // Its own default (`${IMAGE:-nginx:1}`) stands elsewhere than its value.
    for (const piece of written) if (piece.variable === undefined) this.#told.add(piece.origin?.start ?? inner.start);
    this.#tell(inner, value);
  }

  /** A variable that holds a command of an engine: read where it stands, and known where the script begins a command with it. */
  #keepCommand(name: string, { start }: ShellWord, text: string): void {
    this.#commands.delete(name);
    if (
      text.length > MAX_TEMPLATE ||
      !/^(?:sudo[ \t]+)?(?:(?:docker|podman)-compose|docker|podman|nerdctl)[ \t]/.test(text)
    )
      return;
    const parts = this.#syntax.parts(text).flatMap((part) => (part.type === 'command' ? [part.words] : []));
    const words = parts[0]?.map((word) => ({ start: start + word.start, end: start + word.end })) ?? [];
    this.command(words);
    if (words.length <= MAX_KEPT_WORDS) this.#commands.set(name, words);
  }

  /** A simple command. */
  command(command: ShellCommand): void {
    for (const use of chartValueUses(this.#file, command, this.#kind)) this.#facts.push({ type: 'use', use });
    const written = command.map((word) => this.#textOf(word));
    const program = programAt(written);
    const kept = this.#commands.get(this.#syntax.variable(variableIn(written[program] ?? '') ?? ''));
    this.#others.compared(written[program] ?? '', written.slice(program + 1));
    // What a loop goes over may be pulled or asked for in it.
    if (written[program] === 'for') for (const word of command.slice(program + 3)) this.#named(word);
    const composed = composeCommand(written);
    if (composed !== undefined) this.#facts.push({ type: 'compose-command', command: composed });
    this.#engine(kept === undefined ? command : [...kept, ...command.slice(program + 1)], kept?.length ?? 0);
  }

  /** @param known how many words stand elsewhere and are read there */
  #engine(command: ShellCommand, known: number): void {
    const read = engineCommand(command.map((word) => this.#written(word)));
    const at = (indices: readonly number[]) => indices.map((index) => command[index]);
    switch (read?.verb) {
      case undefined:
        return;
      case 'build':
        for (const word of at(read.tags)) this.#built(word);
        for (const word of at(read.settings)) this.#setting(word);
        return;
      case 'name':
        for (const word of at(read.present)) this.#named(word);
        for (const word of at(read.made)) this.#built(word);
        return;
      case 'start':
        for (const word of at(read.images)) this.#started(word, read.pulledBy);
        return;
      case 'set':
        for (const word of at(read.assignments)) this.#assigned(word, read.pulledBy);
        return;
      case 'run':
      case 'create':
      case 'pull':
        for (const word of at(read.mounts.filter((index) => index >= known))) this.#mounted(word);
        this.#pulled(read, command, known);
    }
  }

  /** Tells of the first operand that is an image; where it stands elsewhere, it is told there. */
  #pulled({ candidates, sure }: PullCommand, command: ShellCommand, known: number): void {
    for (const [rank, index] of candidates.entries()) {
      const word = command[index];
      if (index < known || (word !== undefined && this.#image(word, rank === 0 && sure))) return;
    }
  }

  /** A here-document: the manifest that a command is given. */
  document(document: HereDocument): void {
    const before = this.#facts.length;
    this.#readDocument(document);
    for (const fact of this.#facts.slice(before)) if (fact.type === 'use') this.#delivered.add(fact.use);
  }

  #readDocument({ start, end, expands }: HereDocument): void {
    for (const place of documentPlaces(this.#file.text.slice(start, end))) {
      const span = { start: start + place.start, end: start + place.start + place.text.length };
      if (place.templated) {
        if (expands) this.#image(span, true);
        continue;
      }
      const use = literalUse(this.#place(span));
      if (use !== undefined) this.#facts.push({ type: 'use', use });
    }
  }

  /** Tells of the image at an operand. @returns whether it is settled that this was the image */
  #image(word: ShellWord, sure: boolean, pulledBy?: Consumer): boolean {
    const inner = withoutQuotes(this.#file.text, word);
    const text = this.#file.text.slice(inner.start, inner.end);
    const value = this.#value(word);
    const known = value.known ? textOf(value.pieces) : undefined;
    if (known !== undefined) {
      if (parseReference(known) === undefined || !(sure || isVersionedWord(known))) return false;
      // Where the image stands in an image variable, the use is there.
      const told = value.known && value.pieces.some(({ variable, origin }) => this.#isTold(variable, origin?.start));
      if (!told) this.#tell(inner, value, pulledBy);
      return true;
    }
    // A name with a variable in it names an image; a variable alone may be anything.
    if (text.length > MAX_TEMPLATE || !sure || !/^[\w$][^\s{}/]*\/\S*$|^[a-z]\S*:\$/.test(text)) return false;
    this.#tell(inner, value, pulledBy);
    return true;
  }

  /** Only what stands at its place is rewritten: other variables of a script (`HUB`) may well say where it pushes to. */
  #tell(span: ShellWord, value: Value, pulledBy?: Consumer): void {
    const traced = tracedUse(this.#place(span), value);
    const use = pulledBy === undefined ? traced : { ...traced, pulledBy };
    const elsewhere = use.slots.some(({ start, end }) => start < span.start || end > span.end);
    const uneditable = 'its name stands in a variable that the script may use for more';
    this.#facts.push({ type: 'use', use: elsewhere ? { ...use, slots: [], uneditable } : use });
  }

  #isTold(variable: Sibling | undefined, start: number | undefined): boolean {
    return variable !== undefined && start !== undefined && this.#told.has(start);
  }

  /** What `build -t` or `push` names. */
  #built(word: ShellWord | undefined): void {
    if (word === undefined) return;
    const span = withoutQuotes(this.#file.text, this.#valueOf('--tag=', word));
    if (span.end - span.start > MAX_TEMPLATE) return;
    const text = this.#file.text.slice(span.start, span.end);
    this.#others.made(text, this.#value(span));
  }

  /** An image that a command expects to be there. */
  #named(word: ShellWord | undefined): void {
    if (word !== undefined && word.end - word.start <= MAX_TEMPLATE)
      this.#others.present(this.#textOf(word), this.#value(word));
  }

  /** `--build-arg BASE_IMAGE=…`: an image that a Dockerfile begins from. */
  #setting(word: ShellWord | undefined): void {
    if (word === undefined) return;
    const { start, end } = withoutQuotes(this.#file.text, this.#valueOf('--build-arg=', word));
    const match = /^([A-Za-z_]\w*)=/.exec(this.#file.text.slice(start, end));
    if (match === null) return;
    const span = withoutQuotes(this.#file.text, { start: start + match[0].length, end });
    const text = this.#textOf(span);
    const use = isImageSetting(match[1] ?? '', text) ? literalUse(this.#place(span)) : undefined;
    if (use !== undefined) this.#facts.push({ type: 'use', use: { ...use, part: 'arg' } });
  }

  /** The image of a pod that is started. */
  #started(word: ShellWord | undefined, pulledBy: Consumer | undefined): void {
    const flag = word === undefined ? undefined : /^--[\w-]{1,40}=/.exec(this.#textOf(word).slice(0, 48))?.[0];
    if (word !== undefined) this.#image(this.#valueOf(flag ?? '', word), true, pulledBy);
  }

  /** The image that a container of a workload is given. */
  #assigned(word: ShellWord | undefined, pulledBy: Consumer): void {
    if (word === undefined) return;
    const { start, end } = withoutQuotes(this.#file.text, word);
    const equals = this.#file.text.indexOf('=', start);
    this.#image({ start: equals + 1, end }, true, pulledBy);
  }

  /** An image whose files a container is given. */
  #mounted(word: ShellWord | undefined): void {
    const image = word === undefined ? undefined : mountedImage(this.#file.text, this.#valueOf('--mount=', word));
    if (image !== undefined) this.#image(image, true);
  }

  /** What stands behind a flag in its word, or all of it. */
  #valueOf(flag: string, { start, end }: ShellWord): ShellWord {
    return { start: this.#file.text.startsWith(flag, start) ? start + flag.length : start, end };
  }

  /** A word as programs are told it; in PowerShell quotes stand around a program or a flag as well. */
  #written(word: ShellWord): string {
    return this.#textOf(this.#syntax === POSIX ? word : withoutQuotes(this.#file.text, word));
  }

  #textOf({ start, end }: ShellWord): string {
    return this.#file.text.slice(start, end);
  }

  #value(span: ShellWord): Value {
    return expand(this.#template(span), this.#variables());
  }

  #template({ start, end }: ShellWord): Template {
    // One character more than is read: a word may hold all that follows.
    const written = this.#file.text.slice(start, Math.min(end, start + MAX_TEMPLATE + 1));
    const { dialect } = this.#syntax;
    return { text: this.#syntax.template(written), origin: { file: this.#file.path, start }, dialect };
  }

  #variables(): Variables {
    return {
      lookup: (name) => this.#values.get(this.#syntax.variable(name)),
      missing: (name) => `${name} has no value in this file`,
    };
  }

  #place({ start, end }: ShellWord): LiteralPlace {
    return { file: this.#file, start, text: this.#file.text.slice(start, end), kind: this.#kind, part: 'whole' };
  }
}

/**
 * Whether the value of a variable is an image: by the variable's name, or since it names a public registry where it stands.
 * @param text the value as it is written
 */
function isImageValue(name: string, pieces: readonly Piece[], text: string): boolean {
  const image = textOf(pieces);
  // A name put together without a tag is mostly what something is pushed as.
  if (IMAGE_VARIABLE.test(name)) return isVersionedWord(image) && (!text.includes('$') || saysVersion(image));
  if (namesMadeImage(name) || /chart/i.test(name) || pieces.some(({ variable }) => variable !== undefined))
    return false;
  return isCertainPublicImage(image);
}
