// Which faults in what decides the gate no test would see: npm run mutants -- [group or file of table.ts]…, all of them unless named.
// StrykerJS changes one thing at a time, and the file's own tests have to fail. Texts are left alone (its StringLiteral): what a
// message says is not what is decided, and a text that decides is held by its type. It is fetched by npx when it is wanted.
// What nothing could tell apart is known by equivalent.json with the reason, and counts as not seen all the same.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listField, numberField, stringField } from '../../src/base/json.ts';
import equivalent from './equivalent.json' with { type: 'json' };
import { MUTATED } from './table.ts';

const STRYKER = '@stryker-mutator/core@10.1.1';
/** Mutants at one time: `MUTANTS_AT_ONCE`, where others work on the machine. */
const AT_ONCE = Number(process.env.MUTANTS_AT_ONCE ?? 2);
/** Seen: a test failed, or never ended. */
const SEEN: ReadonlySet<string> = new Set(['Killed', 'Timeout']);
const COUNTED: ReadonlySet<string> = new Set([...SEEN, 'Survived', 'NoCoverage']);

/** What nothing could tell apart, or only the types, by file: `line | what stood → what stands`, shortened. */
const EQUIVALENT: Readonly<Record<string, readonly { readonly changes: readonly string[] }[]>> = equivalent;

interface Score {
  readonly seen: number;
  readonly all: number;
}

const wanted = process.argv.slice(2);
const known = new Set(Object.entries(MUTATED).flatMap(([group, files]) => [group, ...Object.keys(files)]));
const unknown = wanted.filter((name) => !known.has(name));
if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: not in scripts/mutants/table.ts`);

const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
const rows: string[] = [];
const total: Score[] = [];
try {
  for (const [group, files] of Object.entries(MUTATED)) {
    const isWanted = (file: string) => wanted.length === 0 || wanted.includes(group) || wanted.includes(file);
    const scores = Object.entries(files)
      .filter(([file]) => isWanted(file))
      .map(([file, tests]) => mutate(file, tests));
    if (scores.length > 0) rows.push(row(group, scores));
    total.push(...scores);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(['', ...rows, row('total', total)].join('\n'));

/** Runs one file's mutants, and prints those that no test saw. */
function mutate(file: string, tests: readonly string[]): Score {
  const report = join(folder, 'report.json');
  const config = join(folder, 'stryker.config.json');
  const options = {
    mutate: [file],
    testRunner: 'command',
    commandRunner: { command: 'node_modules/.bin/vitest run --config scripts/mutants/vitest.config.ts' },
    mutator: { excludedMutations: ['StringLiteral'] },
    reporters: ['json'],
    jsonReporter: { fileName: report },
    tempDirName: join(folder, 'sandbox'),
    ignorePatterns: ['dist', 'docs'],
    // Stryker would write the types' configuration anew, which nothing here reads.
    tsconfigFile: 'none.json',
    timeoutMS: 30_000,
    concurrency: AT_ONCE,
  };
  writeFileSync(config, JSON.stringify(options));
  const { status } = spawnSync(
    'npx',
    ['--yes', '--package', STRYKER, 'stryker', 'run', config, '--logLevel', 'error'],
    {
      env: { ...process.env, MUTANT_TESTS: tests.join(','), MUTANT_CACHE: join(folder, 'cache') },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  if (status !== 0) throw new Error(`${file}: StrykerJS ended with ${status}`);
  return told(file, JSON.parse(readFileSync(report, 'utf8')));
}

function told(file: string, report: unknown): Score {
  const source = (stringField(report, 'files', file, 'source') ?? '').split('\n');
  const mutants = listField(report, 'files', file, 'mutants').map((mutant) => {
    const line = numberField(mutant, 'location', 'start', 'line') ?? 0;
    const change = `${short(changedText(mutant, source))} → ${short(stringField(mutant, 'replacement') ?? '')}`;
    return {
      status: stringField(mutant, 'status') ?? '',
      line,
      change: `${short(source[line - 1]?.trim() ?? '')} | ${change}`,
    };
  });
  const counted = mutants.filter(({ status }) => COUNTED.has(status));
  const missed = counted.filter(({ status }) => !SEEN.has(status));
  const score = { seen: counted.length - missed.length, all: counted.length };
  const late = counted.filter(({ status }) => status === 'Timeout').length;
  console.log(`${file}: ${percent([score])} of ${score.all}${late === 0 ? '' : `, ${late} of them by the time limit`}`);
  const known = new Set((EQUIVALENT[file] ?? []).flatMap(({ changes }) => changes));
  for (const { line, change } of missed) {
    console.log(`  ${known.has(change) ? 'known' : 'NEW  '} ${file}:${line}: ${change}`);
  }
  return score;
}

/** The characters that a mutant replaces. */
function changedText(mutant: unknown, source: readonly string[]): string {
  const at = (end: 'start' | 'end', name: 'line' | 'column') => (numberField(mutant, 'location', end, name) ?? 1) - 1;
  const lines = source.slice(at('start', 'line'), at('end', 'line') + 1);
  const last = lines.pop()?.slice(0, at('end', 'column')) ?? '';
  return [...lines, last].join('\n').slice(at('start', 'column'));
}

/** One line of at most 70 characters. */
function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 70 ? `${line.slice(0, 40)}…${line.slice(-29)}` : line;
}

function percent(scores: readonly Score[]): string {
  const [seen, all] = [sum(scores.map((score) => score.seen)), sum(scores.map((score) => score.all))];
  return `${((100 * seen) / all).toFixed(1)} %`;
}

function row(name: string, scores: readonly Score[]): string {
  return `| ${name} | ${sum(scores.map(({ all }) => all))} | ${percent(scores)} |`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
