import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkTree, type Totals } from '../../scripts/meaning/check.ts';
import type { Target } from '../../scripts/meaning/discovery.ts';
import { enginesHere } from '../../scripts/meaning/engines.ts';
import { shelfOf } from '../../scripts/meaning/vendoring.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/meaning', import.meta.url));
const CASES = fileURLToPath(new URL('../../../shared/cases', import.meta.url));
const engines = enginesHere();
const lacking = Object.entries(engines).flatMap(([name, path]) => (path === undefined ? [name] : []));

/** What each fixture is rendered by, and how many images it has and how many of them move. */
const FIXTURE_TABLE: readonly (readonly [
  string,
  Target['engine'],
  Pick<Totals, 'rendered' | 'positions' | 'moved'> & Partial<Totals>,
])[] = [
  ['chart', 'helm', { rendered: 2, positions: 26, moved: 20 }],
  ['kustomization', 'kustomize', { rendered: 1, positions: 4, moved: 4 }],
  ['flux', 'flux', { rendered: 1, positions: 1, moved: 1 }],
  // The third is what another program writes: it stays, and is pinned all the same.
  ['argo', 'argo', { rendered: 3, positions: 3, moved: 2 }],
  ['compose', 'compose', { rendered: 1, positions: 3, moved: 3 }],
  // Rejected is the override without what it overrides.
  ['compose-projects', 'compose', { rendered: 3, rejected: 1, positions: 11, moved: 8 }],
];

/** Docker Compose 1 takes seconds to start. */
const SLOW = 120_000;

function test(name: string, program: keyof typeof engines, check: () => Promise<void>): void {
  if (engines[program] === undefined) it.skip(`${name} (skipped: no ${program} here)`, () => {});
  else it(name, check, SLOW);
}

describe('what real engines render after the rewrite is the same image or the moved one', () => {
  for (const [name, engine, counts] of FIXTURE_TABLE) {
    const program = engine === 'helm' || engine === 'compose' ? engine : 'kubectl';
    test(name, program, async () => {
      const { wrong, totals, unmoved } = await checkTree(join(FIXTURES, name), engines);
      expect(wrong).toEqual([]);
      expect(unmoved.filter(({ reason }) => reason === undefined)).toEqual([]);
      expect(totals.get(engine)).toMatchObject({ rejected: 0, skipped: 0, ...counts });
    });
  }
  test('charts that a tree only names are rendered with its values', 'helm', async () => {
    const [tree, shelf] = [join(FIXTURES, 'releases/tree'), shelfOf([join(FIXTURES, 'releases/shelf')])];
    const { wrong, totals, unmoved } = await checkTree(tree, engines, shelf);
    expect(wrong).toEqual([]);
    // To each the chart brings an image that is written nowhere in the tree: it is not counted as public.
    expect(totals.get('release')).toMatchObject({ rendered: 2, positions: 4, moved: 2, publicPositions: 2 });
    expect(totals.get('helm')).toMatchObject({ rendered: 1, positions: 2, moved: 1, publicPositions: 1 });
    expect(unmoved).toEqual([]);
  });
});

/** Each case is a repository of its own. */
function casesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.flatMap(({ name }) =>
    name === 'helm-joins' ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
  );
}

describe.skipIf(!existsSync(CASES))('the cases render to the same image or the moved one', () => {
  for (const name of casesIn(CASES))
    test(name, name.startsWith('helm') ? 'helm' : 'kubectl', async () => {
      const { wrong } = await checkTree(join(CASES, name), engines);
      expect(wrong).toEqual([]);
    });
});

it.skipIf(existsSync(CASES))('the cases (skipped: ../shared/cases is not there)', () => {});
it.skipIf(lacking.length === 0)(`every engine is here (skipped: no ${lacking.join(', ')})`, () => {});
