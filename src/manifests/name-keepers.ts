import { type Finders, findersOf, markFoundByName } from './found-by-name.ts';
import type { FactBook, FiledFact } from './model/fact.ts';
import type { Use } from './model/use.ts';
import { markSubstituted } from './substituted.ts';
import { markWrittenAnew } from './written-anew.ts';

/** What programs that run later do with the names of images. */
export interface NameKeepers {
  readonly marked: readonly FiledFact<'written-anew'>[];
  readonly finders: Finders;
}

export function nameKeepers(book: FactBook): NameKeepers {
  return { marked: book.of('written-anew'), finders: findersOf(book) };
}

/**
 * The uses with a word on those that have to keep their names, or move together with others, for the sake of programs that run later.
 * To be asked once all slots are known, and anew where more become known.
 */
export function keepNames(uses: readonly Use[], { marked, finders }: NameKeepers): readonly Use[] {
  return markSubstituted(markWrittenAnew(markFoundByName(uses, finders), marked));
}
