import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pod } from '../../scenario/scene.ts';
import type { HostileCase } from '../case.ts';

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`;

export default {
  title:
    'links that kubectl would follow, submodules and pointers of Git LFS are told of, links to what is read are not',
  head: {
    'deploy/app.yaml': pod('quay.io/acme/app:1'),
    'deploy/vendored.txt': pod('quay.io/acme/hidden:1'),
    'deploy/large.yaml': POINTER,
  },
  prepare: (workspace) => {
    const outside = `${workspace}-outside`;
    mkdirSync(outside);
    writeFileSync(join(outside, 'secret.yaml'), pod('quay.io/acme/secret:1'));
    const link = (target: string, name: string) => symlinkSync(target, join(workspace, 'deploy', name));
    link('app.yaml', 'again.yaml');
    link('.', 'itself');
    link('nowhere.yaml', 'dangling.yaml');
    link('vendored.txt', 'by-another-name.yaml');
    link(join(outside, 'secret.yaml'), 'linked.yaml');
    link(outside, 'folder');
    link(join(outside, 'secret.yaml'), 'no-manifest.png');
    mkdirSync(join(workspace, 'deploy/many'));
    for (let place = 10; place < 30; place++) link(join(outside, 'secret.yaml'), `many/${place}.yaml`);
    const git = (...words: readonly string[]) => execFileSync('git', ['-C', workspace, ...words]);
    git('add', '--all');
    git('update-index', '--add', '--cacheinfo', `160000,${'b'.repeat(40)},deploy/module`);
  },
  expect: ({ status, reports, headline, summary, annotations }, { workspace }) => {
    expect(status).toBe(0);
    expect(`${reports.inventory}${reports.report}`).not.toContain('acme/secret');
    const { uses, warnings, unseen } = JSON.parse(reports.inventory ?? '{}');
    expect(uses).toHaveLength(1);
    const secret = `${workspace.path}-outside/secret.yaml`;
    const unread = 'which is not among the files that are read';
    expect(warnings).toEqual([
      {
        file: 'deploy/by-another-name.yaml',
        line: 1,
        reason: `not read: a symbolic link to deploy/vendored.txt, ${unread}`,
      },
      { file: 'deploy/folder', line: 1, reason: `not read: a symbolic link to ${workspace.path}-outside, ${unread}` },
      { file: 'deploy/large.yaml', line: 1, reason: expect.stringContaining('a pointer to Git LFS') },
      { file: 'deploy/linked.yaml', line: 1, reason: `not read: a symbolic link to ${secret}, ${unread}` },
      ...[10, 11, 12, 13, 14, 15].map((place) => ({
        file: `deploy/many/${place}.yaml`,
        line: 1,
        reason: `not read: a symbolic link to ${secret}, ${unread}`,
      })),
      { file: 'deploy/many/16.yaml', line: 1, reason: 'not read: a symbolic link, as are 13 more' },
    ]);
    expect(unseen).toEqual([
      {
        ...{ type: 'submodule', file: 'deploy/module', line: 1, source: 'submodule deploy/module' },
        remedy: expect.any(String),
      },
    ]);
    expect(headline).toContain('11 files not read');
    expect(summary).toContain('submodule deploy/module');
    expect(annotations.some((line) => line.startsWith('::warning file=deploy/linked.yaml,line=1::'))).toBe(true);
  },
} satisfies HostileCase;
