// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand, textOf, type Value } from '../../../src/manifests/variables/expand.ts';

const SET: ReadonlyMap<string, string> = new Map([
  ['A', 'nginx'],
  ['EMPTY', ''],
  ['REF', 'quay.io/org/app:1.2-rc'],
]);

function expanded(text: string, dialect = { escape: '\\', quotes: true } as const): string {
  const value = expand(
    { text, origin: { file: 'f', start: 100 }, dialect },
    {
      lookup: (name): Value | undefined => {
        const set = SET.get(name);
        return set === undefined ? undefined : { known: true, pieces: [{ text: set }] };
      },
      missing: (name) => `${name} missing`,
    },
  );
  return value.known ? textOf(value.pieces) : `! ${value.reason}`;
}

describe('expanding variables', () => {
  it.each([
    ['$A', 'nginx'],
    ['${A}:1', 'nginx:1'],
    ['$A:1', 'nginx:1'],
    ['${A:-x}', 'nginx'],
    ['${NONE:-x}', 'x'],
    ['${NONE-x}', 'x'],
    ['${EMPTY:-x}', 'x'],
    ['${EMPTY-x}', ''],
    ['${A:+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${EMPTY+x}', 'x'],
    ['${NONE+x}', ''],
    ['${A:?must}', 'nginx'],
    ['${NONE:?must}', '! NONE missing'],
    ['${EMPTY:?must}', '! EMPTY missing'],
    ['${EMPTY?must}', ''],
    ['${NONE}', '! NONE missing'],
    ['${NONE:-${ALSO:-${A}}}', 'nginx'],
    ['${REF#quay.io/}', 'org/app:1.2-rc'],
    ['${REF#*/}', 'org/app:1.2-rc'],
    ['${REF##*/}', 'app:1.2-rc'],
    ['${REF%-rc}', 'quay.io/org/app:1.2'],
    ['${REF%:*}', 'quay.io/org/app'],
    ['${REF%%/*}', 'quay.io'],
    ['${REF%no}', 'quay.io/org/app:1.2-rc'],
    ['${REF/org/other}', 'quay.io/other/app:1.2-rc'],
    ['${REF//o/0}', 'quay.i0/0rg/app:1.2-rc'],
    ['"${A}":\'$A\'', 'nginx:$A'],
    ['\\$A', '$A'],
    ['a$', 'a$'],
    ['a$1', '! 1 missing'],
    ['a${1:-b}', 'ab'],
    ['${NONE:-a"}"b}', 'a}b'],
  ])('%s is %s', (text, expected) => {
    expect(expanded(text)).toBe(expected);
  });

  it.each(['${', '${A', '${A:-', '${A!x}', '${1}', '${}', `${'${A:-'.repeat(40)}x${'}'.repeat(40)}`])(
    '%s is not understood',
    (text) => {
      expect(expanded(text)).toMatch(/^! /);
    },
  );

  it('takes two dollars for one where Compose does', () => {
    expect(expanded('a$$A$A', { escape: '$$', quotes: false } as never)).toBe('a$Anginx');
  });

  it('keeps the place of every character', () => {
    const value = expand(
      { text: 'a"b"${X:-cd}e', origin: { file: 'f', start: 10 }, dialect: { escape: '\\', quotes: true } },
      { lookup: () => undefined, missing: String },
    );
    expect(value).toEqual({
      known: true,
      pieces: [
        { text: 'a', origin: { file: 'f', start: 10 } },
        { text: 'b', origin: { file: 'f', start: 12 } },
        { text: 'cd', origin: { file: 'f', start: 19 } },
        { text: 'e', origin: { file: 'f', start: 22 } },
      ],
    });
  });

  it('does not build up what doubles with every variable', () => {
    const values = new Map<string, Value>([['v0', { known: true, pieces: [{ text: 'x'.repeat(50) }] }]]);
    const variables = { lookup: (name: string) => values.get(name), missing: String };
    for (let index = 1; index < 40; index++) {
      const text = `\${v${index - 1}}\${v${index - 1}}`;
      values.set(`v${index}`, expand({ text, dialect: { escape: '\\', quotes: true } }, variables));
    }
    expect(values.get('v39')).toMatchObject({ known: false, reason: 'no image reference is that long' });
  });

  it('takes any text, and every located piece stands where it says', () => {
    const text = fc.string({
      unit: fc.constantFrom('$', '{', '}', 'A', ':', '-', '#', '%', '/', '"', "'", '\\', 'x', '*'),
    });
    fc.assert(
      fc.property(text, (template) => {
        const value = expand(
          { text: template, origin: { file: 'f', start: 0 }, dialect: { escape: '\\', quotes: true } },
          {
            lookup: (name) => (name === 'A' ? { known: true, pieces: [{ text: 'value' }] } : undefined),
            missing: String,
          },
        );
        if (!value.known) return;
        for (const { text: part, origin } of value.pieces) {
          if (origin !== undefined) expect(template.slice(origin.start, origin.start + part.length)).toBe(part);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
