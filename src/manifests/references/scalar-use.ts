import type { CommonFact } from '../model/fact.ts';
import type { KindName } from '../model/kind-names.ts';
import type { Part, Use } from '../model/use.ts';
import type { SourceFile } from '../source/source.ts';
import { resolved, type YamlNode, type YamlScalar } from '../yaml/nodes.ts';
import {
  escapedUse,
  FILLED_IN_ELSEWHERE,
  literalUse,
  MAX_IMAGE_TEXT,
  templatedUse,
  unresolvedUse,
} from './literal-use.ts';
import { knownNameLength } from './unknown-tag.ts';

/** How a kind of file writes what is only known when it runs. */
export interface Templating {
  /** Matches a text that has such a part; must take linear time. */
  readonly pattern: RegExp;
  /** Why such a text can't be resolved. */
  readonly reason: string;
}

/** A field of a YAML document that holds a whole reference. */
export interface ScalarPlace {
  readonly file: SourceFile;
  /** An alias stands for its anchor, and the use is there. */
  readonly node: YamlNode | undefined;
  readonly kind: KindName;
  readonly part?: Part;
  readonly templating: Templating;
  /** What has to stand before the reference and is no part of it (`docker://`). */
  readonly prefix?: string;
}

/**
 * The use that a field tells: a literal reference, or a templated one.
 * @returns `undefined` where the field is absent, empty or holds something else.
 */
export function scalarUse({ file, node, kind, part = 'whole', templating, prefix = '' }: ScalarPlace): Use | undefined {
  const scalar = writtenScalar(node);
  if (scalar === undefined || scalar.value.length > MAX_IMAGE_TEXT || !scalar.value.startsWith(prefix))
    return undefined;
  const value = scalar.value.slice(prefix.length).trim();
  if (value === '') return undefined;
  const place = { file, ...writtenAt(file, scalar, value, scalar.value.indexOf(value, prefix.length)), kind, part };
  if (templating.pattern.test(value)) {
    return scalar.verbatim ? templatedUse(place, templating.reason) : unresolvedUse(place, templating.reason);
  }
  if (scalar.verbatim) {
    return knownNameLength(value) === undefined ? literalUse(place) : templatedUse(place, FILLED_IN_ELSEWHERE);
  }
  return escapedUse(place, value, 'it is written with escapes');
}

/**
 * How a part of a scalar's value is written, and where: as itself, or, where it is not, as the whole scalar.
 * @param from where it begins in the value
 */
export function writtenAt(
  file: SourceFile,
  { start, end, verbatim }: YamlScalar,
  text: string,
  from: number,
): { readonly start: number; readonly text: string } {
  return verbatim ? { start: start + from, text } : { start, text: file.text.slice(start, end) };
}

/** The scalar that a node is or stands for, unless it is not written or null. */
export function writtenScalar(node: YamlNode | undefined): YamlScalar | undefined {
  const scalar = resolved(node);
  if (scalar?.type !== 'scalar' || scalar.start < 0) return undefined;
  return scalar.style === 'plain' && /^(?:~|null|true|false)$/i.test(scalar.value) ? undefined : scalar;
}

/**
 * Lets every node through once, aliases resolved: many aliases of one anchor then cost no more than the anchor,
 * where the use stands anyway.
 */
export function onlyOnce(): (node: YamlNode | undefined) => YamlNode | undefined {
  const seen = new Set<YamlNode>();
  return (node) => {
    const found = resolved(node);
    if (found === undefined || seen.has(found)) return undefined;
    seen.add(found);
    return found;
  };
}

/** Uses as facts; those that several aliases of one anchor lead to are one. */
export function useFacts(uses: readonly (Use | undefined)[]): readonly CommonFact[] {
  const byPlace = new Map<string, CommonFact>();
  for (const use of uses) if (use !== undefined) byPlace.set(`${use.line}:${use.column}`, { type: 'use', use });
  return [...byPlace.values()];
}
