/** What a fuzzer needs to know of a part of the product: where to begin, what to write, and what must hold. */

/** One target. An input is always one text, so that every input can be mutated, kept, minimised and replayed alike. */
export interface Target {
  readonly name: string;
  /** Real inputs to begin with. */
  readonly seeds: () => readonly string[];
  /** Words that mean something there; they are written into inputs. */
  readonly tokens: () => readonly string[];
  /** @throws LawBroken where a law does not hold; whatever else is thrown is a finding too */
  readonly check: (input: string) => void | Promise<void>;
  /** The product's work on the input without the laws: it must take time in proportion to the input. */
  readonly work?: (input: string) => void;
}

/** A law of a target that an input breaks. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';
  /** Findings of one law and one subject are told once. */
  readonly law: string;
  readonly subject: string;

  constructor(law: string, subject: string, detail: string) {
    super(`${law} (${subject}): ${detail}`);
    this.law = law;
    this.subject = subject;
  }
}

/**
 * Holds an input to a law.
 * @param subject what the input is about: the same law may be broken by different faults
 * @throws LawBroken where it does not hold
 */
export function law(name: string, subject: string, holds: boolean, detail: () => string): asserts holds {
  if (!holds) throw new LawBroken(name, subject, detail());
}

/** A law that two values are the same, compared by their JSON. */
export function same(name: string, subject: string, found: unknown, wanted: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  law(name, subject, one === other, () => `${shortened(one)} is not ${shortened(other)}`);
}

/** A text for a message. */
export function shortened(text: string | undefined): string {
  return text === undefined || text.length <= 300 ? String(text) : `${text.slice(0, 300)}…`;
}

/** A named part of an input: a file of a tree, an input of the action, the head and the base of a file. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

/** Reads an input that has several parts: each begins with a line `=== name`; what stands before the first has no name. */
export function partsOf(input: string): readonly Part[] {
  const pieces = input.split(/(?:^|\n)=== ?([^\r\n]*)\r?\n/);
  const parts: Part[] = [];
  for (let at = 1; at < pieces.length; at += 2) parts.push({ name: pieces[at] ?? '', text: pieces[at + 1] ?? '' });
  return parts;
}

/** Writes an input of several parts. */
export function inputOf(parts: Iterable<readonly [name: string, text: string]>): string {
  return [...parts].map(([name, text]) => `=== ${name}\n${text}`).join('\n');
}
