import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enginesHere } from '../../../scripts/meaning/engines.ts';
import { judged, type Verdict } from './law.ts';
import { type Tree, trees } from './trees.ts';

/** Generated charts against the real Helm: `npm run chart-law` for many of them. A sample is part of every test run. */

const MANY = Number(process.env.CHART_LAW ?? 4);
const SEED = Number(process.env.CHART_SEED ?? 25);

const engines = enginesHere();
const COUNTS = ['renders', 'rejected', 'positions', 'moved', 'open', 'openMoved'] as const;

describe.skipIf(engines.helm === undefined)('what Helm renders of a generated chart', () => {
  it('is the same image or exactly the moved one, and nothing else changes', { timeout: 20_000 * MANY }, async () => {
    const verdicts: Verdict[] = [];
    await fc.assert(
      fc.asyncProperty(trees, async (tree) => {
        const verdict = await judged(tree, engines);
        verdicts.push(verdict);
        expect(verdict.wrong, shown(tree)).toEqual([]);
      }),
      { numRuns: MANY, seed: SEED },
    );
    const sum = (count: (typeof COUNTS)[number]) => verdicts.reduce((total, verdict) => total + verdict[count], 0);
    // Otherwise the law would hold of nothing.
    expect(sum('renders')).toBeGreaterThan(MANY);
    expect(sum('openMoved')).toBeGreaterThan(0);
    console.log(`${MANY} trees of seed ${SEED}: ${COUNTS.map((count) => `${sum(count)} ${count}`).join(', ')}`);
  });
});

it.skipIf(engines.helm !== undefined)('generated charts (skipped: no helm here)', () => {});

function shown(tree: Tree): string {
  return [...tree].map(([path, text]) => `=== ${path}\n${text}`).join('');
}
