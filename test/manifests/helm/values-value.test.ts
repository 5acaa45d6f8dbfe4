import { describe, expect, it } from 'vitest';
import { textOf, truthOf, type Value } from '../../../src/manifests/helm/go-template/traced-value.ts';
import { valueOfNode } from '../../../src/manifests/helm/values-value.ts';
import { parseYaml } from '../../../src/manifests/yaml/documents.ts';

function valuesOf(text: string): Value {
  const parsed = parseYaml(text);
  const root = parsed.ok ? parsed.documents[0]?.root : undefined;
  if (root === undefined) throw new Error(`not read: ${text}`);
  return valueOfNode(root, 'values.yaml');
}

function fieldsOf(value: Value): ReadonlyMap<string, Value> {
  return value.type === 'map' ? value.entries : new Map();
}

/** A value as text; what stands somewhere with its offset. */
function shown(value: Value | undefined): string {
  switch (value?.type) {
    case 'map':
      return `{${[...value.entries].map(([key, inner]) => `${key}: ${shown(inner)}`).join(', ')}}`;
    case 'list':
      return `[${value.items.map(shown).join(', ')}]`;
    case 'scalar': {
      const [start] = value.pieces.map(({ from }) => from?.start);
      return `${value.kind} ${textOf(value.pieces)}${start === undefined ? '' : ` at ${start}`}`;
    }
    case 'unknown':
      return `? ${value.why}`;
    default:
      return 'nothing';
  }
}

// What Helm 4 tells of each: kindOf, what it prints, and whether an `if` holds.
describe('a value is what Helm takes it for', () => {
  it.each([
    ['abc', 'text abc at 3', true],
    ['"abc"', 'text abc at 4', true],
    ['"a\\x62c"', 'text abc', true],
    ['""', 'text ', false],
    ['true', 'boolean true at 3', true],
    ['false', 'boolean false at 3', false],
    ['true/false', 'text true/false at 3', true],
    ['a/true', 'text a/true at 3', true],
    ['yes', 'boolean true', true],
    ['y', 'boolean true', true],
    ['On', 'boolean true', true],
    ['TRUE', 'boolean true', true],
    ['no', 'boolean false', false],
    ['N', 'boolean false', false],
    ['OFF', 'boolean false', false],
    ['False', 'boolean false', false],
    ['"no"', 'text no at 4', true],
    ['!!str false', 'text false at 9', true],
    ['tRue', 'text tRue at 3', true],
    ['not', 'text not at 3', true],
    ['eno', 'text eno at 3', true],
    ['yesterday', 'text yesterday at 3', true],
    ['why', 'text why at 3', true],
    ['0', 'number 0 at 3', false],
    ['0.0', 'number 0.0 at 3', false],
    ['-10.25', 'number -10.25 at 3', true],
    ['"0"', 'text 0 at 4', true],
    ['1.2.3', 'text 1.2.3 at 3', true],
    ['v1', 'text v1 at 3', true],
    ['1b', 'text 1b at 3', true],
    ['', 'nothing', false],
    ['~', 'nothing', false],
    ['Null', 'nothing', false],
    ['nUll', 'text nUll at 3', true],
    ['nullable', 'text nullable at 3', true],
    ['unnull', 'text unnull at 3', true],
    ['"null"', 'text null at 4', true],
    ['[]', '[]', false],
    ['{}', '{}', false],
    ['[1, {b: c}]', '[number 1 at 4, {b: text c at 11}]', true],
    ['{? [b] : c, d: e}', '{d: text e at 18}', true],
  ])('a: %s', (text, expected, holds) => {
    const value = fieldsOf(valuesOf(`a: ${text}\n`)).get('a');
    expect(shown(value)).toBe(expected);
    expect(value !== undefined && truthOf(value)).toBe(holds);
  });
});

describe('a merge key of values', () => {
  const BASE = 'x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\n';

  it.each([
    ['{<<: *x, b: 5}', '{b: number 5, a: number 1}'],
    ['{b: 5, <<: *x}', '{b: number 5, a: number 1}'],
    ['{<<: [*x, *y]}', '{a: number 1, b: number 2, c: number 4}'],
    ['{<<: [*y, {d: 6}, nothing]}', '{b: number 3, c: number 4, d: number 6}'],
    ['{<<: nothing, b: 5}', '{b: number 5}'],
    ['{<<: *x, ? [b] : 6}', '{a: number 1, b: number 2}'],
    ['{"<<": *y, ? [<<] : *x}', '{b: number 3, c: number 4}'],
  ])('z: %s', (text, expected) => {
    const shownZ = shown(fieldsOf(valuesOf(`${BASE}z: ${text}\n`)).get('z'));
    expect(shownZ.replaceAll(/ at \d+/g, '')).toBe(expected);
  });

  it('of a mapping that merges itself ends', () => {
    expect(shown(fieldsOf(valuesOf('a: &a {<<: *a, b: 1}\n')).get('a'))).toBe('{b: number 1 at 18}');
  });
});

it('what an alias stands for is the very value of its anchor, and nothing where there is none', () => {
  const values = fieldsOf(valuesOf('a: &a {b: 1}\nc: *a\nd: &d [1]\ne: *d\nf: *g\n'));
  expect(values.get('c')).toBe(values.get('a'));
  expect(values.get('e')).toBe(values.get('d'));
  expect(shown(values.get('f'))).toBe('nothing');
});
