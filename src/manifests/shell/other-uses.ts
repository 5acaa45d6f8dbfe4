import { groupBy } from '../../base/grouping.ts';
import { formatReference, nameLength, parseReference } from '../../images/reference.ts';
import type { Slot, Use } from '../model/use.ts';
import { type Piece, textOf, type Value } from '../variables/expand.ts';

/** Where a text begins; absent where it was computed. */
type Start = number | undefined;

/**
 * What a script does with images and their variables beside having them pulled. Where a name is moved, all of it must go on meaning
 * the same: what is tagged or loaded by name has to be what was pulled, what is built keeps its name, and a variable must not be cut,
 * compared or put behind something else.
 */
export class OtherUses {
  /** Every value that a variable is given, or has a part of. */
  readonly #values = new Map<string, readonly Value[]>();
  /** Names that commands ask for without pulling them. */
  readonly #present: Value[] = [];
  /** Names of what is made, and the variables that they begin with. */
  readonly #made: Value[] = [];
  readonly #namedAfter = new Set<string>();
  readonly #compared = new Set<string>();

  /** A variable is given a value. @param word how it is written */
  assigned(name: string, word: string, value: Value): void {
    const known = this.#values.get(name) ?? [];
    const begins = /^"?\$[{(]?(\w{1,80})/.exec(word)?.[1];
    const parts = begins === undefined ? [] : (this.#values.get(begins) ?? []);
    this.#values.set(name, [...new Set([...known, ...parts, value])].slice(-MAX_VALUES));
  }

  /** A command is told an image that must be there already. @param word how it is written */
  present(word: string, value: Value): void {
    for (const each of this.#everyValue(word, value)) this.#present.push(each);
  }

  /**
   * A command makes an image of a name.
   * @returns every value that the name may have
   */
  made(word: string, value: Value): readonly Value[] {
    this.#made.push(value);
    const [, name] = /^"?\$[{(]?(\w{1,80})/.exec(word) ?? [];
    if (name !== undefined) this.#namedAfter.add(name);
    return this.#everyValue(word, value);
  }

  /** Of a variable alone, what it was given in one branch or another: the last one known is but one of them. */
  #everyValue(word: string, value: Value): readonly Value[] {
    const name = /^"?\$(?:(\w+)|[{(](\w+)(?::?[-?=][^}]*)?[})])"?$/.exec(word.slice(0, MAX_WORD));
    const others = this.#values.get(name?.[1] ?? name?.[2] ?? '') ?? [];
    return [value, ...others.filter((other) => other !== value)];
  }

  /** A command compares variables: `[ "$IMAGE" = nginx ]`, `case $IMAGE in`. */
  compared(program: string, words: readonly string[]): void {
    const isCase = program === 'case';
    if (!isCase && !(/^(?:\[\[?|test)$/.test(program) && words.some((word) => /^(?:[!=]?=|=~)$/.test(word)))) return;
    for (const word of isCase ? words.slice(0, 1) : words)
      for (const [, name = ''] of word.slice(0, MAX_WORD).matchAll(/\$\{?(\w{1,80})/g)) this.#compared.add(name);
  }

  /**
   * The uses as they may be written: with the other places of the script that ask for the image by its name, or left alone with the
   * reason.
   * @param uses all that the script tells
   * @param cut variables of which it takes parts
   */
  settled(uses: readonly Use[], cut: ReadonlySet<string>): readonly Use[] {
    const variables = this.#startsOf((name) => cut.has(name) || this.#compared.has(name));
    const namedAfter = this.#startsOf((name) => this.#namedAfter.has(name));
    const made = new Set(this.#made.map(startOf));
    const against = ({ slots }: Use): string | undefined => {
      const start = nameSlot(slots)?.start;
      if (start === undefined) return undefined;
      const name = variables.get(start);
      if (name !== undefined) return `${name} is used for more than images`;
      return made.has(start) || namedAfter.has(start) ? 'what is built is named after it' : undefined;
    };
    const left = uses.map((use) => {
      const uneditable = against(use);
      return uneditable === undefined ? use : { ...use, slots: [], uneditable };
    });
    return this.#withPresent(left);
  }

  /** What is asked for by its name moves with what is pulled, or neither does. */
  #withPresent(uses: readonly Use[]): readonly Use[] {
    const present = groupBy(
      this.#present.filter(({ known }) => known),
      ({ pieces }) => exactName(textOf(pieces ?? [])),
    );
    const named = groupBy(uses, exactImage);
    return uses.map((use) => {
      const asked = present.get(exactImage(use));
      const own = nameSlot(use.slots);
      if (asked === undefined || exactImage(use) === undefined || own === undefined) return use;
      const others = (named.get(exactImage(use)) ?? []).map(({ slots }) => nameSlot(slots)?.start);
      const elsewhere = asked.filter((value) => startOf(value) === undefined || !others.includes(startOf(value)));
      const slots = elsewhere.map((value) => literalSlot(value, own));
      const isSettled = !others.includes(undefined) && slots.every((slot) => slot !== undefined);
      if (!isSettled) return { ...use, slots: [], uneditable: ASKED_FOR };
      return { ...use, slots: [...use.slots, ...slots.filter((slot) => slot !== undefined)] };
    });
  }

  /** Where values of some variables begin, with their names. */
  #startsOf(wanted: (name: string) => boolean): ReadonlyMap<Start, string> {
    const starts = new Map<Start, string>();
    for (const [name, values] of this.#values) {
      if (!wanted(name)) continue;
      for (const { text, origin } of values.flatMap(({ pieces }) => pieces ?? []))
        if (text !== '') starts.set(origin?.start, name);
    }
    return starts;
  }
}

const MAX_WORD = 512;
/** Nobody gives one variable more values. */
const MAX_VALUES = 16;

const ASKED_FOR = 'the script also asks for it by this name where it has to be there already';

function nameSlot(slots: readonly Slot[]): Slot | undefined {
  return slots.find(({ writes }) => writes === 'name');
}

/** The place of a name that stands in a command as it is. */
function literalSlot({ pieces }: Value, { file, writes, before, after }: Slot): Slot | undefined {
  const first = pieces?.find(({ text }) => text !== '');
  const length = nameLength(textOf(pieces ?? []));
  if (first?.origin === undefined || first.variable !== undefined || first.text.length < length) return undefined;
  const { start } = first.origin;
  return { file, start, end: start + length, writes, before, after, tail: '' };
}

function exactImage({ image, unknownTag }: Use): string | undefined {
  return image === null || unknownTag === true ? undefined : exactName(image);
}

/** Where a value begins. */
function startOf({ pieces }: Value): Start {
  return pieces?.find(({ text }: Piece) => text !== '')?.origin?.start;
}

/** A reference with the tag that engines take where none is written. */
function exactName(text: string): string | undefined {
  const reference = parseReference(text);
  if (reference === undefined) return undefined;
  return formatReference(reference.digest === undefined ? { ...reference, tag: reference.tag ?? 'latest' } : reference);
}

/** `quay.io/$IMAGE`, `a-${IMAGE}`; what skopeo and others read from registries has `docker://` before it. */
const BEHIND = /(?:(?<!docker:\/)\/|[\w.@}-])\$[{(]?(\w{1,80})/g;
/** `${IMAGE%%/*}`, `${IMAGE#quay.io/}`, `${IMAGE/quay.io/}`: what is left of a name depends on the registry in it. */
const CUT = /\$\{(\w{1,80})(?:%%?[^}\n]{0,200}?\/|##?[^}\n]{0,200}?\/[^}]|#[^}#\n]{0,200}?\/|\/)/g;

/** Names of variables of which a text takes parts, or that it puts behind something else. */
export function cutVariables(text: string): ReadonlySet<string> {
  return new Set([BEHIND, CUT].flatMap((pattern) => Array.from(text.matchAll(pattern), ([, name = '']) => name)));
}
