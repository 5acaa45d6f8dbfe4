import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod } from './scene.ts';

closeScenes();

const CONTOSO = ['--registry', 'contoso'] as const;
const WRITES = /^(?:PUT|PATCH|DELETE) /;

/** A repository that has moved: one image by a rule of its own, one by a wildcard, one that the team builds; and a rule of others. */
async function movedAway() {
  const rules = [
    { name: 'web', source: 'docker.io/library/nginx', target: 'web' },
    { name: 'all-quay', source: 'quay.io/*', target: 'any/quay.io/*' },
    { name: 'others', source: 'ghcr.io/acme/tool', target: 'ghcr.io/acme/tool', createdAt: '2020-01-01T00:00:00Z' },
  ].map((rule) => ({ createdAt: new Date().toISOString(), ...rule }));
  const images = ['web:1.29', 'any/quay.io/acme/app:1', 'ours:2'].map((name) => `contoso.azurecr.io/${name}`);
  return openScene({ rules }, { 'deploy/app.yaml': pod(...images) });
}

describe.skipIf(!HAS_BUNDLE)('restore', () => {
  it('moves images back by the rules of the registry, as a patch or in the files, and writes nothing to the registry', async () => {
    const { emulator, workspace } = await movedAway();
    const where = { folder: workspace.path, emulator };
    const printed = await type(['restore', ...CONTOSO], where);
    expect(printed.status).toBe(0);
    expect(printed.stderr).toBe(
      'warning: deploy/app.yaml:9: contoso.azurecr.io/ours:2 is left: no cache rule is known for it\n2 uses in the patch, 1 left\n',
    );
    expect(printed.requests).toEqual(['GET arm cacheRules', 'GET arm registry', 'GET arm resources']);
    execFileSync('git', ['-C', workspace.path, 'apply', '-'], { input: printed.stdout });
    const restored = pod('docker.io/library/nginx:1.29', 'quay.io/acme/app:1', 'contoso.azurecr.io/ours:2');
    expect(readFileSync(join(workspace.path, 'deploy/app.yaml'), 'utf8')).toBe(restored);

    execFileSync('git', ['-C', workspace.path, 'checkout', '--quiet', '--', '.']);
    const written = await type(['restore', ...CONTOSO, '--write'], where);
    expect([written.status, written.stdout]).toEqual([0, '']);
    expect(readFileSync(join(workspace.path, 'deploy/app.yaml'), 'utf8')).toBe(restored);
  });

  it('undoes a rewrite without any network', async () => {
    const { workspace } = await openScene(
      {},
      { 'app.yaml': pod('docker.io/library/nginx:1.29', 'quay.io/acme/app:1') },
    );
    const { path: folder, head } = workspace;
    const file = join(folder, 'app.yaml');
    const template = ['--target', 'mirror/{registry}/{repository}', '--targets', 'quay.io/acme/app=apps/acme'];
    expect((await type(['rewrite', ...CONTOSO, ...template, '--write'], { folder })).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(
      pod('contoso.azurecr.io/mirror/docker.io/library/nginx:1.29', 'contoso.azurecr.io/apps/acme:1'),
    );
    const typed = await type(['restore', ...CONTOSO, ...template, '--offline', '--write'], { folder });
    expect([typed.status, typed.stderr]).toEqual([0, '2 uses moved back, 0 left\n']);
    expect(readFileSync(file, 'utf8')).toBe(head['app.yaml']);
  });

  it('says how to go on where the registry can not be asked', async () => {
    const { workspace } = await movedAway();
    const typed = await type(['restore', ...CONTOSO], { folder: workspace.path });
    expect([typed.status, typed.stdout]).toEqual([2, '']);
    expect(typed.stderr).toMatch(
      /^error: .* Or give --offline, to go by target, targets and wildcard-target alone\.\n$/,
    );
  });
});

describe.skipIf(!HAS_BUNDLE)('prune', () => {
  it('takes away what nothing uses, all at once, once it is old enough and said twice', async () => {
    const { emulator, workspace } = await movedAway();
    const where = { folder: workspace.path, emulator };
    const young = await type(['prune', ...CONTOSO, '--unused', '--min-age', '100000', '--yes'], where);
    expect([young.status, young.stdout]).toEqual([2, '']);
    expect(young.stderr).toContain('is no number of days');
    const none = await type(['prune', ...CONTOSO, '--unused', '--min-age', '90000', '--yes'], where);
    expect([none.status, none.stdout]).toEqual([0, 'No rule is deleted.\n']);
    const unasked = await type(['prune', ...CONTOSO, '--unused'], where);
    expect([unasked.status, unasked.requests.filter((line) => WRITES.test(line))]).toEqual([2, []]);
    const both = await type(['prune', ...CONTOSO, '--unused', 'web'], where);
    expect(both.stderr).toBe('error: Give either the names of rules or --unused, which means all that are listed.\n');
    const used = await type(['prune', ...CONTOSO, 'web', '--yes'], where);
    expect(used.stderr).toBe('error: Rule web is used here, or younger than --min-age; it is not deleted.\n');
    const done = await type(['prune', ...CONTOSO, '--unused', '--min-age', '30', '--yes'], where);
    expect([done.status, done.requests.filter((line) => WRITES.test(line))]).toEqual([
      0,
      ['DELETE arm cacheRules/others'],
    ]);
  });

  it('keeps what another repository uses, by its inventory', async () => {
    const { emulator, workspace } = await movedAway();
    const where = { folder: workspace.path, emulator };
    const other = join(workspace.path, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'tool.yaml'), pod('contoso.azurecr.io/ghcr.io/acme/tool:1'));
    const inventory = await type(['scan', 'other', '--json', ...CONTOSO], { folder: workspace.path });
    writeFileSync(join(workspace.path, 'other.json'), inventory.stdout);
    execFileSync('rm', ['-r', other]);
    const listed = await type(['prune', ...CONTOSO, '--inventory', 'other.json'], where);
    expect([listed.status, listed.stdout]).toEqual([
      0,
      '0 rules that nothing in this scan and 1 inventory uses; others may.\n',
    ]);
  });

  it('of a repository that leaves takes every rule that nothing is pulled through any more', async () => {
    const { emulator, workspace } = await movedAway();
    const where = { folder: workspace.path, emulator };
    const before = await type(['prune', ...CONTOSO, '--leaving'], where);
    expect(before.stdout).toContain('1 rule that nothing');
    expect((await type(['restore', ...CONTOSO, '--write'], where)).status).toBe(0);
    // The rules still serve what the manifests name, were they rewritten again.
    expect((await type(['prune', ...CONTOSO], where)).stdout).toContain('1 rule that nothing');
    const gone = await type(['prune', ...CONTOSO, '--leaving', '--unused', '--yes'], where);
    expect(gone.status).toBe(0);
    expect(emulator.rules()).toEqual([]);
  });
});
