import { parseArgs } from 'node:util';
import { openAfterwards } from './afterwards.ts';
import type { CellResult } from './cell.ts';
import { playKills } from './kills.ts';
import { type Play, playCells } from './play-table.ts';
import { playRaces } from './races.ts';
import { figures, findings, matrix } from './report.ts';
import { closeWorkspace } from './scene.ts';
import { openScenes, type Scenes } from './scenes.ts';
import { type Cell, cellsOf } from './table.ts';

/**
 * `npm run faults`: every request of a whole run × everything that can become of it, kills at every request, and races. Ends with 1
 * where one of them breaks a law (oracle.ts).
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    class: { type: 'string', multiple: true },
    fault: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '2' },
    pace: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '10' },
    every: { type: 'string', default: '1' },
  },
});

const SECTIONS = ['table', 'kills', 'races'] as const;

async function main(): Promise<boolean> {
  const sections = SECTIONS.filter((section) => values.only === undefined || values.only === section);
  if (sections.length === 0) throw new Error(`--only takes ${SECTIONS.join(', ')}`);
  const play: Play = {
    seed: numberOf('seed'),
    pace: numberOf('pace'),
    jobs: numberOf('jobs'),
    afterwards: openAfterwards(),
    onDone: progress,
  };
  const scenes = await openScenes(play.pace);
  let held = true;
  for (const section of sections) held = (await playSection(section, scenes, play)) && held;
  return held;
}

async function playSection(section: (typeof SECTIONS)[number], scenes: Scenes, play: Play): Promise<boolean> {
  switch (section) {
    case 'table':
      return playTable(scenes, play);
    case 'kills':
      return kills(scenes, play);
    case 'races':
      return races(play);
  }
}

async function playTable(scenes: Scenes, play: Play): Promise<boolean> {
  const cells = cellsOf(scenes.requests).filter(isChosen);
  if (cells.length === 0) throw new Error(`no cell is chosen; there are ${scenes.requests.join(', ')}`);
  say(`${scenes.requests.length} classes of requests:`, ...scenes.requests.map((request) => `  ${request}`), '');
  const started = Date.now();
  const results = await playCells(cells, scenes, play);
  say('', ...matrix(results), '', ...findings(results));
  say(figures(results, (Date.now() - started) / 1000));
  return results.every(({ breaches }) => breaches.length === 0);
}

function isChosen({ request, fault }: Cell): boolean {
  const isOf = (wanted: readonly string[] | undefined, name: string) =>
    wanted === undefined || wanted.some((part) => name.includes(part));
  return isOf(values.class, request) && isOf(values.fault, fault);
}

async function kills(scenes: Scenes, play: Play): Promise<boolean> {
  const started = Date.now();
  const results = await playKills(scenes.of('GET oidc token').undisturbed, play, numberOf('every'));
  const bad = results.filter(({ breaches }) => breaches.length > 0);
  for (const { stop, breaches } of bad) {
    say(`${stop.signal} at request ${stop.requests}`, ...breaches.map(({ kind, text }) => `  ${kind}: ${text}`));
  }
  say(
    `${results.length} runs ended from outside in ${Math.round((Date.now() - started) / 1000)} s: ${bad.length} with a breach`,
  );
  return bad.length === 0;
}

async function races({ seed }: Play): Promise<boolean> {
  const { passed, rounds, output } = await playRaces(numberOf('rounds'), seed);
  say(...rounds, `${rounds.length} races of eight processes: ${passed ? 'no breach' : 'a breach'}`);
  if (!passed) say(output);
  return passed;
}

let done = 0;

/** Tells of each breach at once, and of the rest that it goes on. */
function progress(result: CellResult): void {
  done += 1;
  const breaches = findings([result]);
  if (breaches.length > 0) process.stderr.write(`${breaches.join('\n')}\n`);
  if (done % 20 === 0) process.stderr.write(`${done} cells\n`);
}

function numberOf(name: 'seed' | 'pace' | 'jobs' | 'rounds' | 'every'): number {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a whole number from 1`);
  return number;
}

function say(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  closeWorkspace();
}
