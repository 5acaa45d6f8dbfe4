import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapEdits } from '../../src/review/line-map.ts';

function shifted(from: string, to: string, word: string) {
  const start = from.indexOf(word);
  const edit = mapEdits(from, to)({ file: 'a', start, end: start + word.length, text: 'x' });
  return edit === undefined ? undefined : to.slice(edit.start, edit.end);
}

describe('mapEdits', () => {
  const from = 'a: nginx\nb: 1\nbase: added\nc: redis\n';
  const to = 'a: nginx\nb: 1\nc: redis\n';

  it('leaves edits before the difference and moves those after it', () => {
    expect(shifted(from, to, 'nginx')).toBe('nginx');
    expect(shifted(from, to, 'redis')).toBe('redis');
    expect(shifted(to, from, 'redis')).toBe('redis');
  });

  it('knows no place for what is in one of them only, or on a line that differs', () => {
    expect(shifted(from, to, 'added')).toBeUndefined();
    expect(shifted('image: nginx # 1\n', 'image: nginx # 2\n', 'nginx')).toBeUndefined();
    expect(shifted('x # nginx\n', 'y # nginx\n', 'nginx')).toBeUndefined();
    expect(shifted('a: nginx', 'a: nginx:2', 'nginx')).toBeUndefined();
    expect(shifted('a: nginx', '', 'nginx')).toBeUndefined();
    expect(shifted('\nnginx\n', 'nginx:2\n', 'nginx')).toBeUndefined();
  });

  it('leaves everything where nothing differs', () => {
    expect(shifted(from, from, 'added')).toBe('added');
  });

  it('finds its way where the base changed several places', () => {
    const head = 'a: nginx\nb: 1\nc: redis\nd: 2\ne: busybox\n';
    const merge = 'new: 0\na: nginx\nb: 1\nmore: 1\nc: redis\nd: other\ne: busybox\nlast: 9\n';
    for (const word of ['nginx', 'redis', 'busybox']) {
      expect(shifted(merge, head, word)).toBe(word);
      expect(shifted(head, merge, word)).toBe(word);
    }
    expect(shifted(merge, head, 'other')).toBeUndefined();
  });

  it('finds the lines of a work tree that ends them in another way', () => {
    const blob = 'a: nginx\nb: |\n  x\nc: redis';
    const tree = blob.replaceAll('\n', '\r\n');
    expect(shifted(tree, blob, 'nginx')).toBe('nginx');
    expect(shifted(tree, blob, 'redis')).toBe('redis');
    const edit = { file: 'a', start: tree.indexOf('nginx'), end: tree.indexOf('c: '), text: 'x\r\ny\r\n' };
    expect(mapEdits(tree, blob)(edit)).toEqual({ file: 'a', start: 3, end: blob.indexOf('c: '), text: 'x\ny\n' });
    const back = { ...edit, start: 3, end: blob.indexOf('c: '), text: 'x\ny\n' };
    expect(mapEdits(blob, tree)(back)).toEqual(edit);
  });

  it('takes no line for its like under another key', () => {
    const merge = 'web:\n  registry: quay.io\n  repository: acme/app\n';
    const head = 'api:\n  registry: ghcr.io\n  repository: acme/app\njob:\n  repository: acme/app\n';
    expect(shifted(merge, head, 'acme/app')).toBeUndefined();
    const kept = 'old: 1\nweb:\n  repository: acme/app\napi:\n  repository: acme/app\n';
    const text = kept.replace('old: 1\n', '');
    const second = { file: 'a', start: kept.lastIndexOf('acme'), end: kept.lastIndexOf('acme') + 4, text: '' };
    expect(mapEdits(kept, text)(second)).toMatchObject({ start: text.lastIndexOf('acme') });
  });

  it('gives up what was written anew between what is the same', () => {
    const lines = (from: number) => Array.from({ length: 5000 }, (_, index) => `line ${from + index}\n`).join('');
    const one = `a: nginx\n${lines(0)}b: redis\n`;
    const other = `a: nginx\n${lines(60_000)}b: redis\n`;
    expect(shifted(one, other, 'nginx')).toBe('nginx');
    expect(shifted(one, other, 'redis')).toBe('redis');
    expect(shifted(one, other, 'line 70')).toBeUndefined();
  });

  it('only ever gives the same words on the same lines', () => {
    const lines = fc.array(fc.constantFrom('i: nginx', 'x', '', 'y: 1', '\r'), { maxLength: 8 });
    const text = fc.tuple(lines, fc.boolean()).map(([all, ends]) => all.join('\n') + (ends ? '\n' : ''));
    const lineAt = (whole: string, offset: number) =>
      whole.slice(0, offset).split('\n').at(-1) + (whole.slice(offset).split('\n')[0] ?? '');
    fc.assert(
      fc.property(text, text, (one, other) => {
        const shift = mapEdits(one, other);
        for (let start = one.indexOf('nginx'); start !== -1; start = one.indexOf('nginx', start + 1)) {
          const edit = shift({ file: 'a', start, end: start + 5, text: '' });
          if (edit === undefined) continue;
          expect(other.slice(edit.start, edit.end)).toBe('nginx');
          expect(lineAt(other, edit.start).trimEnd()).toBe(lineAt(one, start).trimEnd());
        }
      }),
      { numRuns: 1000 },
    );
  });
});
