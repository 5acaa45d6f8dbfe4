import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftEdits } from '../../src/review/shift.ts';

function shifted(from: string, to: string, word: string) {
  const start = from.indexOf(word);
  const edit = shiftEdits(from, to)({ file: 'a', start, end: start + word.length, text: 'x' });
  return edit === undefined ? undefined : to.slice(edit.start, edit.end);
}

describe('shiftEdits', () => {
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

  it('only ever gives the same words on the same lines', () => {
    const lines = fc.array(fc.constantFrom('i: nginx', 'x', '', 'y: 1', '\r'), { maxLength: 8 });
    const text = fc.tuple(lines, fc.boolean()).map(([all, ends]) => all.join('\n') + (ends ? '\n' : ''));
    const lineAt = (whole: string, offset: number) =>
      whole.slice(0, offset).split('\n').at(-1) + (whole.slice(offset).split('\n')[0] ?? '');
    fc.assert(
      fc.property(text, text, (one, other) => {
        const shift = shiftEdits(one, other);
        for (let start = one.indexOf('nginx'); start !== -1; start = one.indexOf('nginx', start + 1)) {
          const edit = shift({ file: 'a', start, end: start + 5, text: '' });
          if (edit === undefined) continue;
          expect(other.slice(edit.start, edit.end)).toBe('nginx');
          expect(lineAt(other, edit.start)).toBe(lineAt(one, start));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
