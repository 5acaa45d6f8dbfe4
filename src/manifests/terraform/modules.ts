import { groupBy } from '../../base/grouping.ts';
import type { FactBook } from '../model/fact.ts';
import type { LiteralPlace, Sibling, Use } from '../model/use.ts';
import { isVersionedImage } from '../references/certainty.ts';
import { literalUse } from '../references/literal-use.ts';
import { directoryOf } from '../source/paths.ts';
import type { Value } from '../variables/expand.ts';
import { type Interpolation, interpolated } from '../variables/interpolation.ts';
import { type TracedPlace, tracedUses } from '../variables/traced.ts';
import type {
  TerraformFact,
  TerraformMentions,
  TerraformReference,
  TerraformTemplate,
  TerraformValue,
} from './facts.ts';
import { isValuesPath, mentionsIn } from './variables.ts';

/** https://developer.hashicorp.com/terraform/language/expressions/strings */
const INTERPOLATION: Interpolation = {
  reference: /(?<!\$)\$\{[ \t]*((?:var|local)\.[\w.-]+)[ \t]*\}/g,
  other: /[$%]\{/,
  reason: 'it is put together on deployment',
};

/** Puts the values of variables in the place of the references to them, directory by directory: a directory is a module. */
export function resolveVariables(book: FactBook): readonly Use[] {
  const types = ['terraform-value', 'terraform-reference', 'terraform-template', 'terraform-mentions'] as const;
  const modules = groupBy(
    types.flatMap((type) => book.of(type)),
    ({ file }) => directoryOf(file),
  );
  return [...modules.values()].flatMap((filed) => moduleUses(filed.map(({ fact }) => fact)));
}

/** The uses that the facts of one module come to. */
export function moduleUses(facts: readonly TerraformFact[]): readonly Use[] {
  const module = new Module();
  for (const fact of facts) if (fact.type === 'terraform-value') module.add(fact);
  for (const fact of facts) {
    if (fact.type === 'terraform-reference') module.refer(fact);
    else if (fact.type === 'terraform-template') module.trace(fact);
    else if (fact.type === 'terraform-mentions') module.mention(fact);
  }
  return module.uses();
}

/** Nobody puts locals into locals deeper. */
const MAX_DEPTH = 12;

/** The variables and locals of a directory, and the images that they make. */
class Module {
  readonly #traced: TracedPlace[] = [];
  readonly #doubtful = new Set<LiteralPlace>();
  readonly #whole: Use[] = [];
  readonly #definitions = new Map<string, TerraformValue[]>();
  readonly #values = new Map<string, Value>();
  /** By the place of a value: the variable or local that it is the value of. */
  readonly #names = new Map<string, string>();
  /** Variables that images are, and whether uses at their values have been told. */
  readonly #referred = new Map<string, boolean>();
  readonly #mentions = new Map<string, number>();
  readonly #ofImages = new Map<string, number>();

  add(fact: TerraformValue): void {
    for (const name of [fact.name, ...anyKeyOf(fact.name)]) {
      const known = this.#definitions.get(name);
      if (known === undefined) this.#definitions.set(name, [fact]);
      else known.push(fact);
    }
    this.#names.set(placeOf(fact.place.file.path, fact.place.start), ownerOf(fact.name));
  }

  /** An image that is a variable: its uses stand at the variable's values, once however often it is used. */
  refer({ name, use }: TerraformReference): void {
    count([[ownerOf(name), 1]], this.#ofImages);
    const told = this.#referred.get(name) ?? this.#tellValues(name);
    this.#referred.set(name, told);
    if (!told) this.#whole.push(use);
  }

  /** The uses at the values of a variable. @returns whether there are any */
  #tellValues(name: string): boolean {
    const definitions = this.#definitions.get(name) ?? [];
    const literals = definitions.flatMap(({ place, form }) => (form === 'text' ? (literalUse(place) ?? []) : []));
    const templates = definitions.filter(({ form }) => form === 'template');
    for (const literal of literals) this.#whole.push(literal);
    for (const { place } of templates) this.#trace(place);
    return literals.length + templates.length > 0;
  }

  trace({ place, doubtful }: TerraformTemplate): void {
    if (doubtful) this.#doubtful.add(place);
    this.#trace(place);
  }

  mention({ counts }: TerraformMentions): void {
    count(counts, this.#mentions);
  }

  /** All uses of this module. */
  uses(): readonly Use[] {
    const uses = tracedUses(this.#traced);
    const traced = this.#traced.flatMap(({ place }, index) => {
      const use = uses[index];
      if (use === undefined || (this.#doubtful.has(place) && !isPlain(use))) return [];
      return [this.#withoutSharedSlots(use, place)];
    });
    return [...this.#whole, ...traced];
  }

  #trace(place: LiteralPlace): void {
    count(mentionsIn(place.text), this.#ofImages);
    const origin = { file: place.file.path, start: place.start };
    const value = interpolated({ text: place.text, origin }, INTERPOLATION, (name) => this.#value(name, 0));
    this.#traced.push({ place, value });
  }

  /** What a variable or local is known to be. */
  #value(name: string, depth: number): Value {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) return unknown(`${name} is made of too many others`);
    const value = this.#evaluate(name, depth);
    this.#values.set(name, value);
    return value;
  }

  #evaluate(name: string, depth: number): Value {
    const [definition, ...others] = this.#deciding(name);
    if (definition === undefined) return unknown(`${name} has no literal value in this directory`);
    if (others.length > 0) return unknown(`${name} has several values in this directory`);
    const { place, form } = definition;
    const { text, start, file } = place;
    const variable: Sibling = { role: ownerOf(name), file: file.path, ...file.at(start), text };
    const template = { text, origin: { file: file.path, start }, variable };
    if (form === 'template') return interpolated(template, INTERPOLATION, (other) => this.#value(other, depth + 1));
    // It may well be a secret, and is not told.
    if (!/^[\w.:/@+-]{0,512}$/.test(text)) return unknown(`the value of ${name} is no part of an image reference`);
    return { known: true, pieces: [{ text, origin: template.origin, variable }] };
  }

  /** What is given in a `.tfvars` file counts more than a default. */
  #deciding(name: string): readonly TerraformValue[] {
    const definitions = this.#definitions.get(name) ?? [];
    const given = definitions.filter(({ place }) => isValuesPath(place.file.path));
    return given.length === 0 ? definitions : given;
  }

  /** A variable that is only a part of a reference is not written where it is used for more than images. */
  #withoutSharedSlots(use: Use, place: LiteralPlace): Use {
    const slot = use.slots.find(({ writes }) => writes === 'name');
    if (slot === undefined || ALONE.test(place.text)) return use;
    const variable = this.#names.get(placeOf(slot.file, slot.start));
    if (variable === undefined || (slot.file === place.file.path && slot.start === place.start)) return use;
    if ((this.#mentions.get(variable) ?? 0) <= (this.#ofImages.get(variable) ?? 0)) return use;
    return { ...use, slots: [], uneditable: `${variable} is used for more than images` };
  }
}

/** A tag that is not known is a tag. */
function isPlain({ image, unknownTag }: Use): boolean {
  return image !== null && (unknownTag === true || isVersionedImage(image));
}

/** A variable alone holds the whole reference, which is an image wherever else it goes. */
const ALONE = /^\$\{[^{}]*\}$/;

/** The name of a field of whatever value of a map: `local.services.*.image` of `local.services.web.image`. */
function anyKeyOf(name: string): readonly string[] {
  const [kind, map, key, ...fields] = name.split('.');
  return key === undefined || fields.length === 0 ? [] : [[kind, map, '*', ...fields].join('.')];
}

function placeOf(file: string, start: number): string {
  return `${file}\0${start}`;
}

/** The variable or local that a field is one of: `var.image` of `var.image.repository`. */
function ownerOf(name: string): string {
  return name.split('.', 2).join('.');
}

function count(counts: Iterable<readonly [string, number]>, into: Map<string, number>): void {
  for (const [name, times] of counts) into.set(name, (into.get(name) ?? 0) + times);
}

function unknown(reason: string): Value {
  return { known: false, reason };
}
