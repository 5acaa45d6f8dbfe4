import { expect } from 'vitest';
import { pod } from '../../scenario/scene.ts';
import type { HostileCase } from '../case.ts';

export default {
  title: 'a path that leads out of the workspace is refused, whatever is there',
  head: { 'app.yaml': pod('quay.io/acme/app:1') },
  inputs: { path: '..' },
  event: 'push',
  expect: ({ status, log, sorted, reports }) => {
    expect(status).toBe(1);
    expect(log).toMatch(
      /^::error::Input "path": ".." leads out of the workspace \S+\. Name a file or folder that is in it\.$/m,
    );
    expect(sorted).toEqual([]);
    expect(reports).toEqual({});
  },
} satisfies HostileCase;
