import { groupBy } from '../base/grouping.ts';
import { compareTexts } from '../base/order.ts';
import { parseName } from '../images/reference.ts';
import type { CacheRule } from './rule.ts';

/** Which rule serves what, in both directions. Only rules that have succeeded serve anything. */
export interface RuleIndex {
  /** The rule that a source is pulled through, and the repository it is pulled from. Exact rules first, then the longest wildcard. */
  readonly forSource: (source: string) => { readonly rule: CacheRule; readonly repository: string } | undefined;
  /**
   * The rule that serves a repository of the registry, and the source it stands for; exact, then the longest wildcard
   * (docs/azure-behaviour.md#exact-over-wildcard).
   */
  readonly forRepository: (repository: string) => { readonly rule: CacheRule; readonly source: string } | undefined;
}

/** Makes the index of the registry's rules. Look-ups take time in the number of path components only. */
export function ruleIndex(rules: readonly CacheRule[]): RuleIndex {
  const serving = rules
    .filter(({ state }) => state === 'Succeeded')
    .sort((one, other) => compareTexts(one.name, other.name));
  const bySource = groupBy(serving, ({ source }) => normalisedSource(source));
  const byTarget = groupBy(serving, ({ target }) => target);
  const forRepository: RuleIndex['forRepository'] = (repository) => {
    for (const pattern of patternsOf(repository)) {
      const rule = byTarget.get(pattern)?.[0];
      if (rule === undefined) continue;
      const source = translated(repository, rule.target, rule.source);
      return source === undefined ? undefined : { rule, source: normalisedSource(source) };
    }
    return undefined;
  };
  return {
    forRepository,
    forSource: (source) => {
      for (const pattern of patternsOf(source)) {
        for (const rule of bySource.get(pattern) ?? []) {
          const repository = translated(source, normalisedSource(rule.source), rule.target);
          // The registry goes by targets: a rule that another one shadows there does not serve this source.
          if (repository !== undefined && forRepository(repository)?.rule === rule) return { rule, repository };
        }
      }
      return undefined;
    },
  };
}

/** A name and the wildcards that contain it, longest first: `a/b/c`, `a/b/*`, `a/*`. */
export function* patternsOf(name: string): Generator<string> {
  yield name;
  for (let slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
    yield `${name.slice(0, slash)}/*`;
  }
}

/**
 * A rule's source as references are normalised: `docker.io/nginx` is `docker.io/library/nginx`
 * (docs/azure-behaviour.md#library).
 */
export function normalisedSource(source: string): string {
  if (source.endsWith('/*')) return source.toLowerCase();
  const name = parseName(source);
  return name === undefined ? source : `${name.registry}/${name.repository}`;
}

/** Moves a name from under one pattern to under the other; `undefined` where only one of them is a wildcard. */
function translated(name: string, from: string, to: string): string | undefined {
  const wild = from.endsWith('/*');
  if (wild !== to.endsWith('/*')) return undefined;
  return wild ? `${to.slice(0, -1)}${name.slice(from.length - 1)}` : to;
}
