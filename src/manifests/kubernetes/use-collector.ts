import type { Fact } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Part, PodList, Use } from '../model/use.ts';
import { isCertainImage } from '../references/certainty.ts';
import { escapedUse, literalUse, templatedUse } from '../references/literal-use.ts';
import { type SplitReference, splitUse } from '../references/split-use.ts';
import type { SourceFile } from '../source/source.ts';
import type { YamlScalar } from '../yaml/nodes.ts';

/** What is found in one object, each place once. */
export class UseCollector {
  readonly file: SourceFile;
  readonly kind: KindName;
  readonly facts: Fact[] = [];
  readonly #places = new Set<string>();
  #list: PodList | undefined;

  constructor(file: SourceFile, kind: KindName) {
    this.file = file;
    this.kind = kind;
  }

  /** Says in which list of a Pod the uses stand that are found meanwhile. */
  within(list: PodList, find: () => void): void {
    this.#list = list;
    find();
    this.#list = undefined;
  }

  /**
   * The use of a reference that a scalar holds in full, or from an offset of its value on.
   * @param from where in the value the reference begins
   */
  literal(scalar: YamlScalar, part: Part, from = 0): void {
    const text = scalar.value.slice(from).trim();
    const start = offsetOf(this.file, scalar, text, from);
    if (start !== undefined) this.#add(literalUse({ ...this.#place(part), start, text }));
    else this.#add(this.#escaped(scalar, text, part));
  }

  /**
   * The use of `name:tag` that says which version of an image is taken wherever its name stands. Moving it writes
   * `name=newName:tag`, so that it goes on being found by its name.
   */
  override(scalar: YamlScalar): void {
    const text = scalar.value.trim();
    const start = offsetOf(this.file, scalar, text, 0);
    const use = start === undefined ? undefined : literalUse({ ...this.#place('name'), start, text });
    if (use === undefined) return;
    const names = use.slots.filter(({ writes }) => writes === 'name');
    this.#add({ ...use, slots: names.map((slot) => ({ ...slot, start: slot.end, before: '=' })) });
  }

  /** The references that the lines of a literal block assign to keys (`4.3.1=quay.io/a/b:1`). */
  listed(scalar: YamlScalar, part: Part): void {
    if (scalar.style !== 'literal' || scalar.start < 0) return;
    const lines = this.file.text.slice(scalar.start, scalar.end);
    for (const { 0: line, 1: text = '', index } of lines.matchAll(/^[ \t]*[\w.-]{1,64}=([^\s=]+)[ \t]*\r?$/gm)) {
      const start = scalar.start + index + line.indexOf('=') + 1;
      if (isCertainImage(text)) this.#add(literalUse({ ...this.#place(part), start, text }));
    }
  }

  /** The use of a place that holds an image, but not as text that means itself. */
  templated(scalar: YamlScalar, part: Part, reason = 'the value is a template'): void {
    const text = scalar.value.trim();
    const start = offsetOf(this.file, scalar, text, 0);
    if (start === undefined) return;
    this.#add(templatedUse({ ...this.#place(part), start, text }, reason));
  }

  /** The use of a reference that stands in several fields. */
  split(fields: Omit<SplitReference, 'file' | 'kind'>): void {
    this.#add(splitUse({ file: this.file, kind: this.kind, ...fields }));
  }

  /** Facts that another reader of a part of the object found. */
  take(facts: readonly Fact[]): void {
    for (const fact of facts) {
      if (fact.type === 'use') this.#add(fact.use);
      else if (fact.type === 'remote-value') this.#add(fact.use, fact);
      else this.facts.push(fact);
    }
  }

  /** @param fact what is told of the use, where that is more than the use itself */
  #add(use: Use | undefined, fact?: Fact): void {
    if (use === undefined) return;
    const place = `${use.line}:${use.column}`;
    if (this.#places.has(place)) return;
    this.#places.add(place);
    this.facts.push(fact ?? { type: 'use', use: this.#list === undefined ? use : { ...use, podList: this.#list } });
  }

  #place(part: Part) {
    return { file: this.file, kind: this.kind, part };
  }

  #escaped(scalar: YamlScalar, text: string, part: Part): Use | undefined {
    if (scalar.start < 0) return undefined;
    const { start, end } = scalar;
    const place = { ...this.#place(part), start, text: this.file.text.slice(start, end) };
    return escapedUse(place, text, 'it is written with escapes or over several lines');
  }
}

/** Where a part of a scalar's value stands in the file; `undefined` where it does not stand there as it is. */
function offsetOf(file: SourceFile, scalar: YamlScalar, text: string, from: number): number | undefined {
  if (scalar.start < 0 || text === '') return undefined;
  // A block scalar of one line has its indentation before the value.
  const begin = scalar.verbatim ? scalar.start + from : scalar.start;
  const found = file.text.slice(begin, scalar.end).indexOf(text);
  return found === -1 ? undefined : begin + found;
}
