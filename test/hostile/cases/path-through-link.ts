import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pod } from '../../scenario/scene.ts';
import type { HostileCase } from '../case.ts';

export default {
  title: 'a path that leads through a link of the tree is refused',
  head: { 'app.yaml': pod('quay.io/acme/app:1') },
  prepare: (workspace) => {
    const outside = `${workspace}-outside`;
    mkdirSync(join(outside, 'inner'), { recursive: true });
    writeFileSync(join(outside, 'inner/secret.yaml'), pod('quay.io/acme/secret:1'));
    symlinkSync(outside, join(workspace, 'deploy'));
  },
  inputs: { path: 'deploy/inner' },
  expect: ({ status, log, stdout }) => {
    expect(stdout).not.toContain('secret');
    expect(status).toBe(1);
    expect(log).toContain(
      '::error::Input "path": "deploy/inner" leads through "deploy", which is a symbolic link and is not followed.',
    );
  },
} satisfies HostileCase;
