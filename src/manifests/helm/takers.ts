import type { FactBook } from '../kind.ts';
import type { Use } from '../use.ts';
import { chartRoot, type Trace, withIncludes } from './trace.ts';

/** How a template takes a value. */
export interface Taker {
  readonly place: Use;
  /** All values that go into the same image. */
  readonly values: readonly string[];
  readonly appVersion: string | undefined;
  /** Whether all that it includes is in the tree. */
  readonly complete: boolean;
  /** What stands in the template right before and right after the value. */
  readonly before: string;
  readonly after: string;
}

/** By chart, and by path of value: a template that takes it. */
export type Takers = ReadonlyMap<string, ReadonlyMap<string, Taker>>;

/** Finds the templates that take values for images. */
export function takersOf(book: FactBook, trace: Trace): Takers {
  const takers = new Map<string, Map<string, Taker>>();
  for (const { file, fact } of book.of('helm-place')) {
    const { use, needs } = fact.place;
    const root = chartRoot(file, trace.charts);
    const { values, appVersion, complete } = withIncludes(trace, root, needs);
    const known = takers.get(root) ?? new Map<string, Taker>();
    takers.set(root, known);
    for (const path of values) {
      const before = known.get(path);
      // Of several branches that take a value, the one with the tag tells most.
      if (before !== undefined && (before.appVersion !== undefined || appVersion === undefined)) continue;
      known.set(path, { place: use, values, appVersion, complete, ...around(use.text, path) });
    }
  }
  return takers;
}

/** The literal text around the directive that is a value and nothing else. */
function around(text: string, path: string): { readonly before: string; readonly after: string } {
  for (const match of text.matchAll(/\{\{-?\s*\.Values\.([\w.]+)\s*-?\}\}/g)) {
    if (match[1] !== path) continue;
    const close = text.lastIndexOf('}}', match.index);
    const end = match.index + match[0].length;
    const next = text.indexOf('{{', end);
    return {
      before: text.slice(close === -1 ? 0 : close + 2, match.index),
      after: text.slice(end, next === -1 ? undefined : next),
    };
  }
  return { before: '', after: '' };
}
