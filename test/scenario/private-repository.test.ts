import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GitServer, publish, serveGit } from '../real/git-server.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, type Scene, secretsIn, smallImage } from './scene.ts';

/**
 * A private repository as actions/checkout leaves it with its defaults and `persist-credentials: false`: one commit, no
 * credentials, and an origin that nobody should talk to.
 */

closeScenes(afterAll);

let scene: Scene;
let server: GitServer;
let folder: string;

beforeAll(async () => {
  const upstreams = { 'quay.io': { 'acme/app': { '1': smallImage(1), '2': smallImage(2) } } };
  scene = await openScene(
    { upstreams },
    { 'app.yaml': pod('quay.io/acme/app:1', 'quay.io/acme/app:2'), 'deploy/old.yaml': pod('quay.io/acme/app:1') },
    { 'deploy/old.yaml': pod('quay.io/acme/app:1'), 'gone.yaml': pod('quay.io/acme/app:1', 'quay.io/acme/app:1') },
  );
  execFileSync('git', ['-C', scene.workspace.path, 'config', 'uploadpack.allowFilter', 'true']);
  folder = mkdtempSync(join(tmpdir(), 'private-'));
  publish(scene.workspace.path, join(folder, 'served'), 'contoso/shop');
  server = await serveGit(join(folder, 'served'), scene.emulator.github.token);
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A checkout of one commit, whose origin runs a command. */
function checkOut(name: string, ...options: readonly string[]): string {
  const workspace = join(folder, name);
  const from = `file://${scene.workspace.path}`;
  execFileSync('git', ['clone', '--quiet', ...options, from, workspace], {
    stdio: 'ignore',
  });
  const trap = `[remote "origin"]\n\turl = "ext::touch ${workspace}/ran-by-git"\n[protocol "ext"]\n\tallow = always\n`;
  execFileSync('git', ['-C', workspace, 'remote', 'remove', 'origin']);
  appendFileSync(join(workspace, '.git/config'), trap);
  return workspace;
}

async function pullRequest(workspace: string, inputs: Readonly<Record<string, string>> = {}): Promise<Run> {
  return scene.pullRequest({ apply: 'never', ...inputs }, { workspace, env: { GITHUB_SERVER_URL: server.url } });
}

describe.skipIf(!HAS_BUNDLE || process.platform === 'win32')('the base of a private repository', () => {
  it('is fetched with github-token, from where the runner says, and leaves nothing behind', async () => {
    const workspace = checkOut('shallow', '--depth=1');
    const before = execFileSync('git', ['-C', workspace, 'rev-list', '--all', '--objects'], { encoding: 'utf8' });
    const seen = server.requests.length;
    const run = await pullRequest(workspace);
    expect(run.status).toBe(0);
    expect(run.log).not.toContain("the base can't be read");
    expect(run.headline).toContain('1 new public image');
    const requests = server.requests.slice(seen);
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
    expect(existsSync(join(workspace, 'ran-by-git'))).toBe(false);
    expect(secretsIn(run.log, scene.emulator)).toEqual([]);
    const encoded = Buffer.from(`x-access-token:${scene.emulator.github.token}`).toString('base64');
    expect(run.stdout).toContain(`::add-mask::${encoded}`);
    expect(run.log).not.toContain(encoded);
    const { baseSha = '' } = scene.workspace;
    expect(existsSync(join(workspace, '.git/objects', baseSha.slice(0, 2), baseSha.slice(2)))).toBe(false);
    expect(execFileSync('git', ['-C', workspace, 'rev-list', '--all', '--objects'], { encoding: 'utf8' })).toBe(before);
    expect(readdirSync(join(workspace, '.git/objects/pack')).length).toBeLessThan(4);
  });

  it('is read below a folder too, and in a checkout in a folder of the workspace', async () => {
    const workspace = checkOut('outer/shop', '--depth=1');
    const run = await pullRequest(join(folder, 'outer'), { path: 'shop/deploy' });
    expect(run.log).not.toContain("the base can't be read");
    expect(run.headline).toContain('no new public image');
    expect(existsSync(join(workspace, 'ran-by-git'))).toBe(false);
  });

  it('is fetched whole where the clone left out files', async () => {
    const workspace = checkOut('partial', '--filter=blob:none');
    execFileSync('git', ['-C', workspace, 'config', 'extensions.partialClone', 'origin']);
    const run = await pullRequest(workspace);
    expect(run.log).not.toContain("the base can't be read");
    expect(run.headline).toContain('1 new public image');
    expect(existsSync(join(workspace, 'ran-by-git'))).toBe(false);
  });

  it('is not read with a wrong token, and the remedy names it', async () => {
    const run = await pullRequest(checkOut('refused', '--depth=1'), { 'github-token': 'wrong' });
    expect(run.log).toMatch(
      /::warning::scan: the base can't be read, so every image counts as new, and nothing of the head opens the gate: it can't be fetched: /,
    );
    expect(run.log).toContain('Let github-token read the repository (permissions: contents: read)');
    expect(run.headline).toContain('1 error · 1 warning');
  });

  it('is not another repository’s: a checkout of one says so', async () => {
    const workspace = checkOut('other', '--depth=1');
    execFileSync('git', ['-C', workspace, 'config', 'remote.origin.url', 'https://github.com/contoso/tools.git']);
    const seen = server.requests.length;
    const run = await pullRequest(workspace);
    expect(run.log).toContain('the path is in a checkout of another repository than contoso/shop');
    expect(server.requests.length).toBe(seen);
  });
});
