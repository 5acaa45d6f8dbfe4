// npm run bench:run [-- --check]: a whole run of the committed action against the local stand-in, whose every answer takes 50 ms and
// whose every operation takes one pause of 2 s: 40 images, 20 of them under new rules, four writes at once. Printed beside it is the
// critical path of these delays: what no program that asks the same could be quicker than. With --check it exits 1 where the run
// takes more than 1.2 times as long, the processor time of the run not counted, since it grows with what else the machine does.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '../src/emulator/emulator.ts';
import { buildImage } from '../src/emulator/images.ts';
import { runAction } from '../src/emulator/workflow-run.ts';
import { makeWorkspace } from '../src/emulator/workspace.ts';
import { measuring } from './bench/by-turns.ts';

const MAX_RATIO = 1.2;
const ANSWER = 0.05;
const OPERATION = 2;
/** More than anybody polls: an operation ends by the clock. */
const POLLS = 1000;
const [IMAGES, NEW_RULES, WRITES_AT_ONCE, PULLS_AT_ONCE] = [40, 20, 4, 4];

/** Answers that can't be asked for before the one before them is there, by what they are for. */
const PATH = {
  'sign in to Azure': 2 * ANSWER,
  'find the registry, list its rules': 2 * ANSWER,
  'sign in to the registry': 4 * ANSWER,
  'look up targets': 2 * ANSWER,
  'write rules': (NEW_RULES / WRITES_AT_ONCE) * (3 * ANSWER + OPERATION),
  'list rules again': ANSWER,
  // A manifest by tag; then for so many images at once that of the platform, and a blob, which is somewhere else.
  'pull images': 2 * ANSWER + (IMAGES / PULLS_AT_ONCE) * 3 * ANSWER,
  // The stand-in has stored an image at the second look, and the product looks after 2 s and 3 s more.
  'wait until they are stored': 2 + 3 + 3 * ANSWER,
};

const root = fileURLToPath(new URL('..', import.meta.url));
const names = Array.from({ length: IMAGES }, (_, index) => `acme/app${index}`);
const images = Object.fromEntries(
  names.map((name, index) => [name, { 1: buildImage({ name, platforms: ['linux/amd64'], padding: 1000 + index }) }]),
);
const containers = names.map((name, index) => `    - {name: c${index}, image: quay.io/${name}:1}\n`);
const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n${containers.join('')}`;
const workspace = makeWorkspace({ 'app.yaml': pod });
const rules = names.slice(0, IMAGES - NEW_RULES).map((name, index) => ({
  ...{ name: `old-${index}`, source: `quay.io/${name}`, target: `quay.io/${name}` },
  createdAt: '2026-01-01T00:00:00.000Z',
}));
const emulator = await startEmulator({ pace: 1, rules, upstreams: { 'quay.io': images }, arm: { polls: POLLS } });
const folder = mkdtempSync(join(tmpdir(), 'bench-run-'));
/** Operations that somebody has looked at. */
const begun = new Set<string>();
try {
  emulator.onRequest(async ({ path }) => {
    const operation = /\/operationStatuses\/([^/?]+)/.exec(path)?.[1];
    if (operation !== undefined && !begun.has(operation)) {
      begun.add(operation);
      setTimeout(() => endOperation(operation), 1000 * OPERATION);
    }
    await delay(1000 * ANSWER);
  });
  const { env, told } = measuring(join(folder, 'measured'));
  const repository = { id: 1001, full_name: 'contoso/shop', fork: false, owner: { login: 'contoso' } };
  const start = performance.now();
  const run = await runAction({
    ...{ root, emulator, workspace: workspace.path, env },
    inputs: { registry: 'contoso' },
    event: { name: 'push', payload: { ref: 'refs/heads/main', before: '0'.repeat(40), repository } },
  });
  const wall = (performance.now() - start) / 1000;
  if (run.status !== 0 || run.outputs.warmed !== String(IMAGES)) {
    throw new Error(`the run did not do its work: ${run.stdout.slice(-2000)}${run.stderr}`);
  }
  const { cpu } = told();
  const path = Object.values(PATH).reduce((sum, seconds) => sum + seconds, 0);
  const ratio = (wall - cpu) / path;
  for (const [what, seconds] of Object.entries(PATH)) console.log(`${seconds.toFixed(2).padStart(7)} s  ${what}`);
  console.log(`${path.toFixed(2).padStart(7)} s  critical path`);
  console.log(
    `${wall.toFixed(2).padStart(7)} s  the run, ${run.requests.length} requests: ${(wall / path).toFixed(2)} ×; without its ` +
      `${cpu.toFixed(2)} s of processor time ${ratio.toFixed(2)} × (at most ${MAX_RATIO})`,
  );
  if (ratio > MAX_RATIO && process.argv.includes('--check')) process.exitCode = 1;
} finally {
  await emulator.close();
  workspace.remove();
  rmSync(folder, { recursive: true, force: true });
}

function endOperation(id: string): void {
  for (let poll = 0; poll < POLLS; poll++) emulator.arm.operations.step(id);
}
