import { describe, expect, it } from 'vitest';
import { expectRewritable, placesOf, scanTexts } from '../manifest-table.ts';

describe('values below a folder of that name', () => {
  it.each(['values/prod/web.yaml', 'values/web.yaml', 'envs/values/a/b/c.yml'])('%s', (path) => {
    const files = { [path]: 'initContainers:\n  - name: wait\n    image: busybox:1.36\n' };
    expect(placesOf(scanTexts(files), files)).toEqual(['3:12 busybox:1.36 → docker.io/library/busybox:1.36']);
    expectRewritable(files);
  });
});
