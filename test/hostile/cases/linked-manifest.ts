import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pod } from '../../scenario/scene.ts';
import type { HostileCase } from '../case.ts';

export default {
  title: 'a manifest that is a link to a file outside of the repository is not read, and fails who wants all read',
  head: { 'app.yaml': pod('quay.io/acme/app:1') },
  prepare: (workspace) => {
    const outside = `${workspace}-outside.yaml`;
    writeFileSync(outside, pod('quay.io/acme/secret:1'));
    symlinkSync(outside, join(workspace, 'linked.yaml'));
    symlinkSync('app.yaml', join(workspace, 'again.yaml'));
  },
  inputs: { 'fail-when': 'unreadable' },
  expect: ({ status, reports, log, summary }) => {
    expect(reports.inventory).toContain('quay.io/acme/app:1');
    expect(`${reports.inventory}${reports.report}${summary}`).not.toContain('acme/secret');
    expect(status).toBe(1);
    expect(log).toContain('::error::fail-when unreadable: 1 file not read');
  },
} satisfies HostileCase;
