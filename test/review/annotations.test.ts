import { describe, expect, it } from 'vitest';
import type { Remark } from '../../src/report/remark.ts';
import { annotationsOf } from '../../src/review/annotations.ts';

function remark(level: Remark['level'], line: number, message = 'm'): Remark {
  return { rule: 'public-image', level, file: 'a.yaml', line, message };
}

describe('annotationsOf', () => {
  it('writes workflow commands with the path from the root', () => {
    const remarks = [{ ...remark('note', 3), column: 8 }, remark('warning', 2), remark('error', 1)];
    expect(annotationsOf(remarks, 'deploy/')).toEqual({
      commands: [
        '::error file=deploy/a.yaml,line=1::m',
        '::warning file=deploy/a.yaml,line=2::m',
        '::notice file=deploy/a.yaml,line=3,col=8::m',
      ],
      left: [],
    });
  });

  it('keeps within ten of each level, and tells what is left', () => {
    const remarks = [
      ...Array.from({ length: 12 }, (_, index) => remark('warning', index + 1)),
      ...Array.from({ length: 11 }, (_, index) => remark('error', index + 1)),
    ];
    const { commands, left } = annotationsOf(remarks, '');
    expect(commands).toHaveLength(20);
    expect(commands.slice(0, 10).every((command) => command.startsWith('::error '))).toBe(true);
    expect(left.map(({ level, line }) => [level, line])).toEqual([
      ['error', 11],
      ['warning', 11],
      ['warning', 12],
    ]);
  });

  it('lets neither file names nor messages break out', () => {
    const hostile = { ...remark('error', 1, '100%\r\n::set-output name=x::y'), file: 'a,line=9::b\n%.yaml' };
    expect(annotationsOf([hostile], '').commands).toEqual([
      '::error file=a%2Cline=9%3A%3Ab%0A%25.yaml,line=1::100%25%0D%0A::set-output name=x::y',
    ]);
  });

  it('cuts long messages between characters', () => {
    const [command] = annotationsOf([remark('error', 1, `${'x'.repeat(3998)}🐋🐋`)], '').commands;
    expect(command?.length).toBeLessThan(4096);
    expect(() => encodeURIComponent(command ?? '')).not.toThrow();
    expect(command?.endsWith('x…')).toBe(true);
  });
});
