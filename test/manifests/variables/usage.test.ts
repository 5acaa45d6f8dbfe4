// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import { describe, expect, it } from 'vitest';
import { countVariables, WHOLE } from '../../../src/manifests/variables/usage.ts';

describe('how often variables are used', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['image: $A', { A: '1, 0 joined' }],
    ['image: ${A}', { A: '1, 0 joined' }],
    [
      '"${A:-x}" \'$B\' [$C] {$D} ($E',
      { A: '1, 0 joined', B: '1, 0 joined', C: '1, 0 joined', D: '1, 0 joined', E: '1, 0 joined' },
    ],
    ['K=$A, L=${A}\n$A', { A: '3, 0 joined' }],
    ['a-$A', { A: '1, 1 joined' }],
    ['$A/b ${A:-c}d ${A}', { A: '3, 2 joined' }],
    ['${A}${B}', { A: '1, 1 joined', B: '1, 1 joined' }],
    ['${A:-{x}}', { A: '1, 0 joined' }],
    ['${A:-{x}y}', { A: '1, 0 joined' }],
    ['${A} $B/x', { A: '1, 0 joined', B: '1, 1 joined' }],
    ['${A:-${B}}', { A: '1, 0 joined', B: '1, 1 joined' }],
    ['$A)', { A: '1, 0 joined' }],
    ['$A;', { A: '1, 1 joined' }],
    ['$$A $ ${} $1', {}],
    ['${A', { A: '1, 0 joined' }],
    ['${A}x{', { A: '1, 1 joined' }],
  ])('%s', (text, expected) => {
    const counts = [...countVariables(text)].map(([name, { times, joined }]) => [name, `${times}, ${joined} joined`]);
    expect(Object.fromEntries(counts)).toEqual(expected);
  });

  it.each([
    ['$A', true],
    ['${A:-b}', true],
    ['$A:1', false],
    ['x$A', false],
    ['${A}${B}', false],
  ])('%s is a variable alone: %s', (text, expected) => {
    expect(WHOLE.test(text)).toBe(expected);
  });
});
