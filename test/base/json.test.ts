import { describe, expect, it } from 'vitest';
import { field, isObject, listField, numberField, parseJson, stringField } from '../../src/base/json.ts';

describe('typed readers', () => {
  const value: unknown = { a: { b: 'text', c: 3, d: [1, 2], e: null }, n: Number.NaN };

  it('read what is there and of the type', () => {
    expect(stringField(value, 'a', 'b')).toBe('text');
    expect(numberField(value, 'a', 'c')).toBe(3);
    expect(listField(value, 'a', 'd')).toEqual([1, 2]);
    expect(field(value)).toBe(value);
  });

  it('give undefined for what is not', () => {
    expect(stringField(value, 'a', 'c')).toBeUndefined();
    expect(numberField(value, 'n')).toBeUndefined();
    expect(listField(value, 'a', 'b')).toEqual([]);
    expect(field(value, 'a', 'd', '0')).toBeUndefined();
    expect(field(value, 'a', 'e', 'x')).toBeUndefined();
    expect(field(undefined, 'a')).toBeUndefined();
  });

  it('never reach into a prototype', () => {
    expect(field({}, 'constructor')).toBeUndefined();
    expect(field(JSON.parse('{"__proto__":{"x":1}}'), 'x')).toBeUndefined();
  });

  it('know objects from lists and null', () => {
    expect([{}, [], null, 'x', undefined].map(isObject)).toEqual([true, false, false, false, false]);
  });
});

describe('parseJson', () => {
  it('gives undefined for what is no JSON', () => {
    expect(parseJson('{"a":1}')).toEqual({ a: 1 });
    expect(parseJson('{')).toBeUndefined();
  });
});
