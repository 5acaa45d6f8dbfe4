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
import { byTurns, measuring, programOf, ratios, runNode } from './bench/by-turns.ts';

/** Times the processor time of `node -e 0`. */
const MAX_RATIO = { firstLine: 1.3, scan: 1.6, pullRequest: 3 };

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, rounds: { type: 'string', default: '31' } },
});
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
  const bare = programOf(() => runNode(['-e', '0'], measured).took);
  const firstLine = programOf(() => runNode([commandLine, '--version'], measured).took);
  const scanning = programOf(() => runNode(scan, measured).took);
  const pull = programOf(pullRequest);
  const warm = programOf(() => runNode(scan, measured, { NODE_COMPILE_CACHE: cache }).took);
  await byTurns([bare, firstLine, scanning, pull, warm], Number(values.rounds));
  const [cpuMs, wallMs] = [1000 * bare.median('cpu'), 1000 * bare.median('wall')];
  console.log(`node -e 0: ${cpuMs.toFixed(0)} ms of processor time, ${wallMs.toFixed(0)} ms on the clock`);
  let missed = false;
  for (const { name, program, target } of [
    { name: 'first line', program: firstLine, target: MAX_RATIO.firstLine },
    { name: 'scan of the sample', program: scanning, target: MAX_RATIO.scan },
    {
      name: `pull request without a new image with ${pull.median('requests')} requests`,
      program: pull,
      target: MAX_RATIO.pullRequest,
    },
  ]) {
    const { cpu, text } = ratios(program, bare);
    missed ||= cpu > target;
    console.log(`${name}: ${text} (at most ${target})${cpu > target ? ', missed' : ''}`);
  }
  console.log(`scan of the sample with a warm NODE_COMPILE_CACHE: ${ratios(warm, bare).text}`);
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
