import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { interpreterOf } from '../../../src/manifests/shell/shebang.ts';
import { MAX_FILE_BYTES, scanFiles, scanTree } from '../../../src/manifests/tree.ts';
import { expectRewritable } from '../manifest-table.ts';

describe('the first line of a script', () => {
  it.each([
    ['#!/bin/sh\n', 'shell'],
    ['#!/usr/bin/env bash\r\n', 'shell'],
    ['#! /bin/dash -eu', 'shell'],
    ['#!/bin/ash\n', 'shell'],
    ['#!/usr/local/bin/ksh93\n', 'shell'],
    ['#!/usr/bin/env -S A=b zsh -e\n', 'shell'],
    ['#!/bin/busybox sh\n', 'shell'],
    ['\uFEFF#!/usr/bin/env pwsh\n', 'powershell'],
    ['#!/usr/bin/env python3\n', undefined],
    ['#!/usr/bin/fish\n', undefined],
    ['#!/usr/bin/env bash-language-server\n', undefined],
    ['# !/bin/sh\n', undefined],
    ['\n#!/bin/sh\n', undefined],
    [`#!/${' a'.repeat(5_000_000)}`, undefined],
    [`#!/usr/bin/env ${'-a '.repeat(3_000_000)}`, undefined],
  ])('%.40j', (beginning, expected) => {
    expect(interpreterOf(beginning)).toBe(expected);
  });
});

describe('scripts without an extension', () => {
  const root = mkdtempSync(join(tmpdir(), 'acr-artifact-cache-shebang-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const script = (image: string) => `#!/bin/sh\nset -e\ndocker run ${image}\n`;
  const files = {
    'bin/start': script('x/a:1'),
    '.husky/pre-push': script('x/b:1').replace('#!/bin/sh', '#!/usr/bin/env -S bash -e'),
    'hack/windows': "#!/usr/bin/env pwsh\ndocker run `\n  'x/c:1'\n",
    Makefile: `#!/usr/bin/make -f\na:\n\tdocker run x/d:1\n`,
    LICENSE: 'docker run x/none:1\n',
    'hack/python': '#!/usr/bin/env python3\ndocker run x/none:2\n',
    'notes.text': script('x/none:3'),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const tree = { root, include: [], exclude: [], git: false };
  const images = ['docker.io/x/b:1', 'docker.io/x/d:1', 'docker.io/x/a:1', 'docker.io/x/c:1'];

  it('are read by their first line, on the disk and from git', async () => {
    expect(scanTree(tree).uses.map(({ image }) => image)).toEqual(images);
    const blobs = Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
    const scan = await scanFiles(blobs);
    expect(scan.uses.map(({ image }) => image)).toEqual(images);
    expect(scan.filesRead).toBe(4);
    expectRewritable(files);
  });

  it('of other sorts, of any size, are not read and not told of', async () => {
    writeFileSync(join(root, 'program'), Buffer.from([0x7f, 0x45, 0xff, 0xfe, 0]));
    writeFileSync(join(root, 'data'), 'a');
    truncateSync(join(root, 'data'), MAX_FILE_BYTES * 8);
    writeFileSync(join(root, 'nothing'), '');
    symlinkSync('bin/start', join(root, 'link'));
    symlinkSync('bin', join(root, 'folder'));
    const { uses, warnings, filesRead } = scanTree(tree);
    expect(uses.map(({ image }) => image)).toEqual(images);
    expect(warnings).toEqual([]);
    expect(filesRead).toBe(4);
    const git = await scanFiles([{ path: 'program', bytes: Buffer.from([0x7f, 0xff, 0xfe]) }]);
    expect(git).toMatchObject({ warnings: [], filesRead: 0 });
  });

  it('that are too large or no text are told of, as others are', () => {
    writeFileSync(join(root, 'large'), script('x/e:1'));
    truncateSync(join(root, 'large'), MAX_FILE_BYTES + 1);
    writeFileSync(join(root, 'latin'), Buffer.from(script('x/f:1 \xe9'), 'latin1'));
    const { warnings } = scanTree({ ...tree, include: ['large', 'latin'] });
    expect(warnings.map(({ file, reason }) => `${file} ${reason}`)).toEqual([
      'large not read: larger than 32 MiB',
      'latin not read: it is not UTF-8 text',
    ]);
  });

  it('are narrowed by globs, and read alone whatever they are', () => {
    expect(scanTree({ ...tree, include: ['bin/**'] }).uses.map(({ image }) => image)).toEqual(['docker.io/x/a:1']);
    expect(scanTree({ ...tree, exclude: ['**'] }).filesRead).toBe(0);
    expect(scanTree({ ...tree, root: join(root, 'bin/start') }).uses).toHaveLength(1);
  });
});
