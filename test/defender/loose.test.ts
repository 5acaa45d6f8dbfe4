import { describe, expect, it } from 'vitest';
import { loose, looseText, unpacked } from '../../src/defender/loose.ts';

describe('a value at a path', () => {
  it.each<[unknown, readonly string[], unknown]>([
    [{ a: { b: 1 } }, ['a', 'b'], 1],
    [{ A: { B: 1 } }, ['a', 'b'], 1],
    // The key as it is written counts before one of other letters.
    [{ ID: 1, id: 2 }, ['id'], 2],
    [{ a: '{"b":1}' }, ['a', 'b'], 1],
    [{ a: ' [1]' }, ['a', '0'], undefined],
    [{ a: 1 }, ['a', 'b'], undefined],
    [{ a: 1 }, ['b'], undefined],
    [{}, ['toString'], undefined],
    [undefined, ['a'], undefined],
  ])('%j at %j is %j', (value, path, expected) => {
    expect(loose(value, ...path)).toBe(expected);
  });

  it.each<[unknown, string | undefined]>([
    ['1.2', '1.2'],
    [' 1.2\n', '1.2'],
    [7, '7'],
    [0, '0'],
    ['  ', undefined],
    ['', undefined],
    [null, undefined],
    [true, undefined],
    [{}, undefined],
  ])('%j as a text is %j', (a, expected) => {
    expect(looseText({ a }, 'a')).toBe(expected);
  });
});

describe('JSON as text', () => {
  it.each<[unknown, unknown]>([
    ['{"a":1}', { a: 1 }],
    ['\n [1]', [1]],
    ['[1', '[1'],
    ['7', '7'],
    ['true', 'true'],
    ['"[1]"', '"[1]"'],
    ['', ''],
    [7, 7],
    [null, null],
    [undefined, undefined],
    [[1], [1]],
    [['[1]'], ['[1]']],
  ])('%j is %j', (text, expected) => {
    expect(unpacked(text)).toEqual(expected);
  });
});
