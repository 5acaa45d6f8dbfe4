import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationCommand, logLine } from '../../src/text/log-line.ts';
import { redacted } from '../../src/text/redacted.ts';
import { jsonOf, shown } from '../../src/text/shown.ts';
import { terminalLine } from '../../src/text/terminal.ts';
import { commandsIn } from './runner-log.ts';
import { HOSTILE } from './strangers-text.ts';

const RUNS = { numRuns: 2000 };
/** Control characters, line ends, and what turns the direction of writing. */
const ACTS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

describe('the model of the runner', () => {
  it.each([
    ['::error::x', 'V2 error'],
    ['  \u00a0::error file=a::x', 'V2 error'],
    ['x ::error::x', ''],
    ['a ##[error]x', 'V1 error'],
    ['a #\u200b#[set-env name=A]b', 'V1 set-env'],
    ['a ## [error]x', ''],
    ['\u200b::debug::x', 'V2 debug'],
    ['a\rb\r::debug::x', 'V2 debug'],
    [': :debug::x', ''],
  ])('finds in %j %j', (line, found) => {
    expect(
      commandsIn(line)
        .map(({ form, name }) => `${form} ${name}`)
        .join(),
    ).toBe(found);
  });
});

describe('a line of the log', () => {
  it('of any text is one line that holds no command and nothing that acts', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const line = logLine(text);
        expect(commandsIn(line)).toEqual([]);
        expect(line).not.toMatch(ACTS);
        expect(line.replaceAll(' ', '')).toBe(shown(text).replaceAll(' ', ''));
      }),
      RUNS,
    );
  });
});

describe('an annotation', () => {
  it('of any texts is the one command that is meant', () => {
    fc.assert(
      fc.property(HOSTILE, HOSTILE, (file, message) => {
        const line = annotationCommand({ level: 'warning', at: { file, line: 3, column: 4 }, message });
        const [command, ...more] = commandsIn(line);
        expect(more).toEqual([]);
        expect([command?.form, command?.name]).toEqual(['V2', 'warning']);
        expect(command?.properties).toMatch(/^file=[^,:]*,line=3,col=4$/);
        expect(line).not.toMatch(ACTS);
        const data = unescaped(command?.data ?? '');
        expect(data).toBe(logLine(message));
        expect(commandsIn(data)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('writes properties and message as the runner reads them', () => {
    const given = {
      level: 'error',
      at: { file: 'a,line=9::b\n%.yaml', line: 1 },
      message: '100%\r\n::set-output name=x::y',
    } as const;
    expect(annotationCommand(given)).toBe(
      '::error file=a%2Cline=9%3A%3Ab %25.yaml,line=1::100%25 ::set-output name=x::y',
    );
  });

  it('may be about no place', () => {
    expect(annotationCommand({ level: 'notice', message: 'm' })).toBe('::notice::m');
  });

  it('cuts long messages between characters', () => {
    const command = annotationCommand({
      level: 'error',
      at: { file: 'a', line: 1 },
      message: `${'x'.repeat(3998)}🐋🐋`,
    });
    expect(command.length).toBeLessThan(4096);
    expect(() => encodeURIComponent(command)).not.toThrow();
    expect(command.endsWith('x…')).toBe(true);
  });
});

describe('a line of a terminal', () => {
  it('of any text is one line without anything that acts, but the colours that are meant', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        expect(terminalLine(text, true)).not.toMatch(ACTS);
        const parts = terminalLine([{ look: 'red', text }, text], true);
        expect(parts).toBe(`\u001b[31m${shown(text)}\u001b[0m${shown(text)}`);
        expect(terminalLine([{ look: 'red', text }, text], false)).not.toMatch(ACTS);
      }),
      RUNS,
    );
  });
});

describe('a text as it is shown', () => {
  it('says what is hidden, once', () => {
    expect(shown('a\u202eb\u001b[1mc\u0000\u{e0041}\ud800\r\n d👩\u200d🚀\ufe0f')).toBe(
      'a\\u202eb\\u001b[1mc\\u0000\\u{e0041}\\ud800  d👩\u200d🚀\ufe0f',
    );
    fc.assert(
      fc.property(HOSTILE, (text) => shown(shown(text)) === shown(text)),
      RUNS,
    );
  });
});

describe('JSON', () => {
  it('of any text holds nothing that acts and is the same value', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const json = jsonOf({ list: [text], [text]: 1 });
        expect(json.replaceAll('\n', '')).not.toMatch(ACTS);
        expect(JSON.parse(json)).toEqual({ list: [redacted(text)], [text]: 1 });
      }),
      RUNS,
    );
  });
});

/** As the runner undoes it. */
function unescaped(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
