// npm run bench:start [-- --check] [-- --rounds N]: how long the committed bundles take to start, beside `node -e 0`: the first line
// (`--version`), a scan of the sample, and a pull request that changes no image, to its end, against the local stand-in. All run by
// turns; the median of the rounds counts. With --check it exits 1 where a target is missed, by processor time, which a machine
// that others use, too, disturbs least. Neither the time of git nor that of the stand-in is in it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startEmulator } from '../src/emulator/emulator.ts';
import { runAction } from '../src/emulator/workflow-run.ts';
import { gitHubOf, makeWorkspace, pullRequestPayload } from '../src/emulator/workspace.ts';
import { byTurns, measuring, ratios, runNode } from './bench/by-turns.mjs';

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, rounds: { type: 'string', default: '31' } },
});
/** Times the processor time of `node -e 0`. */
const TARGETS = { 'first line': 1.3, 'scan of the sample': 1.6, 'pull request without a new image': 3 };

const root = fileURLToPath(new URL('..', import.meta.url));
const sample = join(root, 'examples/shop');
const commandLine = join(root, 'dist/cli.cjs');
const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
const measured = join(folder, 'measured');
// A work tree of its own, so that git lists the sample and nothing else.
const files = Object.fromEntries(
  readdirSync(sample, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(sample.length + 1), readFileSync(path, 'utf8')]),
);
const workspace = makeWorkspace({ ...files, 'README.md': 'A shop.\n' }, files);
const emulator = await startEmulator({ github: gitHubOf(workspace) });
try {
  const cache = join(folder, 'cache');
  const scan = [commandLine, 'scan', workspace.path];
  runNode(scan, measured, { NODE_COMPILE_CACHE: cache });
  const [bare, ...others] = await byTurns(
    [
      () => runNode(['-e', '0'], measured),
      () => runNode([commandLine, '--version'], measured),
      () => runNode(scan, measured),
      pullRequest,
      () => runNode(scan, measured, { NODE_COMPILE_CACHE: cache }),
    ],
    Number(values.rounds),
  );
  console.log(
    `node -e 0: ${(1000 * bare.cpu).toFixed(0)} ms of processor time, ${(1000 * bare.wall).toFixed(0)} ms on the clock`,
  );
  let missed = false;
  for (const [index, [name, target]] of Object.entries(TARGETS).entries()) {
    const { cpu, text } = ratios(others[index], bare);
    const requests = others[index].requests === undefined ? '' : ` with ${others[index].requests} requests`;
    missed ||= cpu > target;
    console.log(`${name}${requests}: ${text} (at most ${target})${cpu > target ? ', missed' : ''}`);
  }
  console.log(`scan of the sample with a warm NODE_COMPILE_CACHE: ${ratios(others[3], bare).text}`);
  if (missed && values.check) process.exitCode = 1;
} finally {
  await emulator.close();
  workspace.remove();
  rmSync(folder, { recursive: true, force: true });
}

async function pullRequest() {
  const { env, told } = measuring(measured);
  const start = performance.now();
  const { status, requests, stdout } = await runAction({
    ...{ root, emulator, workspace: workspace.path, env },
    inputs: { registry: 'contoso' },
    event: { name: 'pull_request', payload: pullRequestPayload(workspace) },
  });
  if (status !== 0) throw new Error(`the pull request's run failed: ${stdout.slice(-2000)}`);
  return { wall: (performance.now() - start) / 1000, ...told(), requests: requests.length };
}
