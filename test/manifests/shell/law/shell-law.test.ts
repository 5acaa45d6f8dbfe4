import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSettled, move } from '../../cases/move.ts';
import { wrongIn } from './check.ts';
import { type Commands, commandsOf, hasProgram, recipesOf } from './engine.ts';
import { makefile } from './makefiles.ts';
import { script } from './scripts.ts';

/** What bash makes of thousands of scripts: `npm run shell-law`. A sample of them is part of every test run. */

const MANY = Number(process.env.SHELL_LAW ?? 40);
const SEED = Number(process.env.SHELL_SEED ?? 18);

const LAW = 'is the same images or the moved ones, and nothing else changes';

describe('what commands are told after the rewrite', () => {
  const languages = [
    ['bash', 'run.sh', script, commandsOf],
    ['make', 'Makefile', makefile, recipesOf],
  ] as const;
  for (const [program, path, texts, read] of languages) {
    if (!hasProgram(program)) it.skip(`by ${program} ${LAW} (skipped: no ${program} here)`, () => {});
    else it(`by ${program} ${LAW}`, () => checkAll(path, texts, read), 30_000 + MANY * 100);
  }
});

function checkAll(
  path: string,
  arbitrary: fc.Arbitrary<string>,
  read: (texts: readonly string[]) => readonly Commands[],
): void {
  const texts = fc.sample(arbitrary, { numRuns: MANY, seed: SEED });
  const moves = texts.map((text) => move({ [path]: text }));
  const rewritten = moves.map(({ after }) => after[path] ?? '');
  const [before, after] = [read(texts), read(rewritten)];
  let moved = 0;
  for (const [index, text] of texts.entries()) {
    const [was, is] = [before[index] ?? [], after[index] ?? []];
    expect(wrongIn(was, is), `${text}\nbecomes\n${rewritten[index]}`).toEqual([]);
    moved += was.filter((words, at) => words.join() !== is[at]?.join()).length;
  }
  for (const each of moves) expectSettled(each);
  const commands = before.reduce((sum, each) => sum + each.length, 0);
  if (MANY > 500)
    console.log(`${MANY} × ${path}, ${commands} commands, ${moved} of them told other images, seed ${SEED}`);
  expect(moved).toBeGreaterThan(commands / 8);
}
