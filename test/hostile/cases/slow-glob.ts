import { expect } from 'vitest';
import { pod } from '../../scenario/scene.ts';
import type { HostileCase } from '../case.ts';

export default {
  title: "a stranger's long file names do not slow a glob with many stars down",
  head: {
    'app.yaml': pod('quay.io/acme/app:1'),
    [`${'a'.repeat(240)}.yaml`]: pod('quay.io/acme/long:1'),
    [`${'a/'.repeat(60)}a.yaml`]: pod('quay.io/acme/deep:1'),
  },
  inputs: {
    exclude: '*a*a*a*a*a*a*a*a*a*a*a*a*b\n**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b',
    'denied-images': '**/*a*a*a*a*a*a*a*a*a*a*a*b',
  },
  expect: ({ status, reports }) => {
    expect(status).toBe(0);
    for (const name of ['app', 'long', 'deep']) expect(reports.inventory).toContain(`quay.io/acme/${name}:1`);
  },
} satisfies HostileCase;
