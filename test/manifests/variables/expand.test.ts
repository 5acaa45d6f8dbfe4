// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand, textOf, UNKNOWN, type Value } from '../../../src/manifests/variables/expand.ts';

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

  it.each([
    ['${REF#nothing}', 'quay.io/org/app:1.2-rc'],
    ['${REF#*nothing}', 'quay.io/org/app:1.2-rc'],
    ['${REF#*}', 'quay.io/org/app:1.2-rc'],
    ['${REF##*}', ''],
    ['${REF%*}', 'quay.io/org/app:1.2-rc'],
    ['${REF%%*}', ''],
    ['${REF%/*}', 'quay.io/org'],
    ['${REF%%nothing*}', 'quay.io/org/app:1.2-rc'],
    ['${REF%nothing*}', 'quay.io/org/app:1.2-rc'],
    ['${REF%quay.io}', 'quay.io/org/app:1.2-rc'],
    ['${REF/o/0}', 'quay.i0/org/app:1.2-rc'],
    ['${REF/org/}', 'quay.io//app:1.2-rc'],
    ['${REF/app}', 'quay.io/org/:1.2-rc'],
    ['${REF//o}', 'quay.i/rg/app:1.2-rc'],
    ['${REF/o/$A}', 'quay.inginx/org/app:1.2-rc'],
    ['${REF/o/$&}', 'quay.i$&/org/app:1.2-rc'],
    ['${REF#q?a}', '! it cuts a variable by a pattern that is not understood'],
    ['${REF##*[/]}', '! it cuts a variable by a pattern that is not understood'],
    ['${REF%%[:]*}', '! it cuts a variable by a pattern that is not understood'],
    ['${REF%:?}', '! it cuts a variable by a pattern that is not understood'],
    ['${REF/o*/x}', '! it cuts a variable by a pattern that is not understood'],
    ['${REF//}', '! it cuts a variable by a pattern that is not understood'],
    ['${NONE#a}', '! NONE missing'],
    ['${REF#$NONE}', '! NONE missing'],
    ['${REF%$NONE}', '! NONE missing'],
    ['${EMPTY#a}', ''],
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

  const variable = { role: 'variable', file: 'v', line: 1, column: 1, text: 'x/y' };
  const dialect = { escape: '\\', quotes: true } as const;
  const variables = {
    lookup: (name: string): Value | undefined => {
      if (name === 'V') return { known: true, pieces: [{ text: 'x/y', origin: { file: 'v', start: 5 }, variable }] };
      if (name === 'TWO') {
        const pieces = ['x/', 'y:1'].map((text, index) => ({
          text,
          origin: { file: 'v', start: 5 + 9 * index },
          variable,
        }));
        return { known: true, pieces };
      }
      if (name === 'MADE') return { known: true, pieces: [{ text: 'x/y' }] };
      if (name === 'HALF') return { known: false, reason: 'half', pieces: [{ text: 'x/y:', variable }, UNKNOWN] };
      return name === 'HIDDEN' ? { known: false, reason: 'hidden', variables: [variable] } : undefined;
    },
    missing: (name: string) => `${name} missing`,
  };
  const at = (start: number, text: string) => ({ text, origin: { file: 'f', start } });
  const of = (start: number, text: string) => ({ text, origin: { file: 'v', start }, variable });

  it.each<[string, Value]>([
    ['a-$V', { known: true, pieces: [at(0, 'a-'), of(5, 'x/y')] }],
    // Only what stands on in the same place is one piece.
    ['ab"c"d', { known: true, pieces: [at(0, 'ab'), at(3, 'c'), at(5, 'd')] }],
    ['${TWO#x}', { known: true, pieces: [of(6, '/'), of(14, 'y:1')] }],
    ['${TWO#x/}', { known: true, pieces: [of(14, 'y:1')] }],
    ['${TWO#x/y}', { known: true, pieces: [of(15, ':1')] }],
    ['${TWO%:1}', { known: true, pieces: [of(5, 'x/'), of(14, 'y')] }],
    ['${TWO%%/*}', { known: true, pieces: [of(5, 'x')] }],
    ['${TWO/x/z}', { known: true, pieces: [{ text: 'z/y:1', variable }] }],
    ['${MADE/x/z}', { known: true, pieces: [{ text: 'z/y' }] }],
    ['${MADE#x}', { known: true, pieces: [{ text: '/y' }] }],
    // An empty value has a place, too.
    ['', { known: true, pieces: [at(0, '')] }],
    ['""', { known: true, pieces: [at(0, '')] }],
    ['${NONE:-}', { known: true, pieces: [at(8, '')] }],
    ['${NONE:+a}', { known: true, pieces: [at(0, '')] }],
    ['a$NONE', { known: false, reason: 'NONE missing', variables: [], pieces: [at(0, 'a'), UNKNOWN] }],
    ['$NONE$ALSO', { known: false, reason: 'NONE missing', variables: [], pieces: [UNKNOWN, UNKNOWN] }],
    [
      '$HALF-a',
      {
        known: false,
        reason: 'half',
        variables: [variable],
        pieces: [{ text: 'x/y:', variable }, UNKNOWN, at(5, '-a')],
      },
    ],
    [
      '${HALF:-b}',
      { known: false, reason: 'half', variables: [variable], pieces: [{ text: 'x/y:', variable }, UNKNOWN] },
    ],
    [
      '${HALF?b}',
      { known: false, reason: 'half', variables: [variable], pieces: [{ text: 'x/y:', variable }, UNKNOWN] },
    ],
    ['${HALF:+b}', { known: false, reason: 'half', variables: [], pieces: [UNKNOWN] }],
    ['${HALF#b}', { known: false, reason: 'half', variables: [], pieces: [UNKNOWN] }],
    ['${HALF/b/-}', { known: false, reason: 'half', variables: [], pieces: [UNKNOWN] }],
    [
      '$V:$HIDDEN',
      { known: false, reason: 'hidden', variables: [variable, variable], pieces: [of(5, 'x/y'), at(2, ':'), UNKNOWN] },
    ],
  ])('%s is made of pieces', (text, expected) => {
    expect(expand({ text, origin: { file: 'f', start: 0 }, dialect }, variables)).toEqual(expected);
  });

  it('what stands nowhere has no place, and what is the value of a variable says so', () => {
    expect(expand({ text: 'a', dialect }, variables)).toEqual({ known: true, pieces: [{ text: 'a' }] });
    expect(expand({ text: 'a"b"', variable, dialect }, variables)).toEqual({
      known: true,
      pieces: [
        { text: 'a', variable },
        { text: 'b', variable },
      ],
    });
    const joined = expand({ text: '$V', variable, origin: { file: 'f', start: 0 }, dialect }, variables);
    expect(joined).toEqual({ known: true, pieces: [of(5, 'x/y')] });
  });

  it('pieces are one only where both text and variable go on', () => {
    const other = { ...variable, text: 'other' };
    const lookup = (name: string): Value => ({
      known: true,
      pieces: [
        {
          text: name,
          origin: { file: name === 'C' ? 'w' : 'v', start: 'ABCD'.indexOf(name) },
          variable: name === 'D' ? other : variable,
        },
      ],
    });
    expect(expand({ text: '$A$B$C$D', dialect }, { lookup, missing: String })).toEqual({
      known: true,
      pieces: [
        { text: 'AB', origin: { file: 'v', start: 0 }, variable },
        { text: 'C', origin: { file: 'w', start: 2 }, variable },
        { text: 'D', origin: { file: 'v', start: 3 }, variable: other },
      ],
    });
    expect(expand({ text: '$B$D', dialect }, { lookup, missing: String })).toMatchObject({ pieces: [{}, {}] });
    expect(expand({ text: '$B$A', dialect }, { lookup, missing: String })).toMatchObject({ pieces: [{}, {}] });
    const apart = (name: string): Value => ({
      known: true,
      pieces: [
        { text: name, origin: { file: 'v', start: 'AB'.indexOf(name) }, variable: name === 'B' ? other : variable },
      ],
    });
    expect(expand({ text: '$A$B', dialect }, { lookup: apart, missing: String })).toMatchObject({ pieces: [{}, {}] });
  });

  const LONG = { known: false, reason: 'no image reference is that long' };
  it.each<[string, string, boolean]>([
    ['a text that is read', `${'a'.repeat(1020)}\\b`, true],
    ['a value of the greatest length', 'a'.repeat(1024), true],
    ['a longer value', 'a'.repeat(1025), false],
    ['a text that is read of variables', '${EMPTY:-}'.repeat(6), true],
    ['as many pieces as a reference has', 'a""'.repeat(64), true],
    ['more pieces', 'a""'.repeat(65), false],
    ['the longest text that is read', `\${A:-${'a'.repeat(4090)}}`, true],
    ['a longer text', `\${A:-${'a'.repeat(4091)}}`, false],
  ])('%s', (_, text, isKnown) => {
    const lookup = (name: string): Value | undefined =>
      name === 'A' ? { known: true, pieces: [{ text: 'x' }] } : undefined;
    const value = expand({ text, dialect }, { lookup, missing: String });
    if (isKnown) expect(value.known).toBe(true);
    else expect(value).toEqual(LONG);
  });

  it('counts what is hidden, and says first what is not known', () => {
    const hidden = Array.from({ length: 40 }, (_, column) => ({ ...variable, column }));
    const lookup = (): Value => ({ known: false, reason: 'hidden', variables: hidden });
    expect(expand({ text: '$A'.repeat(24), dialect }, { lookup, missing: String })).toMatchObject({
      pieces: { length: 24 },
    });
    expect(expand({ text: '$A'.repeat(25), dialect }, { lookup, missing: String })).toEqual({
      known: false,
      reason: 'hidden',
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
