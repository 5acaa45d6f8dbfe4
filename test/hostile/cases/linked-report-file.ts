import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pod } from '../../scenario/scene.ts';
import type { HostileCase } from '../case.ts';

export default {
  title: 'a report that is a link is replaced, and what it leads to stays as it was',
  head: { 'app.yaml': pod('quay.io/acme/app:1'), 'precious.txt': 'precious\n' },
  prepare: (workspace) => {
    mkdirSync(join(workspace, 'image-reports'));
    symlinkSync('../precious.txt', join(workspace, 'image-reports/report.json'));
    writeFileSync(join(workspace, 'image-reports/inventory.json'), 'an older one');
  },
  inputs: { 'report-dir': 'image-reports' },
  expect: ({ status, reports }, { workspace }) => {
    expect(readFileSync(join(workspace.path, 'precious.txt'), 'utf8')).toBe('precious\n');
    expect(status).toBe(0);
    const report = join(workspace.path, 'image-reports/report.json');
    expect(lstatSync(report).isSymbolicLink()).toBe(false);
    expect(reports.report).toContain('"version": 1');
    expect(reports.inventory).toContain('quay.io/acme/app:1');
  },
} satisfies HostileCase;
