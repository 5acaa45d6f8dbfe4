import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { move, type Tree } from '../../cases/move.ts';
import { type Totals, wrongIn } from './check.ts';
import { pipelines } from './pipelines.ts';

/** What a client of GitLab CI makes of hundreds of pipelines: `npm run gitlab-law`. A sample of them is part of every test run. */

const FEW = 2;
const MANY = Number(process.env.GITLAB_LAW ?? FEW);
const SEED = Number(process.env.GITLAB_SEED ?? 7);
const AT_ONCE = 4;

describe('of any pipeline of GitLab', () => {
  it(
    'jobs run in the same images or the moved ones, reach services by the same names, and are told the same',
    async () => {
      const totals: Totals = { trees: 0, rejected: 0, positions: 0, publicPositions: 0, publicMoved: 0 };
      const trees = fc.sample(pipelines, { numRuns: MANY, seed: SEED });
      const wrong: string[] = [];
      for (let done = 0; done < trees.length; done += AT_ONCE) {
        const lot = trees.slice(done, done + AT_ONCE);
        const found = await Promise.all(lot.map((tree) => wrongIn(tree, totals)));
        for (const [index, what] of found.entries()) if (what.length > 0) wrong.push(shown(lot[index] ?? {}, what));
      }
      if (MANY > FEW) console.log(`${JSON.stringify(totals)}, ${wrong.length} wrong, seed ${SEED}`);
      expect(wrong.toSorted((one, other) => one.length - other.length).slice(0, 3)).toEqual([]);
      expect(totals.publicMoved).toBeGreaterThan(MANY / 2);
    },
    30_000 + MANY * 5000,
  );
});

function shown(tree: Tree, what: readonly string[]): string {
  const { after } = move(tree);
  const files = Object.entries(tree).map(([path, text]) => {
    const moved = after[path] === text ? '' : `+++ ${path}\n${after[path]}`;
    return `--- ${path}\n${text}${moved}`;
  });
  return [...files, ...what].join('\n');
}
