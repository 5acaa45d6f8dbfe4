import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { pins, workflowFaults } from './workflow-laws.ts';

const files = ['.github/workflows', 'examples/workflows'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .map((name) => join(folder, name)),
);

describe('the workflows that we run and those that we show', () => {
  test.each(files)('%s is one that GitHub takes, with pinned actions and no more rights than said', async (path) => {
    expect(await workflowFaults(path, readFileSync(path, 'utf8'), path.startsWith('examples/'))).toEqual([]);
  });

  test('one version of an action is one commit in all of them', () => {
    const commits = new Map<string, string>();
    for (const [version, commit] of files.flatMap((path) => pins(readFileSync(path, 'utf8'))))
      expect(commits.set(version, commits.get(version) ?? commit).get(version)).toBe(commit);
    expect([...commits.keys()]).toContain('github/codeql-action v4.36.2');
  });

  test('a job that may write to the repository runs nothing of it', () => {
    const writing = files.flatMap((path) => {
      const [top = '', ...jobs] = readFileSync(path, 'utf8').split(/^ {2}(?=[\w-]+:$)/m);
      expect(top).not.toMatch(/contents: write|write-all/);
      return jobs.filter((job) => /contents: write|write-all/.test(job)).map((job) => [path, job] as const);
    });
    expect(writing.map(([path, job]) => `${path} ${job.slice(0, job.indexOf(':'))}`)).toEqual([
      '.github/workflows/dependabot.yml commit',
      '.github/workflows/release.yml draft',
      '.github/workflows/release.yml publish',
      'examples/workflows/move-images.yml propose',
    ]);
    const withoutComments = (job: string) => job.replaceAll(/^ *#.*$/gm, '');
    for (const [path, job] of writing) {
      if (path.startsWith('.github/')) expect(withoutComments(job)).not.toMatch(/npm|node|dist\/|uses: \.\//);
    }
  });

  test('nobody publishes but a job that the environment lets through', () => {
    const jobs = readFileSync('.github/workflows/release.yml', 'utf8').split(/^ {2}(?=[\w-]+:$)/m);
    const publishing = jobs.filter((job) => /npm publish|--draft=false|refs\/tags/.test(job));
    expect(publishing.map((job) => job.slice(0, job.indexOf(':')))).toEqual(['publish', 'npm']);
    for (const job of publishing) expect(job).toContain('environment: release');
  });

  test('the example that proposes moves runs the command alone, and signs in nowhere', () => {
    const [prepare = '', propose = ''] = readFileSync('examples/workflows/move-images.yml', 'utf8').split(
      /^ {2}propose:$/m,
    );
    expect(prepare).not.toContain('contents: write');
    expect(propose).not.toMatch(/id-token|uses: \.\//);
    expect([...propose.matchAll(/run: (\S+ \S+)/g)].map(([, program]) => program)).toEqual([
      'node command/dist/cli.cjs',
    ]);
  });
});

test('updates wait a week before they are proposed', () => {
  expect(load(readFileSync('.github/dependabot.yml', 'utf8'))).toMatchObject({
    version: 2,
    updates: [
      { 'package-ecosystem': 'npm', cooldown: { 'default-days': 7 } },
      { 'package-ecosystem': 'github-actions', cooldown: { 'default-days': 7 } },
    ],
  });
});

describe('a workflow that is not wanted is told of', () => {
  const good = `on: push
permissions: {}
jobs:
  one:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@${'0'.repeat(40)} # v5.0.0
        with:
          persist-credentials: false
      - run: echo one
`;
  test.each<readonly [what: string, from: string, to: string, fault: string]>([
    [
      'a key that GitHub does not know',
      'timeout-minutes: 5',
      'timeout-minutes: 5\n    time: 5',
      "Unexpected value 'time'",
    ],
    ['an expression that does not parse', 'echo one', `echo \${{ github.( }}`, 'Unexpected symbol'],
    ['rights that are left to the default', 'permissions: {}\n', '', 'permissions are not set at the top'],
    ['a tag', `@${'0'.repeat(40)} # v5.0.0`, '@v5', 'actions/checkout@v5 is not pinned'],
    ['a commit with no version', ' # v5.0.0', '', 'is not pinned by a commit, with its version'],
    [
      'this action with a placeholder, in a workflow of ours',
      'run: echo one',
      'uses: OWNER/acr-artifact-cache@COMMIT',
      'is not pinned',
    ],
    ['a token that stays', 'persist-credentials: false', 'fetch-depth: 0', 'job one leaves a token in the checkout'],
    ['a job without an end', '    timeout-minutes: 5\n', '', 'job one has no timeout-minutes'],
    [
      'an expression in a script',
      'echo one',
      `echo \${{ github.head_ref }}`,
      'job one puts an expression into a script',
    ],
    [
      'a trigger with the rights of the base',
      'on: push',
      'on: [push, pull_request_target]',
      'runs on pull_request_target',
    ],
    ['a checkout in a run with the rights of the base', 'on: push', 'on: [push, workflow_run]', 'runs on workflow_run'],
  ])('%s', async (_, from, to, fault) => {
    expect(await workflowFaults('good.yml', good)).toEqual([]);
    const faults = await workflowFaults('bad.yml', good.replace(from, to));
    expect(faults.join('\n')).toContain(fault);
  });
});
