/**
 * Documents of YAML as hardly anybody writes it: Kubernetes objects (so that kubectl reads them) whose fields are written in odd
 * ways, with lines of comments, breaks and indentation mixed in. Some of them are valid, others are not, and parsers disagree.
 */

/** What every image of these documents looks like. */
export const ODD_IMAGE = /odd\.io\/a\/\d+:1/;

/** A source of numbers; the same seed gives the same documents. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e37_79b9) >>> 0;
  }

  /** A whole number from 0 to `sides` - 1 (mulberry32). */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  }

  of<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.roll(choices.length)] ?? choices[0];
  }
}

/** A field of an object as lines that stand at its margin; `%` is where an image stands, `KEY` its name. */
const FIELDS: readonly [string, ...string[]] = [
  'KEY: %',
  'KEY:\t%',
  'KEY: %\t# why',
  'KEY: % # why: not',
  'KEY: "%"',
  "KEY: '%'",
  '\'KEY\': "%"',
  '"KEY" : %',
  '"KE\\u0059": %',
  'KEY:\n  %',
  'KEY: # why\n  # not\n  %',
  'KEY:\n\n    %\n',
  'KEY: &KEY %',
  'KEY: &KEY\n  %',
  'KEY: !!str %',
  'KEY: !!str &KEY %',
  'KEY: &KEY !!str\n  "%"',
  '&KEY KEY: %',
  '? KEY\n: %',
  '? "KEY"\n: - %\n  - %',
  '? |\n  KEY\n: %',
  '? KEY',
  'KEY: >-\n  %',
  'KEY: |\n  %\n',
  'KEY: |2-\n    %',
  'KEY: >+ # why\n\n  %\n\n',
  'KEY: |-\n   \n    %\n   # no comment\n',
  'KEY: |\n  a: %\n   b: %\n  #c\n',
  'KEY: |1\n  %\n   %',
  'KEY: %\n  and more\n  # why\nOTHER: %',
  'KEY: and\n  %\n\n  more',
  'KEY: "%\n  more\\\n  and"',
  "KEY: '%\n\n  more''s'",
  'KEY: "%\nmore"',
  "KEY: '\n%\n'",
  'KEY: "a\\tb \\" \\x41\\u00e9\\\n   %"',
  'KEY: [%, %]',
  'KEY: [ %, "%" , \'%\', ]',
  'KEY: [\n%,\n  %\n]',
  'KEY: [\n  %, # why\n  # not\n  %\n  ]',
  'KEY: [%, # [\n%]',
  'KEY: ["%"#why\n, %]',
  'KEY: [\n\t%,\n\t"%"\n\t]',
  'KEY: [%,\n%\nmore\n]',
  'KEY: [{a: %}, {"b":%}, {"c":"%"}, c: %]',
  'KEY: {a: %, b: "%"}',
  'KEY: {\n  a: %,\n  b: {c: [%]}\n}',
  'KEY: {\n    a: %\n  , b: %\n  }',
  'KEY: {a: %,\n# why\n\n  # not\n b: %\n# and\n}',
  'KEY: {"a":"%","b":["%"]}',
  'KEY: {"a":\n  "%", "b"\n  : "%"}',
  'KEY: {? a : %, ? "b": %}',
  'KEY: {a: , b: %, c, d: }',
  'KEY: { a: %}\t# why',
  'KEY: {\n\ta: %\n}',
  'KEY: [\n  [%,\n %],\n%,\n]',
  'KEY: {a: "%\nmore", b: %}',
  'KEY:\n- %\n- "%"',
  'KEY:\n  - %\n# why\n  - %\n  # not\n',
  'KEY:\n- - %\n  - %\n-   - %\n- -\n    - %',
  'KEY:\n-\n  %\n-\n\n  - %',
  'KEY:\n- a: %\n  b: %\n-   a: %\n    b: %',
  'KEY:\n- # why\n  a: %\n-\n  a: %',
  'KEY:\n-\t%',
  'KEY:\n- &KEY a: %\n- *KEY',
  'KEY:\n- &KEY\n  a: %\n- b: *KEY',
  'KEY:\n  &KEY\n  a: %\nOTHER: *KEY',
  'KEY: &KEY {a: %}\nOTHER: [*KEY, *KEY ]',
  'KEY:\n- ? a\n  : %\n- ? [a, b]\n  : %',
  'KEY:\n- !!map {a: %}\n- !!seq\n  - %',
  'KEY:\n-\n- %\n-',
  'KEY:\nOTHER: %',
  'KEY: ~\nOTHER: %',
  'KEY: %\nKEY: %',
  'LONG: %',
  'KEY: a#b %#c',
  'KEY: a:b %',
  'KEY: -%',
  'KEY: "%" # why\n\n# not\n   # and\n',
  "KEY: '#' # '\nOTHER: %",
  'KEY: "a\\\\" # "\nOTHER: %',
  "KEY: it's # [\nOTHER: %",
  'KEY: a [b\nOTHER: %',
  'KEY: a\u00a0b %',
  'KEY: é\u{1f600} %',
  'KEY: a\u2028OTHER: %',
  'KEY: "a\u0085b %"',
  '# a\u2029KEY: %',
  'KEY: |\n  a\u2028  b %\n',
  'KEY: \ufeff%',
  'KEY: @ %',
  'KEY: %\n more: %',
  'KEY: "%" more',
  'KEY: [%',
  'KEY: {a: %]',
  'KEY:%',
  'KEY: - %',
  ' KEY: %',
  '\tKEY: %',
  '- %',
  '---',
  '--- # why',
  '%',
];

