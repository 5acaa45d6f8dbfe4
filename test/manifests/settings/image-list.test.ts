import { describe, expect, it } from 'vitest';
import { found } from '../found.ts';
import { expectRewritable } from '../manifest-table.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const LIST = `# of the release\n\nnginx:1.27\n  quay.io/a/b:1  \nx/y@${DIGEST}\n`;

describe('lists of images', () => {
  it.each(['longhorn-images.txt', 'a/image-list.txt', 'rancher-images-all.txt', 'images.list'])('reads %s', (path) => {
    const expected = [
      '3:1 nginx:1.27 → docker.io/library/nginx:1.27 (other, whole)',
      '4:3 quay.io/a/b:1 → quay.io/a/b:1 (other, whole)',
      `5:1 x/y@${DIGEST} → docker.io/x/y@${DIGEST} (other, whole)`,
    ];
    expect(found(LIST, path)).toEqual(expected);
    expect(found(`\uFEFF${LIST.replaceAll('\n', '\r\n')}`, path)).toEqual(expected);
    expectRewritable({ [path]: LIST });
  });

  it.each([
    ['another line', `${LIST}and more\n`],
    ['a name without a version', `${LIST}x/y\n`],
    ['words with colons', 'cat:1\ndog:2\n'],
    ['digests', `${DIGEST}\n${DIGEST}\n`],
    ['file names', 'images/a.png\nimages/b.png\n'],
    ['nothing', '# x/y:1\n'],
  ])('a file with %s is none', (_name, text) => {
    expect(found(text, 'images.txt')).toEqual([]);
  });

  it('reads no file of another name', () => {
    expect(found(LIST, 'requirements.txt')).toEqual([]);
  });
});
