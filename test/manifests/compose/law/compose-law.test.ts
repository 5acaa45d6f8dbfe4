import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Breach, breachesIn, noTotals } from './check.ts';
import { PYTHON } from './engine.ts';
import { repository } from './projects.ts';

/** What Docker Compose 1 makes of thousands of projects: `npm run compose-law`. A sample of them is part of every test run. */

const MANY = Number(process.env.COMPOSE_LAW ?? 6);
const SEED = Number(process.env.COMPOSE_SEED ?? 15);
const AT_ONCE = 100;

const LAW = 'is the same image or the moved one, and nothing else changes';

describe('what Docker Compose renders of any project after the rewrite', () => {
  const python = PYTHON;
  if (python === undefined) it.skip(`${LAW} (skipped: no docker-compose here)`, () => {});
  else it(LAW, () => check(python), 30_000 + MANY * 1000);
});

function check(python: string): void {
  const repositories = fc.sample(repository, { numRuns: MANY, seed: SEED });
  const totals = noTotals();
  const breaches: Breach[] = [];
  for (let done = 0; done < repositories.length; done += AT_ONCE)
    breaches.push(...breachesIn(python, repositories.slice(done, done + AT_ONCE), totals));
  if (MANY > 100) console.log(`${JSON.stringify(totals)}, seed ${SEED}`);
  expect(breaches.slice(0, 3).map(told)).toEqual([]);
  expect(totals.positions).toBeGreaterThan(2 * MANY);
  expect(totals.publicMoved).toBeGreaterThan(totals.publicPositions / 2);
}

function told({ repository: { files, projects }, after, what }: Breach): string {
  const texts = Object.entries(files).map(([path, text]) => `--- ${path}\n${text}`);
  const changed = Object.entries(after).flatMap(([path, text]) =>
    files[path] === text ? [] : [`+++ ${path}\n${text}`],
  );
  return [JSON.stringify(projects), ...texts, ...changed, ...what.map((each) => JSON.stringify(each))].join('\n');
}
