import type { Part, Sibling, Use } from '../model/use.ts';
import { MAX_IMAGE_TEXT } from '../references/literal-use.ts';
import { type SplitField, type SplitReference, splitUse } from '../references/split-use.ts';
import type { SourceFile } from '../source/source.ts';
import { textOf, UNKNOWN, type Value } from '../variables/expand.ts';
import { type Interpolation, interpolated } from '../variables/interpolation.ts';
import { tracedUse } from '../variables/traced.ts';
import type { YamlScalar } from '../yaml/nodes.ts';

/** Expressions that are more than the name of a variable are not evaluated (https://jinja.palletsprojects.com/en/stable/templates/). */
const JINJA: Interpolation = {
  reference: /\{\{-?[ \t]*([A-Za-z_]\w*)[ \t]*-?\}\}/g,
  other: /\{[{%#]/,
  reason: 'a template that Ansible fills in',
};

/** Whether Ansible fills something into a text that may name an image. */
export function isTemplate(text: string): boolean {
  return text.length <= MAX_IMAGE_TEXT && JINJA.other.test(text);
}

/** Nobody puts variables into variables deeper. */
const MAX_DEPTH = 12;

/** The variables that one file of Ansible gives a value, and what is made of them. */
export class JinjaVariables {
  readonly #file: SourceFile;
  readonly #scalars = new Map<string, YamlScalar | 'several'>();
  readonly #values = new Map<string, Value>();

  constructor(file: SourceFile, variables: Iterable<readonly [string, YamlScalar]>) {
    this.#file = file;
    for (const [name, scalar] of variables) this.#scalars.set(name, this.#scalars.has(name) ? 'several' : scalar);
  }

  /**
   * The use of a scalar that holds a template.
   * What it begins with is written only where it stands in the scalar: a variable may be used in any other file.
   */
  use(scalar: YamlScalar, part: Part): Use {
    return this.#traced(scalar, part, this.#evaluate(scalar));
  }

  /** The use of a reference in several fields, of which some may be templates. */
  splitUse(split: Omit<SplitReference, 'file' | 'kind'>): Use | undefined {
    const { repository, registry, part } = split;
    const filled = { ...split, file: this.#file, kind: 'ansible', ...this.#versions(split) } as const;
    const names = [repository, ...(registry === undefined ? [] : [registry])];
    const value = names.some(({ scalar }) => isTemplate(scalar.value)) ? this.#join(filled) : undefined;
    if (value === undefined) return splitUse(filled);
    const use = this.#traced(repository.scalar, part, value);
    return use.image === null ? undefined : use;
  }

  /** What a text comes to; `undefined` where that is not known. */
  textOf(scalar: YamlScalar): string | undefined {
    const value = this.#evaluate(scalar);
    return value.known ? textOf(value.pieces) : undefined;
  }

  /** Tag and digest with what their templates come to; what is not known stays a template. */
  #versions({ tag, digest }: Pick<SplitReference, 'tag' | 'digest'>): Pick<SplitReference, 'tag' | 'digest'> {
    return {
      ...(tag === undefined ? {} : { tag: this.#filled(tag) }),
      ...(digest === undefined ? {} : { digest: this.#filled(digest) }),
    };
  }

  #filled({ role, scalar }: SplitField): SplitField {
    const value = isTemplate(scalar.value) ? this.textOf(scalar) : undefined;
    return { role, scalar: value === undefined ? scalar : { ...scalar, value, verbatim: false } };
  }

  /** A whole reference; `undefined` where its name is not known. */
  #join({ repository, registry, tag, digest }: SplitReference): Value | undefined {
    const own = this.#evaluate(repository.scalar);
    const before = registry === undefined ? NOTHING : this.#field(registry);
    if (!own.known || !before.known) return undefined;
    const pieces = [...before.pieces];
    if (!/^$|\/$/.test(textOf(pieces))) pieces.push({ text: '/' });
    for (const piece of own.pieces) pieces.push(piece);
    let reason: string | undefined;
    for (const [mark, field] of [
      [':', tag],
      ['@', digest],
    ] as const) {
      if (field === undefined || field.scalar.value === '') continue;
      if (isTemplate(field.scalar.value)) reason ??= `${field.role} is a template`;
      const version = isTemplate(field.scalar.value) ? UNKNOWN : { text: field.scalar.value };
      pieces.push({ text: mark }, { ...version, variable: this.#sibling(field.role, field.scalar) });
    }
    return reason === undefined ? { known: true, pieces } : { known: false, reason, pieces };
  }

  #field({ role, scalar }: SplitField): Value {
    return this.#evaluate(scalar, this.#sibling(role, scalar));
  }

  #sibling(role: string, { start, end }: YamlScalar): Sibling {
    return { role, file: this.#file.path, ...this.#file.at(start), text: this.#file.text.slice(start, end) };
  }

  #traced(scalar: YamlScalar, part: Part, value: Value): Use {
    const { start, end } = scalar;
    const place = { file: this.#file, start, text: this.#file.text.slice(start, end), kind: 'ansible', part } as const;
    const use = tracedUse(place, value);
    const name = use.slots.find(({ writes }) => writes === 'name');
    if (name === undefined || (name.start >= start && name.end <= end)) return use;
    return { ...use, slots: [], uneditable: 'it begins with a variable, which other files may use, too' };
  }

  #evaluate(scalar: YamlScalar, variable?: Sibling, depth = 0): Value {
    if (!scalar.verbatim || scalar.start < 0) return { known: false, reason: 'it is written with escapes' };
    const origin = { file: this.#file.path, start: scalar.start };
    const template = { text: scalar.value, origin, ...(variable === undefined ? {} : { variable }) };
    return interpolated(template, JINJA, (name) => this.#value(name, depth + 1));
  }

  #value(name: string, depth: number): Value {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const value = this.#define(name, depth);
    this.#values.set(name, value);
    return value;
  }

  #define(name: string, depth: number): Value {
    const scalar = this.#scalars.get(name);
    if (scalar === undefined) return { known: false, reason: `${name} is not set in this file` };
    if (scalar === 'several') return { known: false, reason: `${name} is set several times in this file` };
    if (depth > MAX_DEPTH) return { known: false, reason: `${name} is made of too many others` };
    // It may well be a secret, and is not told.
    if (!isTemplate(scalar.value) && !/^[\w.:/@+-]{0,512}$/.test(scalar.value))
      return { known: false, reason: `the value of ${name} is no part of an image reference` };
    return this.#evaluate(scalar, this.#sibling(name, scalar), depth);
  }
}

const NOTHING = { known: true, pieces: [] } as const satisfies Value;
