import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, DISPATCH, openScene, pod, type Run, SCHEDULE, type Scene, smallImage } from './scene.ts';

/** An earlier report is evidence only where nobody but an earlier run can have written it. */

closeScenes(afterAll);

const CLEAN = smallImage(1);
const VULNERABLE = smallImage(2);
const PLATFORM = 'linux/amd64';

const scannedAt = new Date(Date.now() - 3_600_000).toISOString();
const scans = {
  [CLEAN.platforms[PLATFORM] ?? '']: { scannedAt, findings: [] },
  [VULNERABLE.platforms[PLATFORM] ?? '']: {
    scannedAt,
    findings: [{ cve: 'CVE-2026-0001', package: 'openssl', severity: 'High', installed: '3.0.11', fixedIn: '3.0.15' }],
  },
} as const;

/** A report that says of the vulnerable image that its platform is the clean image's. */
const FORGED = JSON.stringify({
  version: 1,
  stored: {
    'quay.io/acme/app:2': {
      digest: VULNERABLE.digest,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      isIndex: true,
      platforms: [{ platform: PLATFORM, digest: CLEAN.platforms[PLATFORM] }],
      missing: [],
      wanted: [PLATFORM],
      contents: [],
    },
  },
});

let scene: Scene;

/** The registry has stored both images before. */
beforeAll(async () => {
  const upstreams = { 'quay.io': { 'acme/app': { '1': CLEAN, '2': VULNERABLE } } };
  const rules = [{ source: 'quay.io/acme/app', target: 'quay.io/acme/app' }];
  const head = { 'app.yaml': pod('quay.io/acme/app:1', 'quay.io/acme/app:2'), 'tracked/report.json': FORGED };
  scene = await openScene({ upstreams, rules, scans }, head);
  const first = await scene.push({ 'fail-on': 'high' });
  expect(first.outputs).toMatchObject({ verdict: 'failed', warmed: '2' });
});

function gate(folder: string) {
  return { 'fail-on': 'high', 'report-dir': folder };
}

function reportFolder(name: string): string {
  const folder = join(scene.workspace.path, name);
  mkdirSync(folder);
  return folder;
}

describe.skipIf(!HAS_BUNDLE)('a report that the repository brings', () => {
  it('does not open the gate of a pull request', async () => {
    const run = await scene.pullRequest(gate('tracked'));
    expect([run.status, run.outputs.verdict]).toEqual([1, 'failed']);
  });

  it('does not open the gate where earlier reports count', async () => {
    execFileSync('git', ['-C', scene.workspace.path, 'checkout', '--quiet', '--', '.']);
    const run = await scene.run(SCHEDULE, gate('tracked'));
    expect([run.status, run.outputs.verdict]).toEqual([1, 'failed']);
    expect(run.log).toMatch(
      /::warning::\S+tracked\/report\.json is tracked by git, so it is no report of an earlier run/,
    );
  });

  it('does not open the gate where it is reached through a link', async () => {
    const forged = join(scene.workspace.path, '.git/forged.json');
    writeFileSync(forged, FORGED);
    symlinkSync(forged, join(reportFolder('linked'), 'report.json'));
    const run = await scene.run(DISPATCH, gate('linked'));
    expect([run.status, run.outputs.verdict]).toEqual([1, 'failed']);
    expect(run.log).toContain('report.json is a symbolic link, so it is no report of an earlier run');
    expect(readFileSync(forged, 'utf8')).toBe(FORGED);
  });

  it('is not believed on what the index says that the registry serves, whoever wrote it; nor read on a push', async () => {
    writeFileSync(join(reportFolder('untracked'), 'report.json'), FORGED);
    const run = await scene.run(SCHEDULE, gate('untracked'));
    expect([run.status, run.outputs.verdict]).toEqual([1, 'failed']);
    const { stored } = JSON.parse(run.reports.report ?? '{}');
    const platforms = [{ platform: PLATFORM, digest: VULNERABLE.platforms[PLATFORM] }];
    expect(stored['quay.io/acme/app:2'].platforms).toEqual(platforms);
    const pulled = async (again: Promise<Run>) =>
      (await again).sorted.filter((line) => line.includes('_manifests/sha256:')).length;
    expect(await pulled(scene.run(SCHEDULE, gate('untracked')))).toBe(0);
    expect(await pulled(scene.push(gate('untracked')))).toBeGreaterThan(0);
  });
});
