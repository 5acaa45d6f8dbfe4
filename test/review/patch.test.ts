import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from '../../src/manifests/rewrite.ts';
import { patchOf } from '../../src/review/patch.ts';

function installed(): boolean {
  try {
    execFileSync('git', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** Edits that replace every occurrence of `nginx` from the nth on, by step. */
function edits(file: string, text: string, written: string, step = 1): readonly Edit[] {
  const found: Edit[] = [];
  let number = 0;
  for (let start = text.indexOf('nginx'); start !== -1; start = text.indexOf('nginx', start + 1)) {
    if (number++ % step === 0) found.push({ file, start, end: start + 5, text: written });
  }
  return found;
}

describe('patchOf', () => {
  it('is a diff in git’s format', () => {
    const text = 'a\nb\nc\nd\nimage: nginx\ne\nf\ng\nh\n';
    expect(
      patchOf(edits('x.yaml', text, 'acr/nginx'), () => text, 'deploy/'),
    ).toBe(`diff --git a/deploy/x.yaml b/deploy/x.yaml
--- a/deploy/x.yaml
+++ b/deploy/x.yaml
@@ -2,7 +2,7 @@
 b
 c
 d
-image: nginx
+image: acr/nginx
 e
 f
 g
`);
  });

  it('counts what earlier hunks have grown by, and joins hunks that touch', () => {
    const line = (number: number) => ([1, 8, 16].includes(number) ? 'nginx' : `${number}`);
    const text = Array.from({ length: 20 }, (_, index) => `${line(index + 1)}\n`).join('');
    const headers = patchOf(edits('x', text, 'acr/nginx\nmore'), () => text, '').match(/^@@.*$/gm);
    // The context of lines 1 and 8 touches (4 and 5); that of 8 and 16 does not (11 and 13).
    expect(headers).toEqual(['@@ -1,11 +1,13 @@', '@@ -13,7 +15,8 @@']);
  });

  it('is empty where nothing changes', () => {
    expect(patchOf([], () => 'x', '')).toBe('');
    expect(patchOf(edits('a', 'nginx', 'nginx'), () => 'nginx', '')).toBe('');
    expect(patchOf(edits('a', 'nginx', 'acr/nginx'), () => undefined, '')).toBe('');
  });
});

const title = installed() ? 'git apply' : 'git apply (skipped: git is not installed)';

describe.skipIf(!installed())(title, () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'patch-test-'));
    execFileSync('git', ['init', '--quiet'], { cwd: home });
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** Writes the files, applies the patch, and gives what stands there then. */
  function applied(files: Readonly<Record<string, string>>, all: readonly Edit[]): Readonly<Record<string, string>> {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(home, file)), { recursive: true });
      writeFileSync(join(home, file), text);
    }
    const patch = patchOf(all, (file) => files[file], '');
    execFileSync(
      'git',
      ['-c', 'core.autocrlf=false', '-c', 'core.whitespace=cr-at-eol', 'apply', '--allow-empty', '-'],
      {
        cwd: home,
        input: patch,
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    return Object.fromEntries(Object.keys(files).map((file) => [file, readFileSync(join(home, file), 'utf8')]));
  }

  it.each([
    ['a plain file', 'x.yaml', 'image: nginx\n'],
    ['carriage returns', 'crlf.yaml', 'a: 1\r\nimage: nginx\r\nb: 2\r\n'],
    ['mixed line ends', 'mixed.yaml', 'a: 1\r\nimage: nginx\nb: 2\rc: nginx\r\n'],
    ['no final newline', 'end.yaml', 'a: 1\nimage: nginx'],
    ['no final newline, and carriage returns', 'end-crlf.yaml', 'a: 1\r\nimage: nginx'],
    ['no final newline, changed far above', 'far.yaml', `image: nginx\n${'x\n'.repeat(20)}end`],
    ['a byte order mark', 'bom.yaml', '\uFEFFimage: nginx\n'],
    ['the first of many lines', 'first.yaml', `nginx\n${'x\n'.repeat(20)}`],
    ['lines that look like a diff', 'diff.yaml', '--- a\n+++ b\n@@ -1 +1 @@\nnginx\n\\ No newline\n'],
    ['astral characters', 'astral.yaml', '# 🐋🐋\nimage: nginx # 🐋\n'],
    ['a name with spaces', 'my files/a b.yaml', 'image: nginx\n'],
    ['a name with quotes and a tab', 'q"uo\te\\s.yaml', 'image: nginx\n'],
    ['a name in another script', 'dépl/配置.yaml', 'image: nginx\n'],
  ])('takes %s', (_, file, text) => {
    for (const written of ['acr.example/nginx', 'nginx\n  newName: x']) {
      expect(applied({ [file]: text }, edits(file, text, written))).toEqual({
        [file]: applyEdits(text, edits(file, text, written)),
      });
    }
  });

  it('takes an insertion at the end of a file', () => {
    const insert = (text: string, written: string) => [
      { file: 'i.yaml', start: text.length, end: text.length, text: written },
    ];
    for (const [text, written] of [
      ['a: 1\n', 'b: 2\n'],
      ['a: 1', '\nb: 2'],
      ['a: 1\n', 'b: 2'],
    ] as const) {
      expect(applied({ 'i.yaml': text }, insert(text, written))).toEqual({ 'i.yaml': text + written });
    }
  });

  it('takes several files at once', () => {
    const files = { 'b/two.yaml': 'nginx\n', 'a/one.yaml': 'x\nnginx\n' };
    const all = Object.entries(files).flatMap(([file, text]) => edits(file, text, 'acr/nginx'));
    expect(applied(files, all)).toEqual({ 'b/two.yaml': 'acr/nginx\n', 'a/one.yaml': 'x\nacr/nginx\n' });
  });

  it('takes any file', () => {
    const line = fc.constantFrom('image: nginx', 'nginx nginx', 'x', '', 'y\r', '-z', '+z', 'é🐋');
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 40 }),
        fc.boolean(),
        fc.constantFrom('acr/nginx', 'a\nb', ''),
        fc.integer({ min: 1, max: 4 }),
        (lines, ends, written, step) => {
          const text = `${lines.join('\n')}${ends ? '\n' : ''}`;
          const all = edits('any.yaml', text, written, step);
          expect(applied({ 'any.yaml': text }, all)).toEqual({ 'any.yaml': applyEdits(text, all) });
        },
      ),
      { numRuns: 60 },
    );
  });
});