/** What may stand on a line of its own between the fields. */
const BETWEEN: readonly [string, ...string[]] = ['', '', '', '# why', '  # why', '    # [', '\t', '  ', '#', '\t# why'];

const BEGINNINGS: readonly [string, ...string[]] = [
  '',
  '',
  '',
  '---\n',
  '# why\n---\n',
  '--- # why\n',
  '\ufeff',
  '\ufeff---\n',
  '%YAML 1.1\n---\n',
  '%TAG !e! tag:e.com,2026:\n# why\n---\n',
  '\n\n',
  '---\n---\n',
];
const ENDS: readonly [string, ...string[]] = [
  '\n',
  '\n',
  '\n',
  '',
  '\n...\n',
  '\n---\n',
  '\n--- # why\n',
  '\n... # why\n',
  '\n\n\n',
  '\n# why',
];
const BREAKS: readonly [string, ...string[]] = ['\n', '\n', '\n', '\n', '\r\n', '\n', '\n', '\r\n', '\r'];

/** How the object's fields stand in it. */
const AROUND: readonly [(fields: string) => string, ...((fields: string) => string)[]] = [
  (fields) => `spec:\n${indented(fields, '  ')}`,
  (fields) => `spec:\n${indented(fields, ' ')}`,
  (fields) => `spec:\n${indented(fields, '      ')}`,
  (fields) => `spec:\n  list:\n  - first: a\n${indented(fields, '    ')}`,
  (fields) => `spec:\n  list:\n    -   first: a\n${indented(fields, '        ')}\n    - last`,
  (fields) => `spec: # why\n\n  template:\n${indented(fields, '    ')}\n  last: b`,
  (fields) => `spec: &all\n${indented(fields, '  ')}`,
  (fields) => `spec: !!map\n${indented(fields, '  ')}`,
  (fields) => fields,
];

function indented(lines: string, by: string): string {
  return lines
    .split('\n')
    .map((line) => (line === '' ? line : by + line))
    .join('\n');
}

/** A document of some fields. Its images are `odd.io/a/<number>:1`, each its own. */
export function oddDocument(dice: Dice, name: string): string {
  const fields: string[] = [];
  for (let count = 1 + dice.roll(4); count > 0; count--) {
    const id = `k${fields.length}`;
    fields.push(
      dice
        .of(FIELDS)
        .replaceAll('LONG', `${id}${'x'.repeat(dice.of([1010, 1030]))}`)
        .replaceAll('KEY', id)
        .replaceAll('OTHER', `${id}o`),
    );
    const between = dice.of(BETWEEN);
    if (between !== '') fields.push(between);
  }
  const body = dice.of(AROUND)(fields.join('\n'));
  const head = `apiVersion: e.com/v1\nkind: Odd\nmetadata: {name: ${name}}\n`;
  const text = dice.of(BEGINNINGS) + (dice.roll(8) === 0 ? `${body}\n${head.trimEnd()}` : head + body) + dice.of(ENDS);
  let image = 0;
  const filled = text.replaceAll(/%(?!YAML|TAG)/g, () => `odd.io/a/${image++}:1`);
  const changed = mutated(filled, dice);
  // Where the `:` of such a key stands further left than its `?`, which no rule of YAML allows, `yaml` alone takes it.
  const document = filled.includes('? |') ? filled : changed;
  return document.replaceAll('\n', dice.of(BREAKS));
}

/**
 * One in three documents is changed at one place more, so that it also happens where no field foresees it. No `?` is written:
 * before a comma in brackets it is a key to others, and js-yaml takes no such document.
 */
function mutated(text: string, dice: Dice): string {
  if (dice.roll(3) !== 0) return text;
  const at = dice.roll(text.length);
  const line = text.indexOf('\n', at) + 1;
  switch (dice.roll(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return (
        text.slice(0, at) +
        dice.of([
          '\n',
          ' ',
          '\t',
          '#',
          ' #',
          '"',
          "'",
          ':',
          ': ',
          ',',
          '[',
          ']',
          '{',
          '}',
          '-',
          '&',
          '*',
          '!',
          '|',
          '>',
          '\u2028',
        ]) +
        text.slice(at)
      );
    case 2:
      return `${text.slice(0, line)}# why\n${text.slice(line)}`;
    case 3:
      return `${text.slice(0, line)} ${text.slice(line)}`;
    default:
      return `${text.slice(0, line)}\n${text.slice(line)}`;
  }
}
