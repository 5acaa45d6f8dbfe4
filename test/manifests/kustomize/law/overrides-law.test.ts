import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enginesHere } from '../../../../scripts/meaning/engines.ts';
import { move } from '../../cases/move.ts';
import { type Totals, wrongIn } from './check.ts';
import { type Tree, trees } from './trees.ts';

/** The overrides of thousands of trees, by kustomize itself: `npm run overrides-law`. A sample of them is part of every test run. */

const FEW = 6;
const MANY = Number(process.env.OVERRIDES_LAW ?? FEW);
const SEED = Number(process.env.OVERRIDES_SEED ?? 11);
const AT_ONCE = 40;
/** To make a wrong tree smaller takes a build a step. */
const MAX_SHRINKING_MS = 60_000;

const engines = enginesHere();
const lacks = engines.kubectl === undefined;

const totals: Totals = { trees: 0, rendered: 0, refused: 0, positions: 0, moved: 0 };

/** What is wrong with some trees, of which the first is made smaller; in each fourth lot kustomizations inflate charts. */
async function wrongInLot(lot: number): Promise<readonly string[]> {
  const drawn = trees(engines.helm !== undefined && lot % 4 === 3);
  const seed = SEED * 1_000_003 + lot;
  const sample = fc.sample(drawn, { seed, numRuns: Math.min(AT_ONCE, MANY - lot * AT_ONCE) });
  const wrong = await wrongIn(sample, engines, totals);
  const index = wrong.findIndex((each) => each.length > 0);
  if (index === -1) return [];
  const isRight = async (tree: Tree) => (await wrongIn([tree], engines, { ...totals })).flat().length === 0;
  const options = { seed, path: `${index}`, numRuns: 1, interruptAfterTimeLimit: MAX_SHRINKING_MS };
  const { counterexample } = await fc.check(fc.asyncProperty(drawn, isRight), options);
  const places = wrong.flatMap((each, at) => each.map((what) => `lot ${lot}, tree ${at}: ${what}`));
  return [...places, shown(counterexample?.[0])];
}

function shown(tree: Tree | undefined): string {
  if (tree === undefined) return '';
  const { after } = move(tree);
  const files = Object.entries(tree).map(([path, text]) => {
    const moved = after[path] === text ? '' : `--- rewritten\n${after[path]}`;
    return `=== ${path}\n${text}${moved}`;
  });
  return files.join('');
}

describe('of any tree of overrides', () => {
  const name =
    'kustomize builds the same images, from where they are or where they moved to, and a second rewrite is empty';
  it.skipIf(lacks)(
    name,
    async () => {
      const wrong: string[] = [];
      for (let lot = 0; lot * AT_ONCE < MANY; lot++) wrong.push(...(await wrongInLot(lot)));
      if (MANY > FEW) console.log(totals);
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
      expect(totals.moved).toBeGreaterThan(MANY);
    },
    60_000 + MANY * 2000,
  );
  it.skipIf(!lacks)(`${name} (skipped: no kubectl here)`, () => {});
});
