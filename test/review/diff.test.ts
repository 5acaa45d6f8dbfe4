import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hunkAround, hunksOf, readChangedFiles } from '../../src/review/diff.ts';

describe('hunksOf', () => {
  it.each([
    ['a changed line with context', '@@ -3,5 +3,5 @@ kind: Pod\n a\n b\n-c\n+C\n d\n e', [{ from: 3, to: 7 }]],
    [
      'several hunks',
      '@@ -1,2 +1,3 @@\n a\n+b\n c\n@@ -90,1 +91,1 @@\n-x\n+y',
      [
        { from: 1, to: 3 },
        { from: 91, to: 91 },
      ],
    ],
    ['a new file', '@@ -0,0 +1,2 @@\n+a\n+b', [{ from: 1, to: 2 }]],
    ['a new file of one line without an end', '@@ -0,0 +1 @@\n+a\n\\ No newline at end of file', [{ from: 1, to: 1 }]],
    ['deletions alone', '@@ -5,2 +4,0 @@\n-a\n-b', []],
    ['an emptied file', '@@ -1,2 +0,0 @@\n-a\n-b', []],
    ['lines that look like headers', '@@ -1,1 +1,2 @@\n+@@ -9,9 +9,9 @@\n+--- a', [{ from: 1, to: 2 }]],
    ['carriage returns', '@@ -1,1 +1,2 @@\r\n a\r\n+b\r', [{ from: 1, to: 2 }]],
    ['a cut patch', '@@ -1,100 +1,100 @@\n a\n b', [{ from: 1, to: 2 }]],
    ['no patch at all', 'Binary files differ', []],
    ['nothing', '', []],
  ])('reads %s', (_, patch, expected) => {
    expect(hunksOf(patch)).toEqual(expected);
  });

  it('survives any text, with hunks that are ranges', () => {
    const line = fc.constantFrom(
      '@@ -1,2 +3,4 @@',
      '@@ -1 +1 @@',
      '@@ -999999999 +999999999 @@',
      '+x',
      ' y',
      '-z',
      '',
      '@@',
    );
    fc.assert(
      fc.property(fc.array(line), (lines) =>
        hunksOf(lines.join('\n')).every(({ from, to }) => 1 <= from && from <= to),
      ),
    );
  });
});

describe('readChangedFiles', () => {
  it('reads entries, and says why a file carries no comments', () => {
    const files = readChangedFiles([
      { filename: 'a.yaml', status: 'modified', sha: 'abc', patch: '@@ -1 +1 @@\n-a\n+b' },
      { filename: 'gone.yaml', status: 'removed', patch: '@@ -1 +0,0 @@\n-a' },
      { filename: 'huge.yaml', status: 'modified' },
      { filename: 7 },
      null,
    ]);
    expect(files).toEqual([
      { path: 'a.yaml', blob: 'abc', hunks: [{ from: 1, to: 1 }] },
      { path: 'gone.yaml', blob: undefined, hunks: [], withoutHunks: 'the file is removed' },
      { path: 'huge.yaml', blob: undefined, hunks: [], withoutHunks: 'GitHub shows no diff of the file' },
    ]);
  });
});

describe('hunkAround', () => {
  const file = {
    path: 'a',
    blob: undefined,
    hunks: [
      { from: 3, to: 7 },
      { from: 8, to: 9 },
    ],
  };
  it('wants all lines in one hunk', () => {
    expect(hunkAround(file, 3, 7)).toEqual({ from: 3, to: 7 });
    expect(hunkAround(file, 7, 8)).toBeUndefined();
    expect(hunkAround(file, 2, 3)).toBeUndefined();
    expect(hunkAround(file, 10, 10)).toBeUndefined();
  });
});
