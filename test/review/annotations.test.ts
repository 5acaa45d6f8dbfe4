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
        { level: 'error', file: 'deploy/a.yaml', line: 1, message: 'm' },
        { level: 'warning', file: 'deploy/a.yaml', line: 2, message: 'm' },
        { level: 'notice', file: 'deploy/a.yaml', line: 3, column: 8, message: 'm' },
      ],
      left: [],
    });
  });

  it('of one level puts the worst first, wherever it stands', () => {
    const remarks = [remark('error', 1), { ...remark('error', 2), rank: 1 }, { ...remark('error', 3), rank: 0 }];
    const { shown } = annotationsOf(remarks, '');
    expect(shown.map(({ line }) => line)).toEqual([3, 2, 1]);
    expect(shown[0]).toEqual({ level: 'error', file: 'a.yaml', line: 3, message: 'm' });
  });

  it('keeps within ten of each level, and tells what is left', () => {
    const remarks = [
      ...Array.from({ length: 12 }, (_, index) => remark('warning', index + 1)),
      ...Array.from({ length: 11 }, (_, index) => remark('error', index + 1)),
    ];
    const { shown, left } = annotationsOf(remarks, '');
    expect(shown).toHaveLength(20);
    expect(shown.slice(0, 10).every(({ level }) => level === 'error')).toBe(true);
    expect(left.map(({ level, line }) => [level, line])).toEqual([
      ['error', 11],
      ['warning', 11],
      ['warning', 12],
    ]);
  });
});
