import { describe, expect, it } from 'vitest';
import type { Remark } from '../../src/report/remark.ts';
import { annotationsOf } from '../../src/review/annotations.ts';

function remark(level: Remark['level'], line: number, message = 'm'): Remark {
  return { rule: 'public-image', level, file: 'a.yaml', line, message };
}

describe('annotationsOf', () => {
  it('puts what blocks first, with the path from the root', () => {
    const remarks = [{ ...remark('note', 3), column: 8 }, remark('warning', 2), remark('error', 1)];
    expect(annotationsOf(remarks, 'deploy/')).toEqual({
      shown: [
        { level: 'error', at: { file: 'deploy/a.yaml', line: 1 }, message: 'm' },
        { level: 'warning', at: { file: 'deploy/a.yaml', line: 2 }, message: 'm' },
        { level: 'notice', at: { file: 'deploy/a.yaml', line: 3, column: 8 }, message: 'm' },
      ],
      left: [],
    });
  });

  it('of one level puts the worst first, wherever it stands', () => {
    const remarks = [remark('error', 1), { ...remark('error', 2), rank: 1 }, { ...remark('error', 3), rank: 0 }];
    const { shown } = annotationsOf(remarks, '');
    expect(shown.map(({ at }) => at?.line)).toEqual([3, 2, 1]);
  });

  it('keeps within ten of each level, counts what is left, and leaves room for others', () => {
    const remarks = [
      ...Array.from({ length: 12 }, (_, index) => remark('warning', index + 1)),
      ...Array.from({ length: 11 }, (_, index) => remark('error', index + 1)),
    ];
    const { shown, left } = annotationsOf(remarks, '');
    expect(shown).toHaveLength(20);
    expect(shown.slice(0, 10).every(({ level }) => level === 'error')).toBe(true);
    expect(shown[9]?.message).toMatch(/^2 more errors do not fit here \(2 public-image\); the summary and /);
    expect(left.map(({ level, line }) => [level, line])).toEqual([
      ['error', 10],
      ['error', 11],
      ['warning', 10],
      ['warning', 11],
      ['warning', 12],
    ]);
    const others = annotationsOf(remarks, '', { error: 1, warning: 12 });
    expect(others.shown.map(({ level }) => level)).toEqual([...Array(9).fill('error'), 'warning']);
    expect(others.left).toHaveLength(3 + 12);
  });
});
