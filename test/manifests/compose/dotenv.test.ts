// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dotenv, dotenvValues, readDotenv } from '../../../src/manifests/compose/dotenv.ts';
import { sourceFile } from '../../../src/manifests/source/source.ts';
import { textOf } from '../../../src/manifests/variables/expand.ts';

function read(text: string): Readonly<Record<string, string>> {
  const values = dotenvValues('.env', readDotenv(sourceFile('.env', text)));
  return Object.fromEntries(
    [...values].map(([name, value]) => [name, value.known ? textOf(value.pieces) : `! ${value.reason}`]),
  );
}

describe('.env files', () => {
  it.each([
    ['A=nginx:1', { A: 'nginx:1' }],
    ['A = nginx:1  ', { A: 'nginx:1' }],
    ['export A=x\nB: y', { A: 'x', B: 'y' }],
    ['A="x" # why\nB=\'$A\'\nC=$A/y # c\nD=x#y', { A: 'x', B: '$A', C: 'x/y', D: 'x#y' }],
    ['A=\nB=""\n#C=x\nD', { A: '', B: '' }],
    ['A=x\nA=y', { A: 'y' }],
    ['KEY="a\nB=not\nc"\nB=yes', { KEY: '! the value of KEY in .env is no part of an image reference', B: 'yes' }],
    ['A=$NONE\nB=${NONE:-x}', { A: '! NONE is not set in .env', B: 'x' }],
    ['A="open\nB=x', { A: '! the value of A in .env is no part of an image reference', B: 'x' }],
    ['\ufeffA=x\r\nB=y\r\n', { A: 'x', B: 'y' }],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('knows where values stand', () => {
    expect(readDotenv(sourceFile('.env', 'A=1\r\n B="nginx" '))).toMatchObject([
      { name: 'A', start: 2, line: 1, column: 3 },
      { name: 'B', start: 9, text: 'nginx', line: 2, column: 5 },
    ]);
  });

  it('keeps no value that can be no part of a reference', () => {
    const [variable] = readDotenv(sourceFile('.env', 'PASSWORD="correct horse battery"'));
    expect(variable).toEqual({
      name: 'PASSWORD',
      start: 10,
      text: undefined,
      expands: true,
      parts: new Map(),
      line: 1,
      column: 11,
    });
  });

  it.each([
    ['.env', true],
    ['a/.env.example', true],
    ['my.env', false],
    ['.env/x', false],
    ['.environment', false],
  ])('%s: %s', (path, expected) => {
    expect(dotenv.recognises(path)).toBe(expected);
  });

  it('takes any text', () => {
    const text = fc.string({
      unit: fc.constantFrom('A', '=', '"', "'", '\n', '\r', '$', '{', '}', '#', ' ', ':'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (content) => {
        expect(read(content)).toBeTypeOf('object');
      }),
      { numRuns: 1000 },
    );
  });
});
