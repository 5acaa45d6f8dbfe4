import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { isObject } from '../../src/base/json.ts';
import { signedIn } from '../scenario/command-line.ts';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { closeScenes, openScene, pod, smallImage } from '../scenario/scene.ts';

/** Every command that a page shows is one that a shell takes; those that can run here run, against the stand-in. */

// They run side by side.
closeScenes(afterAll);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !file.includes('fixtures/') && existsSync(file));

interface Command {
  readonly place: string;
  readonly text: string;
}

/** What a reader puts in himself, and what stands for it here. */
const PLACEHOLDERS: readonly (readonly [RegExp, string])[] = [
  [/<rule>/g, 'nobody'],
  [/(\w*)<[a-z][^<>\n]*>/gi, '$1placeholder'],
  [/\bacr-artifact-cache-\*\.tgz/g, 'package.tgz'],
];

/** The commands of a page's blocks, each once; a line that ends in `\` goes on, and comments are no commands. */
function commandsIn(file: string): readonly Command[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^( *)```(?:sh|bash)\n([\s\S]*?)\n\1```$/gm)].flatMap(
    ({ index, 1: indent = '', 2: block = '' }) => {
      const line = text.slice(0, index).split('\n').length;
      const filled = PLACEHOLDERS.reduce((made, [from, to]) => made.replaceAll(from, to), block);
      return [{ place: `${file}:${line}`, text: filled.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }];
    },
  );
}

const BLOCKS = PAGES.flatMap(commandsIn);

/** Commands of ours in a block, with what they are piped into. */
function oursIn({ place, text }: Command): readonly Command[] {
  return text
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/ +#.*$/, '').trim())
    .filter((line) => /(?:^|\| )(?:acr-artifact-cache|node dist\/cli\.cjs) /.test(line))
    .map((line) => ({ place, text: line.replaceAll('node dist/cli.cjs', 'acr-artifact-cache') }));
}

/** Programs that a pipe of ours may lead from or to here; others are played by what takes, or tells, anything. */
const PLAYED: Readonly<Record<string, string>> = {
  kubectl: 'cat > /dev/null',
  helm: `printf '%s' '${pod('redis:8').replaceAll('\n', '\\n')}'`,
  az: 'exit 0',
};

const PIPELINES = ['examples/pipelines/gitlab-ci.yml', 'examples/pipelines/azure-pipelines.yml'];

/** Our commands in the recipes of other pipelines, whatever key they stand under. */
function scriptsOf(file: string): readonly Command[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.push(...value.split('\n'));
    else if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isObject(value)) for (const item of Object.values(value)) visit(item);
  };
  visit(load(readFileSync(file, 'utf8')));
  return found
    .filter((line) => line.startsWith('acr-artifact-cache '))
    .map((line) => ({ place: file, text: line.replaceAll(/\$\((?:Build\.)?(\w+)\)/g, '$$$1') }));
}

/** Each once, though several pages show it. */
const OURS = [
  ...new Map(
    [...BLOCKS.flatMap(oursIn), ...PIPELINES.flatMap(scriptsOf)].map((command) => [command.text, command]),
  ).values(),
];

/** Runs a command as its reader would, in a repository and with the package's name on the path. */
async function run(text: string) {
  const image = smallImage(1);
  const upstreams = { 'quay.io': { 'acme/app': { '1': image } }, 'docker.io': { 'library/nginx': { '1.29': image } } };
  const createdAt = '2020-01-01T00:00:00Z';
  const rules = ['quay.io/acme/app', 'quay.io/acme/gone'].map((name) => ({ source: name, target: name, createdAt }));
  const { emulator, workspace } = await openScene(
    {
      upstreams,
      credentialSets: [{ name: 'docker-hub', loginServer: 'docker.io' }],
      rules: rules.map((rule, index) => ({ name: ['somebody', 'nobody'][index] ?? '', ...rule })),
    },
    { 'app.yaml': pod('nginx:1.29', 'quay.io/acme/app:1', 'contoso.azurecr.io/quay.io/acme/app:1') },
  );
  const { path: folder } = workspace;
  const bin = join(folder, '.git/bin');
  mkdirSync(bin);
  const program = (name: string, script: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  program('acr-artifact-cache', `exec '${process.execPath}' '${ROOT}dist/cli.cjs' "$@"`);
  for (const [name, script] of Object.entries(PLAYED)) program(name, script);
  mkdirSync(join(folder, 'chart'));
  cpSync(join(folder, 'app.yaml'), join(folder, 'chart/app.yaml'));
  for (const name of ['a.json', 'b.json']) writeFileSync(join(folder, name), '{ "version": 1, "uses": [] }');
  const covered = [{ source: 'quay.io/acme/app', repository: 'quay.io/acme/app' }];
  writeFileSync(join(folder, 'plan.json'), JSON.stringify({ version: 1, covered }));
  mkdirSync(join(folder, 'image-reports'));
  const variables = {
    REGISTRY: 'contoso',
    registry: 'contoso',
    ArtifactStagingDirectory: join(folder, 'image-reports'),
  };
  const child = spawn('bash', ['-eo', 'pipefail', '-c', text], {
    cwd: folder,
    env: {
      ...signedIn(emulator, join(folder, '.git')),
      ...variables,
      PATH: `${bin}:${process.env.PATH}`,
      HOME: folder,
      RUNNER_TEMP: join(folder, '.git'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, said, violations: emulator.violations };
}

/** Commands that fail by what they find, or that only a person at a terminal can answer, with what they say. */
const ENDS: readonly (readonly [RegExp, number, RegExp])[] = [
  [/policy check/, 1, /would refuse|refuse/],
  [/prune .*(?:nobody)(?!.*--yes)/, 2, /say --yes/],
];

describe('a command of the pages', () => {
  it('is found', () => {
    expect(BLOCKS.length).toBeGreaterThan(10);
    expect(OURS.length).toBeGreaterThan(12);
  });

  it.each(BLOCKS)('at $place is one that a shell takes', ({ text }) => {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it.each(BLOCKS)('at $place names scripts and files that there are', ({ text }) => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const [, name = ''] of text.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name);
    for (const [, file = ''] of text.matchAll(/\bnode ((?:scripts|dist|test)\/\S+)/g))
      expect(existsSync(file), file).toBe(true);
  });

  it.skipIf(!HAS_BUNDLE).concurrent.each(OURS)('$text runs, as $place shows it', async ({ text }) => {
    const { status, said, violations } = await run(text);
    const [, expected = 0, words = /(?:)/] = ENDS.find(([which]) => which.test(text)) ?? [];
    expect({ status, said, violations }).toEqual({
      status: expected,
      said: expect.stringMatching(words),
      violations: [],
    });
  });
});
