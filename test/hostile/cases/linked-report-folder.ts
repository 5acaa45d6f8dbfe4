import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pod } from '../../scenario/scene.ts';
import type { HostileCase } from '../case.ts';

export default {
  title: 'reports are not written through a folder that is a link, and nothing is done before that is said',
  head: { 'app.yaml': pod('quay.io/acme/app:1') },
  prepare: (workspace) => {
    mkdirSync(join(workspace, '.git/elsewhere'));
    symlinkSync('.git/elsewhere', join(workspace, 'reports'));
  },
  inputs: { 'report-dir': 'reports/images' },
  event: 'push',
  expect: ({ status, log, sorted }, { workspace }) => {
    expect(readdirSync(join(workspace.path, '.git/elsewhere'))).toEqual([]);
    expect(existsSync(join(workspace.path, 'reports/images'))).toBe(false);
    expect(status).toBe(1);
    expect(log).toContain('::error::Input "report-dir": "reports" is a symbolic link of the repository');
    expect(sorted).toEqual([]);
  },
} satisfies HostileCase;
