import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { az, outputOf } from '../src/az-command.ts';

describe('a command', () => {
  it('gives a shell the words that it was made of', () => {
    // What shells act on, and some that they don't.
    const characters = fc.constantFrom(...'ab0-_/:=@.,+é \'ß"$`\\!*?[]{}()<>|&;#~%^\n\t');
    const word = fc.string({ unit: characters, minLength: 1, maxLength: 12 });
    const commands = fc.sample(fc.array(word, { minLength: 1, maxLength: 6 }), 60);
    // One shell for all of them.
    const script = ['az() { printf "%s\\0" "$@"; }', ...commands.map((words) => az(...words))].join('\n');
    const printed = execFileSync('sh', ['-c', script]).toString('utf8').split('\0').slice(0, -1);
    expect(printed).toEqual(commands.flat());
  });

  it('takes what another one prints as one word', () => {
    const line = az('show', '--scope', outputOf('az', 'two words', "it's"));
    const script = `az() { [ "$1" = show ] && printf '%s|' "$@" || printf '%s ' "$@"; }\n${line}`;
    expect(execFileSync('sh', ['-c', script]).toString()).toBe("show|--scope|two words it's |");
  });
});
