import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GitServer, serveGit } from '../real/git-server.ts';
import { HAS_BUNDLE } from '../scenario/harness.ts';
import { folderWith, scanned } from './command.ts';
import { HELM, KUBECTL } from './served-charts.ts';

const CAN_RUN = HAS_BUNDLE && HELM !== undefined && KUBECTL !== undefined;

let root: string;
let server: GitServer;

beforeAll(async () => {
  if (!CAN_RUN) return;
  root = mkdtempSync(join(tmpdir(), 'repositories-'));
  const folder = join(root, 'acme', 'platform');
  for (const name of ['base', 'job']) mkdirSync(join(folder, 'deploy', name), { recursive: true });
  cpSync(fileURLToPath(new URL('../fixtures/charts/cache', import.meta.url)), join(folder, 'charts/cache'), {
    recursive: true,
  });
  const pod = (image: string) =>
    `kind: Pod\napiVersion: v1\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ${image}\n`;
  writeFileSync(join(folder, 'deploy/base/pod.yaml'), pod('quay.io/acme/web:1'));
  writeFileSync(join(folder, 'deploy/base/kustomization.yaml'), 'resources: [pod.yaml, ../job]\n');
  writeFileSync(join(folder, 'deploy/job/kustomization.yaml'), 'resources: [job.yaml]\n');
  writeFileSync(join(folder, 'deploy/job/job.yaml'), pod('quay.io/acme/job:1').replace('name: web', 'name: job'));
  const git = (...words: readonly string[]) => execFileSync('git', ['-C', folder, ...words], { stdio: 'ignore' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=a');
  git('tag', 'v1.0.0');
  server = await serveGit(root);
});

afterAll(async () => {
  await server?.stop();
  if (root !== undefined) rmSync(root, { recursive: true, force: true });
});

async function scanOf(files: Readonly<Record<string, string>>) {
  const folder = folderWith(files);
  try {
    return await scanned(folder.path, '127.0.0.1');
  } finally {
    folder.close();
  }
}

describe.skipIf(!CAN_RUN)('what lies in a Git repository', () => {
  it('is rendered where it is the chart of a HelmRelease', async () => {
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: kv\nspec:\n  chart:\n    spec:\n      chart: ./charts/cache\n      sourceRef: {kind: GitRepository, name: platform}\n---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: platform\nspec:\n  url: ${server.url}/acme/platform/.git\n  ref: {tag: v1.0.0}\n`;
    const { uses, unseen } = await scanOf({ 'kv.yaml': release });
    expect(unseen).toEqual([]);
    expect(uses.map((use) => use.split(' ')[1])).toEqual([
      'docker.io/library/redis:7.2:',
      'quay.io/acme/redis-exporter:1.5',
    ]);
  });

  it('is built where it is a base of a kustomization, but for what that replaces itself', async () => {
    const base = `resources:\n  - ${server.url}/acme/platform/.git//deploy/base?ref=v1.0.0\nimages:\n  - name: quay.io/acme/job\n    newTag: "2"\n`;
    const { uses, unseen } = await scanOf({ 'kustomization.yaml': base });
    expect(unseen).toEqual([]);
    expect(uses.map((use) => use.split(' ')[1])).toEqual(['quay.io/acme/web:1:', 'quay.io/acme/job:2:']);
  });

  it('stays unseen at a reference that is not there', async () => {
    const base = `resources:\n  - ${server.url}/acme/platform/.git//deploy/base?ref=v9\n`;
    const { uses, unseen } = await scanOf({ 'kustomization.yaml': base });
    expect(uses).toEqual([]);
    expect(unseen[0]).toMatch(/can't be fetched at v9/);
  });
});
