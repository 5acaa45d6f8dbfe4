import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { longFunctions } from './long-functions.ts';

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url));
/** Lines that a reader keeps in mind. */
const MAX_LINES = 80;

it('no function of src/ is longer than 80 lines, unless it is a table', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(100);
  const long = files.flatMap((path) =>
    longFunctions(readFileSync(join(SOURCES, path), 'utf8'), MAX_LINES).map(
      ({ line, lines }) => `src/${path}:${line} has ${lines} lines`,
    ),
  );
  expect(long).toEqual([]);
});

describe('a function of more lines than it may have is told of', () => {
  const BODY = '  é();\n'.repeat(3);
  it.each([
    ['declared', `// é\n\nexport function long(): void {\n${BODY}}\n`, 3],
    ['an arrow', `const long = () => {\n${BODY}};\n\n`, 1],
    ['a method', `class A {\n  long() {\n${BODY}  }\n}`, 2],
    ['a private method', `class A {\n  #long() {\n${BODY}  }\n}`, 2],
    ['a constructor', `class A {\n  constructor() {\n${BODY}  }\n}`, 2],
    ['of an object', `const a = {\n  long() {\n${BODY}  },\n};`, 2],
  ])('%s', (_, text, line) => {
    expect(longFunctions(text, 4)).toEqual([{ line, lines: 5 }]);
    expect(longFunctions(text, 5)).toEqual([]);
  });

  it('within another, and with the other', () => {
    const text = `function outer() {\n  const inner = () => {\n${BODY}  };\n}\n`;
    expect(longFunctions(text, 4)).toEqual([
      { line: 1, lines: 7 },
      { line: 2, lines: 5 },
    ]);
  });

  it('also where a switch is not all of it', () => {
    const text = `function f(a) {\n  g();\n  switch (a) {\n    default:\n      return;\n  }\n}\n`;
    expect(longFunctions(text, 4)).toEqual([{ line: 1, lines: 7 }]);
  });
});

describe('a table may have any number of lines', () => {
  it.each([
    [
      'one switch',
      `function f(a) {\n  switch (a) {\n    case 1:\n      return 1;\n    default:\n      return 2;\n  }\n}\n`,
    ],
    ['an object that is returned', `function f(a) {\n  return {\n    a,\n    b: 1,\n    c: 2,\n  };\n}\n`],
    ['an object that an arrow gives', `const f = (a) => ({\n  a,\n  b: 1,\n  c: 2,\n});\n`],
    ['a list', `const f = (a) => {\n  return [\n    a,\n    1,\n    2,\n  ];\n};\n`],
  ])('%s', (_, text) => {
    expect(longFunctions(text, 4)).toEqual([]);
  });
});
