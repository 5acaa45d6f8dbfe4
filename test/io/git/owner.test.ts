import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ownerIn, ownerOfCheckout } from '../../../src/io/git/owner.ts';
import { type } from '../../scenario/command-line.ts';
import { HAS_BUNDLE } from '../../scenario/harness.ts';

const origin = (url: string) => `[core]\n\tbare = false\n[remote "origin"]\n\tfetch = +refs/heads/*\n\turl = ${url}\n`;

describe('the owner that a configuration names', () => {
  it.each([
    ['https://github.com/Acme/shop.git', 'Acme'],
    ['https://user:secret@github.com/acme/shop', 'acme'],
    ['git@github.com:acme/shop.git', 'acme'],
    ['github.com:acme/shop', 'acme'],
    ['ssh://git@github.com/acme/shop.git', 'acme'],
    ['ssh://git@ssh.github.com:443/acme/shop.git', 'acme'],
    ['"https://github.com/acme/shop.git" # ours', 'acme'],
    ['https://github.com/acme/shop/', 'acme'],
    ['https://github.example.org/acme/shop.git', undefined],
    ['https://example.org/github.com/acme/shop.git', undefined],
    ['git@github.com.example.org:acme/shop.git', undefined],
    ['https://github.com@example.org/acme/shop.git', undefined],
    ['https://github.com/acme', undefined],
    ['https://github.com/../shop', undefined],
    ['/srv/git/github.com:acme/shop.git', undefined],
    ['../shop', undefined],
    [`https://github.com/${'a'.repeat(100)}/shop`, undefined],
  ])('%s is of %s', (url, owner) => {
    expect(ownerIn(origin(url))).toBe(owner);
  });

  it('is that of the first address of origin alone', () => {
    const other = '[remote "upstream"]\n\turl = https://github.com/other/shop\n';
    expect(
      ownerIn(`${other}[Remote  "origin"]\r\n URL=https://github.com/acme/shop\r\n url = https://github.com/b/c\r\n`),
    ).toBe('acme');
    expect(ownerIn(other)).toBeUndefined();
    expect(ownerIn('[remote "origin"]\n\tpushurl = https://github.com/acme/shop\n')).toBeUndefined();
    expect(ownerIn('[remote "origin"] url = https://github.com/acme/shop\n')).toBe('acme');
  });

  it('is found in linear time', () => {
    for (const piece of ['[', '"', 'url=', '@', 'git://', '\n[remote "origin"]']) {
      expect(ownerIn(`[remote "origin"]\n url = ${piece.repeat(200_000)}`)).toBeUndefined();
    }
  });
});

describe('the owner of a checkout', () => {
  const folder = mkdtempSync(join(tmpdir(), 'owner-'));
  mkdirSync(join(folder, '.git', 'objects'), { recursive: true });
  mkdirSync(join(folder, '.git', 'refs'));
  mkdirSync(join(folder, 'deploy'));
  writeFileSync(join(folder, '.git', 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(folder, '.git', 'config'), origin('git@github.com:Acme/shop.git'));
  writeFileSync(
    join(folder, 'deploy', 'compose.yaml'),
    'services:\n  a: {image: ghcr.io/acme/web:1}\n  b: {image: ghcr.io/other/web:1}\n',
  );
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is that of the repository around a folder or a file', () => {
    expect(ownerOfCheckout(folder)).toBe('Acme');
    expect(ownerOfCheckout(join(folder, 'deploy'))).toBe('Acme');
    expect(ownerOfCheckout(join(folder, 'deploy', 'compose.yaml'))).toBe('Acme');
  });

  it('is not known without a checkout, or of what is not there', () => {
    expect(ownerOfCheckout(join(folder, 'nowhere'))).toBeUndefined();
    expect(ownerOfCheckout(tmpdir())).toBeUndefined();
  });

  it.skipIf(!HAS_BUNDLE)('keeps its packages from being public in a terminal', async () => {
    const scan = await type(['scan', 'deploy'], { folder });
    expect(scan.stdout.split('\n').slice(0, 2)).toEqual([
      "compose.yaml:2:14  compose  foreign  ghcr.io/acme/web:1 (a package of this repository's owner; `upstreams` can declare it public)",
      'compose.yaml:3:14  compose  public   ghcr.io/other/web:1',
    ]);
  });
});
