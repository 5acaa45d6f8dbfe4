import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod } from './scene.ts';

closeScenes();

const BROKEN = 'apiVersion: v1\nkind: Pod\nspec:\n  containers: [{image: nginx\n  - x: }\n';

describe.skipIf(!HAS_BUNDLE)('files that can not be read', () => {
  it('are warnings with file and line, and fail the step where that is asked for', async () => {
    const upstreams = { 'quay.io': { 'acme/app': {} } };
    const scene = await openScene(
      { upstreams },
      {
        'app.yaml': pod('quay.io/acme/app:1'),
        'broken.yaml': BROKEN,
        'bytes.yaml': 'to be replaced',
      },
    );
    // "é" in Latin-1.
    writeFileSync(join(scene.workspace.path, 'bytes.yaml'), Buffer.from('image: caf\u00e9\n', 'latin1'));
    const scan = { registry: '', apply: 'never' };
    const run = await scene.push(scan);
    expect(run.status).toBe(0);
    expect(run.headline).toMatchInlineSnapshot(`"⚠️ **1 public image · 2 files not read**"`);
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=broken.yaml,line=5::Images of this file may be missing from the report: read line by line: missed comma between flow collection entries",
        "::warning file=bytes.yaml,line=1::Images of this file may be missing from the report: not read: it is not UTF-8 text",
      ]
    `);
    expect(run.summary).toContain('<code>broken.yaml:5</code>');
    expect(run.summary).toContain('<code>bytes.yaml:1</code>');
    expect(run.sorted).toEqual([]);
    const strict = await scene.push({ ...scan, 'fail-when': 'unreadable' });
    expect(strict.status).toBe(1);
    expect(strict.log).toContain('::error::fail-when unreadable: 2 files not read');
  });
});
