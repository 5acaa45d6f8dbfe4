// npm run bench:base [-- --check] [<work tree>…]: what a pull request that changes 3 files costs beside a push that reads the same
// tree: both whole runs of the committed action, by turns, without registry and review. The tree has 5,000 generated files unless work
// trees are given. With --check it exits 1 where the pull request takes more than 1.15 times the processor time.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inputVariables } from '../src/emulator/workflow-run.ts';
import { byTurns, programOf, ratios, runNode, type Timed } from './bench/by-turns.ts';

const MAX_RATIO = 1.15;
const FILES = 5000;
const CHANGED = 3;
const ROUNDS = 7;
const REPOSITORY = { id: 1001, full_name: 'contoso/shop', fork: false, owner: { login: 'contoso' } };

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const given = args.filter((argument) => !argument.startsWith('--'));
const missing = given.find((tree) => !existsSync(join(tree, '.git')));
if (missing !== undefined) {
  console.error(`bench:base: ${missing} is no work tree of git`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'bench-base-'));
let missed = false;
try {
  const trees = given.length === 0 ? [generated()] : given.map(cloned);
  for (const [index, tree] of trees.entries()) {
    const base = git(tree, 'rev-parse', 'HEAD').trim();
    changeSome(tree);
    git(tree, 'add', '--all');
    git(tree, 'commit', '--quiet', '--message', 'Change some');
    const head = git(tree, 'rev-parse', 'HEAD').trim();
    const push = programOf(() => run(tree, 'push', pushOf()));
    const pull = programOf(() => run(tree, 'pull_request', pullOf(base, head)));
    await byTurns([push, pull], ROUNDS);
    const { cpu, text } = ratios(pull, push);
    missed ||= cpu > MAX_RATIO;
    console.log(
      `${given[index] ?? `${FILES} generated files`}: a push ${push.median('cpu').toFixed(2)} s of processor time, a pull request that changes ` +
        `${CHANGED} files ${text} (at most ${MAX_RATIO})${cpu > MAX_RATIO ? ', missed' : ''}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (missed && args.includes('--check')) process.exitCode = 1;

function git(tree: string, ...words: readonly string[]): string {
  const who = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'core.hooksPath=/dev/null'];
  return execFileSync('git', ['-C', tree, ...who, ...words], { encoding: 'utf8', maxBuffer: 1024 * 1024 * 1024 });
}

/** Ordinary manifests of about 2 KB. */
function generated(): string {
  const tree = join(folder, 'generated');
  const lines = Array.from({ length: 40 }, (_, index) => `        - {name: V${index}, value: "some text ${index}"}\n`);
  for (let index = 0; index < FILES; index++) {
    const directory = join(tree, String(Math.floor(index / 500)));
    if (index % 500 === 0) mkdirSync(directory, { recursive: true });
    const manifest = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web${index}}\nspec:\n  template:\n    spec:\n      containers:\n      - name: web\n        image: nginx:1.27\n        env:\n${lines.join('')}`;
    writeFileSync(join(directory, `${index}.yaml`), manifest);
  }
  git(tree, 'init', '--quiet');
  git(tree, 'add', '--all');
  git(tree, 'commit', '--quiet', '--message', 'All');
  return tree;
}

function cloned(tree: string): string {
  const copy = join(folder, basename(resolve(tree)));
  execFileSync('git', ['clone', '--quiet', '--shared', tree, copy]);
  return copy;
}

function changeSome(tree: string): void {
  const manifests = git(tree, 'ls-files', '-z', '*.yaml').split('\0').filter(Boolean);
  const step = Math.floor(manifests.length / CHANGED);
  for (let index = 0; index < CHANGED; index++) {
    const manifest = manifests[index * step];
    if (manifest === undefined) throw new Error(`${tree} has no *.yaml to change`);
    const path = join(tree, manifest);
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n# changed\n`);
  }
}

function pushOf() {
  return { ref: 'refs/heads/main', before: '0'.repeat(40), repository: REPOSITORY };
}

function pullOf(base: string, head: string) {
  const side = (sha: string) => ({ sha, ref: 'x', repo: REPOSITORY });
  return { number: 7, pull_request: { number: 7, base: side(base), head: side(head) }, repository: REPOSITORY };
}

function run(tree: string, name: string, payload: unknown): Timed {
  const event = join(folder, 'event.json');
  writeFileSync(event, JSON.stringify(payload));
  const files = Object.fromEntries(
    ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'].map((variable) => {
      const path = join(folder, variable);
      writeFileSync(path, '');
      return [variable, path];
    }),
  );
  const { took } = runNode([join(root, 'dist/main.cjs')], join(folder, 'measured'), {
    ...files,
    ...inputVariables(
      root,
      { apply: 'never', review: 'none', 'report-dir': join(folder, 'reports') },
      { 'github.token': '', 'github.workflow': 'Bench', 'github.job': 'base', 'strategy.job-index': '0' },
    ),
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: tree,
    GITHUB_REPOSITORY: 'contoso/shop',
    GITHUB_REPOSITORY_ID: '1001',
    GITHUB_REPOSITORY_OWNER: 'contoso',
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: event,
    GITHUB_SERVER_URL: 'https://github.com',
    RUNNER_TEMP: folder,
  });
  return took;
}
