import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseWildcards } from '../../src/rules/wildcards.ts';

/** The three numbers of a choice, in the order in which they count. */
type Cost = readonly [wide: number, namespaces: number, rules: number];

/** Tries every set of wildcards: what the best choice costs, or the fewest rules where none fits. */
function bruteForce(sources: readonly string[], room: number, allows: (pattern: string) => boolean) {
  const patterns = [...new Set(sources.flatMap(wildcardsOver))].filter(allows);
  let best: Cost | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (let subset = 0; subset < 2 ** patterns.length; subset++) {
    const chosen = patterns.filter((_, index) => (subset >> index) & 1);
    if (overlap(chosen)) continue;
    const cost = costOf(sources, chosen);
    fewest = Math.min(fewest, cost[2]);
    if (cost[2] <= room && (best === undefined || isLess(cost, best))) best = cost;
  }
  return { best, fewest };
}

function wildcardsOver(source: string): string[] {
  const parts = source.split('/');
  return parts.length > 2 ? [`${parts[0]}/*`, `${parts[0]}/${parts[1]}/*`] : [`${parts[0]}/*`];
}

function overlap(patterns: readonly string[]): boolean {
  return patterns.some((one) => patterns.some((other) => one !== other && one.startsWith(other.slice(0, -1))));
}

function costOf(sources: readonly string[], patterns: readonly string[]): Cost {
  const wide = patterns.filter((pattern) => pattern.split('/').length === 2).length;
  const exact = sources.filter((source) => !wildcardsOver(source).some((pattern) => patterns.includes(pattern))).length;
  return [wide, patterns.length - wide, exact + patterns.length];
}

function isLess(one: Cost, other: Cost): boolean {
  const differing = one.findIndex((number, index) => number !== other[index]);
  return differing !== -1 && (one[differing] ?? 0) < (other[differing] ?? 0);
}

const source = fc
  .tuple(
    fc.constantFrom('a.io', 'b.io', 'c.io'),
    fc.constantFrom('', 'n/', 'm/'),
    fc.constantFrom('p', 'q', 'r', 's/t'),
  )
  .map(([host, namespace, repository]) => `${host}/${namespace}${repository}`);
const sources = fc.uniqueArray(source, { maxLength: 16 });
const refused = fc.subarray(['a.io/*', 'b.io/*', 'c.io/*', 'a.io/n/*', 'a.io/m/*', 'b.io/n/*', 'c.io/m/*', 'c.io/s/*']);

describe('the choice of wildcards', () => {
  it('is the best there is, against brute force', () => {
    fc.assert(
      fc.property(sources, fc.nat(17), refused, (wanted, room, denied) => {
        const allows = (pattern: string) => !denied.includes(pattern);
        const choice = chooseWildcards(wanted, room, allows);
        const { best, fewest } = bruteForce(wanted, room, allows);
        if (!choice.fits) {
          expect(best).toBeUndefined();
          expect(choice.needed).toBe(fewest);
          return;
        }
        expect(choice.wildcards.every(allows)).toBe(true);
        expect(overlap(choice.wildcards)).toBe(false);
        expect(costOf(wanted, choice.wildcards)).toEqual(best);
        expect(choice.rules).toBe(best?.[2]);
      }),
      { numRuns: 12_000 },
    );
  });

  it('does not depend on the order of the sources', () => {
    fc.assert(
      fc.property(
        sources.chain((wanted) =>
          fc.tuple(fc.constant(wanted), fc.shuffledSubarray(wanted, { minLength: wanted.length })),
        ),
        fc.nat(17),
        ([wanted, shuffled], room) => {
          expect(chooseWildcards(shuffled, room, () => true)).toEqual(chooseWildcards(wanted, room, () => true));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['all fit: no wildcard', ['a.io/n/p', 'a.io/n/q'], 2, [], 2],
    ['a namespace before a registry', ['a.io/n/p', 'a.io/n/q', 'a.io/m/p'], 2, ['a.io/n/*'], 2],
    [
      'the one namespace that is enough',
      ['a.io/n/p', 'a.io/n/q', 'a.io/m/p', 'a.io/m/q', 'a.io/m/r'],
      3,
      ['a.io/m/*'],
      3,
    ],
    ['a registry where namespaces do not do', ['a.io/p', 'a.io/q', 'b.io/n/p'], 2, ['a.io/*'], 2],
    [
      'more namespaces rather than one registry',
      ['a.io/n/p', 'a.io/n/q', 'a.io/m/p', 'a.io/m/q'],
      2,
      ['a.io/m/*', 'a.io/n/*'],
      2,
    ],
  ])('%s', (_, wanted, room, wildcards, rules) => {
    expect(chooseWildcards(wanted, room, () => true)).toEqual({ fits: true, wildcards, rules });
  });

  it('says how many rules it would take where nothing fits', () => {
    expect(chooseWildcards(['a.io/p', 'b.io/p', 'c.io/p'], 2, () => true)).toEqual({ fits: false, needed: 3 });
  });
});
