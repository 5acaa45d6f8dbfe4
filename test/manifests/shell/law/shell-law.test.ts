import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMoved } from '../../../../scripts/meaning/comparison.ts';
import { parseReference, saysVersion } from '../../../../src/images/reference.ts';
import { expectSettled, move } from '../../cases/move.ts';
import { type Commands, commandsOf, hasBash } from './engine.ts';
import { script } from './scripts.ts';

/** What bash makes of thousands of scripts: `npm run shell-law`. A sample of them is part of every test run. */

const MANY = Number(process.env.SHELL_LAW ?? 150);
const SEED = Number(process.env.SHELL_SEED ?? 18);
const ACR = 'contoso.azurecr.io';

const LAW = 'is the same images or the moved ones, and nothing else changes';

describe('what bash tells the commands of any script after the rewrite', () => {
  if (hasBash()) it(LAW, checkAll, 30_000 + MANY * 50);
  else it.skip(`${LAW} (skipped: no bash here)`, () => {});
});

function checkAll(): void {
  const texts = fc.sample(script, { numRuns: MANY, seed: SEED });
  const moves = texts.map((text) => move({ 'run.sh': text }));
  const rewritten = moves.map(({ after }) => after['run.sh'] ?? '');
  const [before, after] = [commandsOf(texts), commandsOf(rewritten)];
  let moved = 0;
  for (const [index, text] of texts.entries()) {
    const [was, is] = [before[index] ?? [], after[index] ?? []];
    const told = { text, rewritten: rewritten[index] };
    expect({ ...told, wrong: wrongIn(was, is) }).toEqual({ ...told, wrong: [] });
    moved += was.filter((words, at) => words.join() !== is[at]?.join()).length;
  }
  for (const each of moves) expectSettled(each);
  const commands = before.reduce((sum, each) => sum + each.length, 0);
  if (MANY > 500)
    console.log(`${MANY} scripts, ${commands} commands, ${moved} of them told other images, seed ${SEED}`);
  expect(moved).toBeGreaterThan(commands / 5);
}

/** What is told otherwise than an image that moved. */
function wrongIn(before: Commands, after: Commands): readonly string[] {
  if (before.length !== after.length) return [`${before.length} commands become ${after.length}`];
  const there = { before: new Set<string>(), after: new Set<string>() };
  return before.flatMap((was, index) => {
    const is = after[index] ?? [];
    const found = was.length === is.length ? was.flatMap((_, at) => wrongWord(was, is, at) ?? []) : ['other words'];
    const local = localOperand(was);
    if (local !== undefined && there.before.has(was[local] ?? '') && !there.after.has(is[local] ?? ''))
      found.push('asks for what is not there');
    const pulled = pulledOperand(was);
    if (pulled !== undefined) {
      there.before.add(was[pulled] ?? '');
      there.after.add(is[pulled] ?? '');
    }
    return found.map((why) => `${why}: ${JSON.stringify(was)} → ${JSON.stringify(is)}`);
  });
}

function wrongWord(was: readonly string[], is: readonly string[], at: number): string | undefined {
  const [word = '', now = ''] = [was[at], is[at]];
  const [program, verb] = was;
  // What no engine takes says nothing.
  if (word === now || /@sha256(?!:[0-9a-f]{64}(?!-))|\/(?:-debug)?(?:"|$)|-$/m.test(word)) return undefined;
  if (!isMoved(word, now, ACR)) return 'is no moved image';
  const isMade = verb === 'push' || (verb === 'build' && was[at - 1] === '-t') || (verb === 'tag' && at === 3);
  if (isMade && !word.startsWith('docker://')) return 'names what is made';
  return program === 'echo' && !saysImage(word) ? 'may be no image' : undefined;
}

function saysImage(text: string): boolean {
  const word = text.replace(/^docker:\/\//, '');
  return parseReference(word) !== undefined && (saysVersion(word) || /^[^/]*[.:][^/]*\//.test(word));
}

/** Which word names an image that has to be there. */
function localOperand([, verb = '']: readonly string[]): number | undefined {
  if (/^(?:tag|inspect|rmi|save)$/.test(verb)) return 2;
  return verb === 'image' ? 3 : undefined;
}

/** Which word names an image that is pulled. */
function pulledOperand(words: readonly string[]): number | undefined {
  if (words[1] !== 'run' && words[1] !== 'pull') return undefined;
  const at = words.findIndex(
    (word, index) => index > 1 && !word.startsWith('-') && !/^(?:-e|-v|--name)$/.test(words[index - 1] ?? ''),
  );
  return at === -1 ? undefined : at;
}
