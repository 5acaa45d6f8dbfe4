import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, table } from '../../src/report/table.ts';

const IMAGE = 'docker.io/library/a-service-with-a-long-name:1.27.0-alpine';

const word = (letter: string, length: number) => letter.repeat(length);

describe('columns that fit a terminal', () => {
  it('lose the same where they are equally wide', () => {
    const [line = ''] = fitted([[word('a', 56), 'x', word('b', 60), word('c', 60)]], 118);
    const widths = line.split(/ +/).map((cell) => cell.length);
    expect(line.length).toBe(118);
    expect(Math.max(...widths) - Math.min(...widths.filter((width) => width > 1))).toBeLessThanOrEqual(1);
  });

  it('are as wide as the terminal at most, unless they are at their least, and no narrower than needed', () => {
    const rows = fc.array(fc.array(fc.nat(90), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 60, max: 200 }), (lengths, width) => {
        const lines = fitted(
          lengths.map((row) => row.map((length, column) => word('abcd'[column] ?? '', Math.max(1, length)))),
          width,
        );
        const columns = [0, 1, 2, 3].map((column) => Math.max(...lengths.map((row) => Math.max(1, row[column] ?? 0))));
        const natural = columns.reduce((sum, one) => sum + one, 6);
        const widest = Math.max(...lines.map((line) => line.length));
        expect(widest).toBeLessThanOrEqual(Math.min(natural, width));
        if (natural <= width) expect(lines.join('')).not.toContain('…');
      }),
    );
  });

  it('takes from the middle of the widest column what a terminal has no room for', () => {
    const rows = [
      [IMAGE, '2', 'public'],
      ['nginx', '10', 'own'],
    ];
    expect(fitted(rows, 40)).toEqual([
      'docker.io/libr…1.27.0-alpine  2   public',
      'nginx                         10  own',
    ]);
    expect(fitted(rows, undefined)).toEqual(table(rows));
    expect(table(rows)[0]).toBe(`${IMAGE}  2   public`);
  });
});
