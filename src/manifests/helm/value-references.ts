import type { FactBook } from '../model/fact.ts';
import type { Use } from '../model/use.ts';
import { chartRoot, type Trace, withIncludes } from './trace.ts';

/** How a template takes a value. */
export interface ValueReference {
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
export type ValueReferences = ReadonlyMap<string, ReadonlyMap<string, ValueReference>>;

/** Finds the templates that take values for images. */
export function valueReferencesOf(book: FactBook, trace: Trace): ValueReferences {
  const references = new Map<string, Map<string, ValueReference>>();
  for (const { file, fact } of book.of('helm-place')) {
    const { use, needs } = fact.place;
    const root = chartRoot(file, trace.charts);
    const { values, appVersion, complete } = withIncludes(trace, root, needs);
    const known = references.get(root) ?? new Map<string, ValueReference>();
    references.set(root, known);
    const surroundings = around(use.text);
    for (const path of values) {
      const before = known.get(path);
      // Of several branches that take a value, the one with the tag tells most.
      if (before !== undefined && (before.appVersion !== undefined || appVersion === undefined)) continue;
      known.set(path, { place: use, values, appVersion, complete, ...(surroundings.get(path) ?? ALONE) });
    }
  }
  return references;
}

type Surroundings = Pick<ValueReference, 'before' | 'after'>;

const ALONE: Surroundings = { before: '', after: '' };

/** The literal text around the first directive that is a value and nothing else, by the value's path. */
function around(text: string): ReadonlyMap<string, Surroundings> {
  const found = new Map<string, Surroundings>();
  for (const { 0: directive, 1: path = '', index } of text.matchAll(/\{\{-?\s*\.Values\.([\w.]+)\s*-?\}\}/g)) {
    if (found.has(path)) continue;
    const close = text.lastIndexOf('}}', index);
    const end = index + directive.length;
    const next = text.indexOf('{{', end);
    found.set(path, {
      before: text.slice(close === -1 ? 0 : close + 2, index),
      after: text.slice(end, next === -1 ? undefined : next),
    });
  }
  return found;
}
