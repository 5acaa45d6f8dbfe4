import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import { parseArguments } from '../../src/cli/arguments.ts';
import { COMMANDS, specOf } from '../../src/cli/command-table.ts';
import { commandHelp, helpLines } from '../../src/cli/help.ts';
import { terminalLine } from '../../src/text/terminal.ts';

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
    expect(parsed).toMatchObject({ command: 'plan', operands: ['deploy'], output: 'json', apply: false });
    expect(['registry', 'fail-on', 'pin', 'warm', 'exclude'].map(parsed.input)).toEqual([
      'contoso',
      'high',
      'true',
      'false',
      '',
    ]);
  });

  it.each([[[]], [['help']]])('%j asks for help', (argv) => {
    expect(parseArguments(argv)).toMatchObject({ command: 'help', help: false });
  });

  it.each([[['-h']], [['--help']]])('%j asks for help as a whole', (argv) => {
    expect(parseArguments(argv)).toMatchObject({ command: 'help' });
  });

  it.each([[['scan', '--help']], [['scan', '-h']], [['help', 'scan']], [['--help', 'scan']]])(
    "%j asks for a command's own help",
    (argv) => {
      expect(parseArguments(argv)).toMatchObject({ command: 'scan', help: true });
    },
  );

  it.each([[['-V']], [['--version']], [['version']], [['scan', '--version']]])('%j asks for the version', (argv) => {
    expect(parseArguments(argv).command).toBe('version');
  });

  it('takes - for standard input and a list of inventories, also one by one', () => {
    expect(parseArguments(['scan', '-']).operands).toEqual(['-']);
    expect(parseArguments(['plan', '--inventory', 'a.json, b.json']).inventories).toEqual(['a.json', 'b.json']);
    const twice = ['plan', '--inventory', 'a.json', '--inventory=b.json'];
    expect(parseArguments(twice).inventories).toEqual(['a.json', 'b.json']);
  });

  it('takes a list in several flags', () => {
    const parsed = parseArguments(['scan', '--include', 'a/**', '--include', 'b/**']);
    expect(parsed.input('include')).toBe('a/**\nb/**');
  });

  it.each([
    [['--warm', 'false'], 'warm', 'false'],
    [['--warm=False'], 'warm', 'False'],
    [['--no-warm'], 'warm', 'false'],
    [['--include-tests'], 'include-tests', 'true'],
    [['--pin', 'TRUE'], 'pin', 'TRUE'],
    [['--only-fixable', 'deploy'], 'only-fixable', 'true'],
  ] as const)('%j says of %s: %s', (argv, name, value) => {
    const parsed = parseArguments(['scan', ...argv]);
    expect(parsed.input(name)).toBe(value);
    expect(parsed.operands).toEqual(argv[1] === 'deploy' ? ['deploy'] : []);
  });

  it('applies only what is asked for', () => {
    expect(parseArguments(['run', '--apply']).apply).toBe(true);
    expect(parseArguments(['run']).apply).toBe(false);
    expect(parseArguments(['run', '--apply', 'false']).apply).toBe(false);
  });

  it('takes what comes after -- as it is', () => {
    expect(parseArguments(['scan', '--', '--apply']).operands).toEqual(['--apply']);
  });

  it.each([
    [['scna'], '"scna" is no command. Did you mean scan? Commands: '],
    [['help', 'scna'], '"scna" is no command. Commands: '],
    [['scan', '--regsitry', 'x'], '--regsitry is no flag. Did you mean --registry? '],
    [['scan', '-x'], '-x is no flag. '],
    [['scan', '--registry'], '--registry needs a value. '],
    [
      ['scan', '--registry', '--json'],
      '--registry needs a value, and "--json" is a flag (write --registry=--json if it is meant). ',
    ],
    [['scan', '--write'], '--write is a flag of rewrite, restore, and not of scan. '],
    [['plan', '-o', 'sarif'], '--output "sarif" is not allowed: plan has table, json.'],
    [['plan', '-o', 'xml'], '--output "xml" is not allowed: plan has table, json.'],
    [['rewrite', '--json'], '--output "json" is not allowed: rewrite has no choice of formats: leave it out.'],
    [['plan', '--registry', 'a', '--registry', 'b'], '--registry is given twice, as "a" and as "b". Give it once.'],
    [['scan', '--no-warm=true'], '--no-warm takes no value. Write --warm=false, or --no-warm.'],
  ])('%j ends in one line: %s', (argv, message) => {
    const attempt = () => parseArguments(argv);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
    expect(attempt).not.toThrow('\n');
  });
});

describe('the help', () => {
  it.each(COMMANDS.map((command) => [command]))('of %s has its flags and examples that can be typed', (command) => {
    const { examples, flags } = specOf(command);
    const text = commandHelp(command)
      .map((line) => terminalLine(line, false))
      .join('\n');
    for (const flag of flags) expect(text).toContain(`--${flag}`);
    expect(text.split('\n').filter((line) => line.length > 160)).toEqual([]);
    for (const [typed] of examples) {
      const [, after = typed] = /acr-artifact-cache (.*)$/.exec(typed) ?? [];
      const words = (after.split(/ [|>] /)[0] ?? '').split(' ').map((word) => word.replaceAll("'", ''));
      expect(() => parseArguments(words)).not.toThrow();
    }
  });

  it('as a whole names every command', () => {
    const text = helpLines()
      .map((line) => terminalLine(line, false))
      .join('\n');
    for (const command of COMMANDS) expect(text).toMatch(new RegExp(`^  ${command}`, 'm'));
  });
});
