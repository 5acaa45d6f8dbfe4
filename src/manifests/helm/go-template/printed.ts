import type { Value } from './traced-value.ts';

/** Functions that change a mapping in place (https://masterminds.github.io/sprig/dicts.html), with or without `must` before them. */
const CHANGING = /^(?:set|unset|merge|mergeOverwrite|mustMerge|mustMergeOverwrite)$/;

/**
 * What named templates printed, so that what many places include with the same values is evaluated once. A template depends on
 * nothing but what it is given; whatever changes values in place makes all of it void.
 */
export class PrintedTemplates {
  readonly #known = new Map<Value, Map<string, Value>>();
  #changes = 0;

  /** To be told of every function that is called. */
  tell(name: string): void {
    if (!CHANGING.test(name)) return;
    this.#changes++;
    this.#known.clear();
  }

  /** What a template prints, as it was printed before or as it is made now. Only templates of the same depth print the same. */
  of(name: string, argument: Value, depth: number, make: () => Value): Value {
    if (argument.type !== 'map') return make();
    const key = `${depth} ${name}`;
    const before = this.#known.get(argument)?.get(key);
    if (before !== undefined) return before;
    const changes = this.#changes;
    const value = make();
    if (changes === this.#changes) this.#keep(argument, key, value);
    return value;
  }

  #keep(argument: Value, key: string, value: Value): void {
    const known = this.#known.get(argument);
    if (known === undefined) this.#known.set(argument, new Map([[key, value]]));
    else known.set(key, value);
  }
}
