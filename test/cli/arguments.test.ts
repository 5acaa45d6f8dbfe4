import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import { parseArguments } from '../../src/cli/arguments.ts';

describe('parseArguments', () => {
  it('takes every input as a flag', () => {
    const parsed = parseArguments([
      'plan',
      'deploy',
      '--registry',
      'contoso',
      '--fail-on=high',
      '--pin',
      '--no-warm',
      '--json',
    ]);
    expect(parsed).toMatchObject({ command: 'plan', operands: ['deploy'], json: true, apply: false });
    expect(['registry', 'fail-on', 'pin', 'warm', 'exclude'].map(parsed.input)).toEqual([
      'contoso',
      'high',
      'true',
      'false',
      '',
    ]);
  });

  it.each([[[]], [['--help']], [['-h']], [['help']]])('%j asks for help', (argv) => {
    expect(parseArguments(argv).command).toBe('help');
  });

  it('takes - for standard input and a list of inventories', () => {
    expect(parseArguments(['scan', '-']).operands).toEqual(['-']);
    expect(parseArguments(['plan', '--inventory', 'a.json, b.json']).inventories).toEqual(['a.json', 'b.json']);
  });

  it('applies only what is asked for', () => {
    expect(parseArguments(['run', '--apply']).apply).toBe(true);
    expect(parseArguments(['run']).apply).toBe(false);
  });

  it.each([[['scna']], [['scan', '--regsitry', 'x']], [['scan', '--registry']]])('%j ends in one line', (argv) => {
    expect(() => parseArguments(argv)).toThrow(UserError);
    try {
      parseArguments(argv);
    } catch (error) {
      expect(String(error)).not.toContain('\n');
    }
  });
});
