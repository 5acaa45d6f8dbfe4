import { groupBy } from '../../base/grouping.ts';
import { formatReference, nameLength, parseReference } from '../../images/reference.ts';
import type { Slot, Use } from '../model/use.ts';
import { FILLED_IN, knownNameLength } from '../references/unknown-tag.ts';
import type { SourceFile } from '../source/source.ts';
import { type Piece, textOf, type Value } from '../variables/expand.ts';

/** Where a text begins; absent where it was computed. */
type Start = number | undefined;

/**
 * What a script does with images and their variables beside having them pulled. Where a name is moved, all of it must go on meaning
 * the same: what is tagged or loaded by name has to be what was pulled, what is built keeps its name, and a variable must not be cut,
 * compared or put behind something else.
 */
export class OtherUses {
  readonly #variables = new Map<string, Assigned>();
  /** Names that commands ask for without pulling them. */
  readonly #present: Named[] = [];
  /** Names of what is made. */
  readonly #made: Named[] = [];
  readonly #compared = new Set<string>();

  /** A variable is given a value. @param word how it is written */
  assigned(name: string, word: string, value: Value): void {
    const known = this.#variables.get(name) ?? { values: [], same: new Set(), begins: new Set(), parts: new Set() };
    this.#variables.set(name, known);
    if (known.values.length < MAX_VALUES) known.values.push(value);
    const written = word.slice(0, MAX_WORD);
    for (const each of soleVariable(written)) known.same.add(each);
    for (const each of firstVariable(written)) known.begins.add(each);
    for (const [, each = ''] of written.matchAll(/\$[{(]?(\w{1,80})/g)) known.parts.add(each);
  }

  /** A command is told an image that must be there already. @param word how it is written */
  present(word: string, value: Value): void {
    this.#present.push({ word: word.slice(0, MAX_WORD), value });
  }

  /** A command makes an image of a name. @param word how it is written */
  made(word: string, value: Value): void {
    this.#made.push({ word: word.slice(0, MAX_WORD), value });
  }

  /** What is made, by every name that it may have. */
  everyMade(): readonly Value[] {
    return this.#made.flatMap((named) => this.#everyValue(named));
  }

  /**
   * Of a variable alone, all that it is given: which branch of a script is taken is not known, and make fills in what a variable has
   * in the end.
   */
  #everyValue({ word, value }: Named): readonly Value[] {
    const names = this.#leadingTo(soleVariable(word), 'same', MAX_VALUES);
    const others = [...names].flatMap((name) => this.#variables.get(name)?.values ?? []);
    return [...new Set([value, ...others.slice(0, MAX_VALUES)])];
  }

  /** Variables, and those that their values have. */
  #leadingTo(names: Iterable<string>, by: 'same' | 'begins' | 'parts', most = Infinity): ReadonlySet<string> {
    const found = new Set(names);
    // A set goes on to what is added to it meanwhile.
    for (const name of found)
      for (const next of this.#variables.get(name)?.[by] ?? []) if (found.size < most) found.add(next);
    return found;
  }

  /** A command compares variables: `[ "$IMAGE" = nginx ]`, `case $IMAGE in`. */
  compared(program: string, words: readonly string[]): void {
    const isTest = /^(?:\[\[?|test)$/.test(program) && words.some((word) => /^(?:[!=]?=|=~)$/.test(word));
    if (!isTest && program !== 'case') return;
    for (const word of words)
      for (const [, name = ''] of word.slice(0, MAX_WORD).matchAll(/\$\{?(\w{1,80})/g)) this.#compared.add(name);
  }

  /**
   * The uses as they may be written: with the other places of the script that ask for the image by its name, or left alone with the
   * reason.
   * @param uses all that the script tells
   * @param delivered those that clusters pull, which is nothing to the images of this machine
   * @param file where it stands, perhaps beside others that run on the same machine
   */
  settled(uses: readonly Use[], delivered: ReadonlySet<Use>, file: SourceFile): readonly Use[] {
    const { cut, asked, pulled: pulledInTexts } = mentionsIn(file);
    const variables = this.#startsOf(this.#leadingTo([...cut, ...this.#compared], 'parts'));
    const begun = this.#made.flatMap(({ word }) => firstVariable(word));
    const namedAfter = this.#startsOf(this.#leadingTo(begun, 'begins'));
    const against = ({ slots }: Use): string | undefined => {
      const start = nameSlot(slots)?.start;
      if (start === undefined) return undefined;
      const name = variables.get(start);
      if (name !== undefined) return `${name} is used for more than images`;
      return namedAfter.has(start) ? 'what is built is named after it' : undefined;
    };
    const left = uses.map((use) => {
      const uneditable = against(use);
      return uneditable === undefined ? use : { ...use, slots: [], uneditable };
    });
    const isDelivered = (index: number) => {
      const use = uses[index];
      return use === undefined || use.pulledBy !== undefined || delivered.has(use);
    };
    const pulled = left.filter((_, index) => !isDelivered(index));
    const settled = this.#withPresent(pulled, asked, pulledInTexts).values();
    return left.map((use, index) => (isDelivered(index) ? use : (settled.next().value ?? use)));
  }

  /** What is asked for by its name moves with what is pulled, or neither does. */
  #withPresent(uses: readonly Use[], mentioned: Places, pulled: Places): readonly Use[] {
    const values = this.#present.flatMap((each) => this.#everyValue(each));
    const images = [...values.map(imageOfValue), ...uses.map(imageOfUse), ...mentioned.map(({ image }) => image)];
    // Of what is named with a tag that is not known, every tag may be meant.
    const named = new Set(images);
    const keyOf = (image: string | undefined) => {
      const name = image?.slice(0, nameLength(image));
      return named.has(name) ? name : image;
    };
    const present = groupBy(values, (value) => keyOf(imageOfValue(value)));
    const told = groupBy(uses, (use) => keyOf(imageOfUse(use)));
    const askedIn = groupBy(mentioned, ({ image }) => keyOf(image));
    const pulledIn = groupBy(pulled, ({ image }) => keyOf(image));
    const found = new Map<string, readonly Slot[] | undefined>();
    const placesOf = (image: string, own: Slot): readonly Slot[] | undefined => {
      if (found.has(image)) return found.get(image);
      const [asked, all] = [present.get(image) ?? [], told.get(image) ?? []];
      const written = new Set(all.map(({ slots }) => nameSlot(slots)?.start));
      const isPulledUnread = asked.length > 0 && (pulledIn.get(image) ?? []).some(({ start }) => !written.has(start));
      const starts = (askedIn.get(image) ?? []).map(({ start }) => start);
      const places = isPulledUnread ? undefined : presentPlaces(asked, starts, all, own);
      found.set(image, places);
      return places;
    };
    return uses.map((use) => {
      const own = nameSlot(use.slots);
      if (own === undefined) return use;
      const places = placesOf(keyOf(imageOfUse(use)) ?? '', own);
      if (places === undefined) return { ...use, slots: [], uneditable: ASKED_FOR };
      return { ...use, slots: [...use.slots, ...places] };
    });
  }

  /** Where values of some variables begin, with their names. */
  #startsOf(names: ReadonlySet<string>): ReadonlyMap<Start, string> {
    const starts = new Map<Start, string>();
    for (const name of names)
      for (const { text, origin } of this.#variables.get(name)?.values.flatMap(({ pieces }) => pieces ?? []) ?? [])
        if (text !== '') starts.set(origin?.start, name);
    return starts;
  }
}

/** What a variable is given, wherever that is. */
interface Assigned {
  readonly values: Value[];
  /** Variables that are the whole of a value. */
  readonly same: Set<string>;
  /** Variables that a value begins with. */
  readonly begins: Set<string>;
  /** All that are in a value. */
  readonly parts: Set<string>;
}

/** A name that a command is told. */
interface Named {
  readonly word: string;
  readonly value: Value;
}

/** The variable that a word consists of, with or without a default; none where it consists of more. */
function soleVariable(word: string): readonly string[] {
  const match = /^"?\$(?:(\w+)|[{(](\w+)(?::?[-?=][^}]*)?[})])"?$/.exec(word);
  const name = match?.[1] ?? match?.[2];
  return name === undefined ? [] : [name];
}

function firstVariable(word: string): readonly string[] {
  const name = /^"?\$[{(]?(\w{1,80})/.exec(word)?.[1];
  return name === undefined ? [] : [name];
}

const MAX_WORD = 512;
/** Nobody gives one variable more values. */
const MAX_VALUES = 16;

const ASKED_FOR = 'the script also asks for it by this name where it has to be there already';

function nameSlot(slots: readonly Slot[]): Slot | undefined {
  return slots.find(({ writes }) => writes === 'name');
}

/** Nobody asks more often for one image; each of its uses would be written with all of these. */
const MAX_PLACES = 32;

/**
 * The places where an image is asked for by its name, beside those where it is pulled; `undefined` where one of them can't be written.
 * @param asked what the script asks for
 * @param mentioned where any script of the file does
 * @param uses those of the image
 */
function presentPlaces(
  asked: readonly Value[],
  mentioned: readonly number[],
  uses: readonly Use[],
  own: Slot,
): readonly Slot[] | undefined {
  const here = new Set(asked.map(startOf));
  if (mentioned.some((start) => !here.has(start))) return undefined;
  if (asked.length === 0) return [];
  const others = new Set(uses.map(({ slots }) => nameSlot(slots)?.start));
  const elsewhere = asked.filter((value) => startOf(value) === undefined || !others.has(startOf(value)));
  if (others.has(undefined) || elsewhere.length > MAX_PLACES) return undefined;
  const places = elsewhere.map((value) => literalSlot(value, own));
  return places.every((place) => place !== undefined) ? places : undefined;
}

/** The place of a name that stands in a command as it is. */
function literalSlot({ pieces }: Value, { file, writes, before, after }: Slot): Slot | undefined {
  const first = pieces?.find(({ text }) => text !== '');
  const length = nameLength(textOf(pieces ?? []));
  if (first?.origin === undefined || first.variable !== undefined || first.text.length < length) return undefined;
  const { start } = first.origin;
  return { file, start, end: start + length, writes, before, after, tail: '' };
}

function imageOfUse({ image, unknownTag }: Use): string | undefined {
  return image === null || unknownTag === true ? (image ?? undefined) : imageNamed(image);
}

function imageOfValue({ pieces = [] }: Value): string | undefined {
  return imageNamed(textOf(pieces));
}

/** Where a value begins. */
function startOf({ pieces }: Value): Start {
  return pieces?.find(({ text }: Piece) => text !== '')?.origin?.start;
}

/** A reference with the tag that engines take where none is written; without any where it is not known. */
function imageNamed(text: string): string | undefined {
  const length = knownNameLength(text);
  const reference = parseReference(text.slice(0, length));
  if (reference === undefined) return undefined;
  if (length !== undefined) return formatReference(reference);
  return formatReference({ ...reference, tag: reference.tag ?? 'latest' });
}

/** `quay.io/$IMAGE`, `a-${IMAGE}`; what skopeo and others read from registries has `docker://` before it. */
const BEHIND = /(?:(?<!docker:\/)\/|[\w.@}-])\$(?:[{(]?|\{\{[ \t]{0,8}env\.)(\w{1,80})/g;
/** `${IMAGE%%/*}`, `${IMAGE#quay.io/}`, `${IMAGE/quay.io/}`: what is left of a name depends on the registry in it. */
const CUT = /\$\{(\w{1,80})(?:%%?[^}\n]{0,200}?\/|##[^}\n]{0,200}?\/[^}]|#[^}#\n]{0,200}?\/|\/)/g;

/** The same in makefiles (https://www.gnu.org/software/make/manual/html_node/Text-Functions.html), and what conditions compare. */
const MADE_OF =
  /\$\((?:(?:patsubst|filter|filter-out|dir)[ \t]|subst[ \t][^,\n]{0,80}\/)[^\n]{0,200}?\$[({](\w{1,80})[)}]/g;
const REPLACED = /\$\((\w{1,80}):[^)\n=]{0,80}=/g;
const CONDITION = /\bifn?eq\b[^\n]{0,500}/g;
const VARIABLE = /\$[({](\w{1,80})[)}]/g;

/** Where images are named. */
type Places = readonly { readonly image: string; readonly start: number }[];

/** What the text of a file says of names and variables, whichever of its scripts does: a workflow has one for each step. */
interface Mentions {
  /** Names of variables of which it takes parts, or that it compares or puts behind something else. */
  readonly cut: ReadonlySet<string>;
  /** Where commands ask for images by their names without pulling them. */
  readonly asked: Places;
  /** Where they are pulled, or may be: also within texts that are not read as commands (`sh -c "docker pull nginx:1"`). */
  readonly pulled: Places;
  /** Names of variables that names of what is built begin with. */
  readonly made: ReadonlySet<string>;
}

/**
 * Why the value of a variable that scripts of a file are given is not written, which stands elsewhere in it (`env` of a workflow).
 * @returns `undefined` where nothing is against it
 */
export function againstVariable(file: SourceFile, name: string): string | undefined {
  const { cut, made } = mentionsIn(file);
  if (made.has(name)) return 'what is built is named after it';
  return cut.has(name) ? `${name} is used for more than images` : undefined;
}

const MENTIONS = new WeakMap<SourceFile, Mentions>();

function mentionsIn(file: SourceFile): Mentions {
  const { text } = file;
  const known = MENTIONS.get(file) ?? {
    cut: cutVariables(text),
    asked: imagesBehind(ASKING, text),
    pulled: [PULLING, LOOPS, callsIn(text)].flatMap((commands) => imagesBehind(commands, text)),
    made: namesOf(text.matchAll(MADE)),
  };
  MENTIONS.set(file, known);
  return known;
}

function cutVariables(text: string): ReadonlySet<string> {
  const conditions = Array.from(text.matchAll(CONDITION), ([line]) => line).join('\n');
  const found = [BEHIND, CUT, MADE_OF, REPLACED].flatMap((pattern) => [...text.matchAll(pattern)]);
  return namesOf([...found, ...conditions.matchAll(VARIABLE)]);
}

/** `push $IMAGE`, `-t "${{ env.IMAGE }}:1"` */
const MADE = /(?:\bpush|[ \t]-t|[ \t]--tag)[ \t=]["']?\$(?:[{(]?|\{\{[ \t]{0,8}env\.)(\w{1,80})/g;

function namesOf(matches: Iterable<RegExpMatchArray>): ReadonlySet<string> {
  return new Set(Array.from(matches, ([, name = '']) => name));
}

/** The rest of a command that names images which are there. */
const ASKING =
  /\b(?:(?:docker|podman|nerdctl)[ \t]+(?:image[ \t]+)?(?:tag|push|save|rmi|inspect|history)|kind[ \t]+load[ \t]+docker-image|k3d[ \t]+images?[ \t]+import|minikube[ \t]+(?:image[ \t]+load|cache[ \t]+add))[ \t](?<rest>[^\n;&|#]{1,1000})/g;

/** The rest of a command that pulls. */
const PULLING =
  /\b(?:docker|podman|nerdctl)[ \t]+(?:(?:image|container)[ \t]+)?(?:pull|run|create)[ \t](?<rest>[^\n;&|#]{1,1000})/g;

/** What a loop goes over that pulls it. */
const LOOPS =
  /\bfor[ \t]+(?<name>\w{1,80})[ \t]+in[ \t](?<rest>[^\n;&|#]{1,1000})(?=[\n;&|#][\s\S]{0,300}?\b(?:pull|run|create)[ \t][^\n]{0,200}?\$\{?\k<name>\b)/g;

/** Commands that are functions of the text itself, which may pull what they are given. */
function callsIn(text: string): RegExp {
  const names = Array.from(text.matchAll(/^[ \t]*(?:function[ \t]+)?(\w{1,80})[ \t]*\(\)/gm), ([, name]) => name);
  return names.length === 0 ? /(?!)/g : new RegExp(`\\b(?:${names.join('|')})[ \\t](?<rest>[^\\n;&|#]{1,1000})`, 'g');
}

function imagesBehind(commands: RegExp, text: string): Places {
  return Array.from(text.matchAll(commands)).flatMap(({ 0: all, groups: { rest = '' } = {}, index }) =>
    Array.from(rest.matchAll(/([\w./:@-]+)([${%])?/g)).flatMap(({ 1: word = '', 2: filled, index: at }) => {
      const image = imageNamed(filled === undefined ? word : word + FILLED_IN);
      return image === undefined ? [] : [{ image, start: index + all.length - rest.length + at }];
    }),
  );
}
