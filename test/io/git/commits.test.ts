import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { batchReader } from '../../../src/io/git/batch.ts';
import {
  blobId,
  fetchCommit,
  hasCommit,
  headCommit,
  listTree,
  mergeBase,
  readBlobs,
} from '../../../src/io/git/commits.ts';
import { emptyCopy, openRepository, type Repository } from '../../../src/io/git/repository.ts';

function installed(): boolean {
  try {
    execFileSync('git', ['--version']);
    return true;
  } catch {
    return false;
  }
}

const title = installed() ? 'git' : 'git (skipped: git is not installed)';

describe.skipIf(!installed())(title, () => {
  let home: string;
  let origin: string;
  let first: string;
  let second: string;
  let side: string;

  const run = (folder: string, ...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...words], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'git-test-'));
    origin = join(home, 'origin');
    mkdirSync(join(origin, 'deploy/ünder läng'), { recursive: true });
    run(origin, 'init', '--quiet', '--initial-branch=main');
    run(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    writeFileSync(join(origin, 'top.yaml'), 'image: nginx\n');
    writeFileSync(join(origin, 'deploy/web.yaml'), 'image: nginx:1\r\n');
    writeFileSync(join(origin, 'deploy/ünder läng/"q"\tt.yaml'), '');
    writeFileSync(join(origin, 'deploy/big.bin'), Buffer.alloc(300_000, 10));
    symlinkSync('web.yaml', join(origin, 'deploy/link.yaml'));
    run(origin, 'add', '.');
    run(origin, 'commit', '--quiet', '-m', 'first');
    first = run(origin, 'rev-parse', 'HEAD');
    run(origin, 'checkout', '--quiet', '-b', 'side');
    writeFileSync(join(origin, 'side.yaml'), 'x\n');
    run(origin, 'add', '.');
    run(origin, 'commit', '--quiet', '-m', 'side');
    side = run(origin, 'rev-parse', 'HEAD');
    run(origin, 'checkout', '--quiet', 'main');
    writeFileSync(join(origin, 'top.yaml'), 'image: redis\n');
    run(origin, 'commit', '--quiet', '-am', 'second');
    second = run(origin, 'rev-parse', 'HEAD');
  });

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const open: Repository[] = [];
  afterEach(() => {
    for (const repository of open.splice(0)) repository.close();
  });
  const repositoryAt = (folder: string): Repository => {
    const repository = openRepository(folder);
    if (repository === undefined) throw new Error(`no repository at ${folder}`);
    open.push(repository);
    return repository;
  };

  it('knows a work tree from any other folder, and from none', async () => {
    expect(await headCommit(repositoryAt(origin))).toEqual({ type: 'ok', value: second });
    expect(await headCommit(repositoryAt(join(origin, 'deploy')))).toEqual({ type: 'ok', value: second });
    expect(openRepository(home)).toBeUndefined();
    expect(openRepository(join(home, 'nowhere'))).toBeUndefined();
    expect(openRepository(join(origin, 'deploy'), join(origin, 'deploy'))).toBeUndefined();
  });

  it('leaves nothing behind', () => {
    const before = process.env.RUNNER_TEMP;
    process.env.RUNNER_TEMP = join(home, 'temporary');
    mkdirSync(process.env.RUNNER_TEMP);
    try {
      openRepository(origin)?.close();
      expect(readdirSync(process.env.RUNNER_TEMP)).toEqual([]);
    } finally {
      if (before === undefined) delete process.env.RUNNER_TEMP;
      else process.env.RUNNER_TEMP = before;
    }
    expect(run(origin, 'status', '--porcelain')).toBe('');
  });

  it('lists a commit’s files below the folder, without links', async () => {
    const tree = await listTree(repositoryAt(join(origin, 'deploy')), first);
    expect(tree).toEqual({
      type: 'ok',
      value: [
        { path: 'big.bin', blob: blobId(Buffer.alloc(300_000, 10)) },
        { path: 'web.yaml', blob: blobId(Buffer.from('image: nginx:1\r\n')) },
        { path: 'ünder läng/"q"\tt.yaml', blob: blobId(Buffer.alloc(0)) },
      ],
    });
  });

  it('reads blobs to the byte, passes over large and missing ones', async () => {
    const web = blobId(Buffer.from('image: nginx:1\r\n'));
    const empty = blobId(Buffer.alloc(0));
    const big = blobId(Buffer.alloc(300_000, 10));
    const missing = 'f'.repeat(40);
    const told: (readonly [string, string | undefined])[] = [];
    const tell = (id: string, bytes: Buffer | undefined) => void told.push([id, bytes?.toString('utf8')]);
    expect(await readBlobs(repositoryAt(origin), [web, big, missing, empty, web], tell, 1000)).toEqual({
      type: 'failed',
      reason: '1 of its files are not here',
    });
    expect(told).toEqual([
      [web, 'image: nginx:1\r\n'],
      [big, undefined],
      [missing, undefined],
      [empty, ''],
      [web, 'image: nginx:1\r\n'],
    ]);
    const hashes: string[] = [];
    await readBlobs(
      repositoryAt(origin),
      [big],
      (_, bytes) => void hashes.push(blobId(bytes ?? Buffer.alloc(0))),
      1_000_000,
    );
    expect(hashes).toEqual([big]);
  });

  it('finds the merge base', async () => {
    expect(await mergeBase(repositoryAt(origin), second, side)).toEqual({ type: 'ok', value: first });
  });

  it('says why a commit can’t be had', async () => {
    const repository = repositoryAt(origin);
    expect(await hasCommit(repository, 'a'.repeat(40))).toBe(false);
    expect(await hasCommit(repository, '--all')).toBe(false);
    expect(await listTree(repository, 'HEAD')).toMatchObject({ type: 'failed' });
    expect(await listTree(repository, 'a'.repeat(40))).toMatchObject({ type: 'failed' });
    const source = { address: 'http://user:hunter2@127.0.0.1:9/x/y' };
    expect(await fetchCommit(repository, '--upload-pack=touch x', source)).toMatchObject({ type: 'failed' });
    const answer = await fetchCommit(repository, 'a'.repeat(40), source);
    expect(answer.type).toBe('failed');
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it('copies nothing of a repository but where its work tree is', async () => {
    const copy = emptyCopy(repositoryAt(join(origin, 'deploy')));
    open.push(copy);
    expect(await hasCommit(copy, first)).toBe(false);
    expect(copy.place.folder).toBe(join(origin, 'deploy'));
  });

  it('is not there: a failure like any other', async () => {
    const path = process.env.PATH;
    process.env.PATH = join(home, 'nowhere');
    try {
      const repository = repositoryAt(origin);
      expect(await headCommit(repository)).toMatchObject({ type: 'failed' });
      expect(await listTree(repository, first)).toEqual({ type: 'failed', reason: 'git, or the folder, is not there' });
      expect(await readBlobs(repository, [first], () => {}, 1)).toMatchObject({ type: 'failed' });
    } finally {
      process.env.PATH = path;
    }
  });

  const isRoot = process.getuid?.() === 0;
  it.skipIf(!isRoot)(`reads a repository of another user${isRoot ? '' : ' (skipped: needs root)'}`, async () => {
    const foreign = join(home, 'foreign');
    run(home, 'clone', '--quiet', `file://${origin}`, foreign);
    execFileSync('chown', ['-R', '65534:65534', foreign]);
    expect(await headCommit(repositoryAt(foreign))).toEqual({ type: 'ok', value: second });
  });
});

describe('batchReader', () => {
  const output = Buffer.from('aa blob 3\n1\n2\nbb missing\ncc tree 2\nxy\ndd blob 0\n\nee blob 9\n123456789\n');

  it.each([1, 2, 3, 7, 1000])('reads pieces of %i bytes', (size) => {
    const told: (readonly [string, string | undefined])[] = [];
    const reader = batchReader((id, bytes) => void told.push([id, bytes?.toString()]), 5);
    for (let at = 0; at < output.length; at += size) reader.feed(output.subarray(at, at + size));
    expect(told).toEqual([
      ['aa', '1\n2'],
      ['bb', undefined],
      ['cc', undefined],
      ['dd', ''],
      ['ee', undefined],
    ]);
    expect(reader.told()).toBe(5);
    expect(reader.missing()).toBe(1);
  });
});

describe('blobId', () => {
  it('is the id that git gives', () => {
    // The two ids that every user of git has seen.
    expect(blobId(Buffer.alloc(0))).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
    expect(blobId(Buffer.from('hello\n'))).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
    expect(blobId(Buffer.from('x'))).toBe(createHash('sha1').update('blob 1\0x').digest('hex'));
  });
});
