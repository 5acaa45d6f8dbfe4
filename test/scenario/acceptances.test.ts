import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, type Scene, smallImage } from './scene.ts';
import { pullRequestPayload } from './workspace.ts';

closeScenes(afterAll);

/** Git has it without anybody making it. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const IMAGE = smallImage(1);
const entry = (until: string, more = '') =>
  `accept:\n  - cve: CVE-2026-0001\n    reason: the module is not loaded\n    until: ${until}\n    by: jo@example.com\n${more}`;
const ACCEPTED = entry('2099-12-31', '    image: quay.io/acme/*\n    package: OpenSSL\n');
const BASE = {
  '.github/accepted.yaml': ACCEPTED,
  '.github/over.yaml': entry('2026-01-31'),
  '.github/mended.yaml': 'accept: [',
};
const HEAD = {
  ...BASE,
  '.github/brought.yml': ACCEPTED,
  '.github/broken.yaml': `${entry('2099-12-31')}    untill: 2099-12-31\n`,
  '.github/mended.yaml': ACCEPTED,
  'deploy/dev/app.yaml': pod('quay.io/acme/app:1'),
  'deploy/prod/app.yaml': pod('quay.io/acme/app:1'),
};

describe.skipIf(!HAS_BUNDLE)('accepted findings and exempt files', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene(
      {
        upstreams: { 'quay.io': { 'acme/app': { '1': IMAGE } } },
        rules: [{ source: 'quay.io/acme/app', target: 'quay.io/acme/app' }],
        scans: {
          [IMAGE.platforms['linux/amd64'] ?? '']: {
            scannedAt: new Date(Date.now() - 3_600_000).toISOString(),
            findings: [{ cve: 'CVE-2026-0001', package: 'openssl', severity: 'High', installed: '3.0.11' }],
          },
        },
      },
      HEAD,
      BASE,
    );
  });
  const told = ({ status, outputs, headline }: Run) => [status, outputs.verdict, /gate [^*]*/.exec(headline)?.[0]];
  const FAILED = [1, 'failed', 'gate failed: 1 finding of high severity or above in 1 of 1 image'];
  const PASSED = [0, 'passed', 'gate passed: no finding of high severity or above in 1 image'];
  const gated = { 'fail-on': 'high', review: 'annotations' };

  it('a file that the base has lets its findings pass, and summary and log say who accepted what and why', async () => {
    const run = await scene.pullRequest({ ...gated, 'accept-findings': '.github/accepted.yaml' });
    expect(told(run)).toEqual(PASSED);
    const text =
      'CVE-2026-0001 in OpenSSL of quay.io/acme/* until 2099-12-31, by jo@example.com: the module is not loaded';
    expect(run.log).toContain(`::group::Accepted findings\n${text} (.github/accepted.yaml:2)\n::endgroup::`);
    expect(run.summary).toContain('<summary>Accepted findings: 1</summary>');
    expect(run.summary).toMatch(
      /2099-12-31 \| the module is not loaded \| jo.*example\.com \| <code>.github\/accepted.yaml:2/,
    );
  });

  it('a file that only the pull request has accepts nothing, and is said to count once it is merged', async () => {
    const run = await scene.pullRequest({ ...gated, 'accept-findings': '.github/brought.yml' });
    expect(told(run)).toEqual(FAILED);
    expect(run.log).toContain('::warning::No finding is accepted: .github/brought.yml is read as the base has it');
  });

  it('a file that the base has taken back since accepts nothing, whatever commit the head began at', async () => {
    const { workspace } = scene;
    const names = [
      'GIT_AUTHOR_NAME=a',
      'GIT_AUTHOR_EMAIL=a@example.com',
      'GIT_COMMITTER_NAME=a',
      'GIT_COMMITTER_EMAIL=a@example.com',
    ];
    const line = [
      ...names,
      'git',
      '-C',
      workspace.path,
      'commit-tree',
      EMPTY_TREE,
      '-p',
      workspace.baseSha ?? '',
      '-m',
      'taken back',
    ];
    const baseSha = execFileSync('env', line, { encoding: 'utf8' }).trim();
    const payload = pullRequestPayload({ ...workspace, baseSha });
    const run = await scene.run(
      { name: 'pull_request', payload },
      { ...gated, 'accept-findings': '.github/accepted.yaml' },
    );
    expect(told(run)).toEqual(FAILED);
    expect(run.log).toContain('::warning::No finding is accepted: .github/accepted.yaml is read as the base has it');
  });

  it('a file of the base that is broken accepts nothing, so that a pull request can mend it', async () => {
    const run = await scene.pullRequest({ ...gated, 'accept-findings': '.github/mended.yaml' });
    expect(told(run)).toEqual(FAILED);
    expect(run.log).toContain('it can\'t be understood there: Input "accept-findings": .github/mended.yaml:');
  });

  it('a file that the pull request breaks ends the run at its line, before anything is asked', async () => {
    const run = await scene.pullRequest({ ...gated, 'accept-findings': '.github/broken.yaml' });
    expect([run.status, run.sorted]).toEqual([1, []]);
    expect(run.log).toBe(
      '::error::Input "accept-findings": .github/broken.yaml:6: "untill" is no key that is known here. Allowed: cve, image, package, reason, until, by.',
    );
  });

  it('an acceptance whose day is over counts again, in summary, log and annotation', async () => {
    const run = await scene.pullRequest({ ...gated, 'accept-findings': '.github/over.yaml' });
    expect(told(run)).toEqual(FAILED);
    expect(run.summary).toContain('<summary>Acceptances that are over: what they named counts again</summary>');
    expect(run.log).toContain(
      '::warning::Accepted findings whose day is over count again: CVE-2026-0001 on 2026-01-31 (.github/over.yaml:2).',
    );
    expect(run.annotations.join('\n')).toContain('accepted until 2026-01-31, which is over)');
  });

  it('on a push the commit itself decides; words of inputs are taken whatever their case', async () => {
    const run = await scene.push({ 'fail-on': 'HIGH', 'accept-findings': '.github/brought.yml' });
    expect(told(run)).toEqual(PASSED);
  });

  it.each(['pull_request_target', 'merge_group', 'workflow_run'])(
    'on %s the tree that is here decides nothing',
    async (name) => {
      const payload = pullRequestPayload(scene.workspace);
      const run = await scene.run({ name, payload }, { ...gated, 'accept-findings': '.github/brought.yml' });
      expect(run.log).toContain('::warning::No finding is accepted: .github/brought.yml is read as the base has it');
      expect(run.outputs.verdict).not.toBe('passed');
    },
  );

  it('exempt paths are seen from the root whatever path is, and a file of theirs gets no annotation', async () => {
    const exempt = { ...gated, path: 'deploy', 'exempt-paths': 'deploy/dev/**' };
    const both = await scene.pullRequest(exempt);
    expect(told(both)).toEqual(FAILED);
    expect(both.annotations.filter((line) => line.startsWith('::error'))).toEqual([
      expect.stringContaining('::error file=deploy/prod/app.yaml,'),
    ]);
    const dev = await scene.pullRequest({ ...exempt, path: 'deploy/dev' });
    expect(told(dev)).toEqual([0, 'nothing judged: 1 exempt', 'gate nothing judged: 1 exempt, of 1 image']);
    expect(dev.annotations.join()).not.toContain('::error');
  });
});
