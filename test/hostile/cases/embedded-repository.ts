import { existsSync } from 'node:fs';
import { expect } from 'vitest';
import { pod } from '../../scenario/scene.ts';
import type { HostileCase } from '../case.ts';

export default {
  title: 'a folder that says of itself that it is a repository has no command run',
  head: {
    'deploy/app.yaml': pod('quay.io/acme/app:1'),
    'deploy/HEAD': 'ref: refs/heads/main\n',
    'deploy/objects/keep': '',
    'deploy/refs/keep': '',
    'deploy/config': `[core]\nrepositoryFormatVersion = 0\nbare = false\nworktree = .\nfsmonitor = "touch ../ran-by-git #"\n`,
  },
  inputs: { path: 'deploy' },
  expect: ({ status, reports }, { workspace }) => {
    expect(existsSync(`${workspace.path}/ran-by-git`)).toBe(false);
    expect(status).toBe(0);
    expect(reports.inventory).toContain('quay.io/acme/app:1');
  },
} satisfies HostileCase;
