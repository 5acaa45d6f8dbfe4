import { table } from '../report/table.ts';
import type { Line } from '../text/terminal.ts';
import {
  COMMAND_TABLE,
  COMMANDS,
  COMMON_FLAGS,
  type Command,
  type FlagName,
  flagSpec,
  specOf,
} from './command-table.ts';

const NAME = 'acr-artifact-cache';

/** The help as a whole. */
export function helpLines(): readonly Line[] {
  return [
    `Usage: ${NAME} <command> [flags]`,
    '',
    bold('Commands'),
    ...table(
      COMMANDS.map((command) => [`  ${command} ${COMMAND_TABLE[command].operands}`.trimEnd(), specOf(command).what]),
    ),
    '',
    bold('Flags of every command'),
    ...flagLines(COMMON_FLAGS),
    '',
    `Every input of action.yml is a flag by its name (docs/inputs.md): --fail-on high, --no-warm, --pin, …`,
    `"${NAME} <command> --help" has the flags of a command, and examples.`,
    'Azure is asked with whatever DefaultAzureCredential finds (az login, environment, managed identity).',
    'Exit status: 0 done, 1 failed as --fail-on or --fail-when say (unless set: what was needed and could not be asked),',
    '2 could not be done.',
  ];
}

/** The help of one command. */
export function commandHelp(command: Command): readonly Line[] {
  const { operands, what, flags, formats, inputs, examples } = specOf(command);
  const common = COMMON_FLAGS.filter((flag) => formats.length > 0 || (flag !== 'output' && flag !== 'json'));
  const typed = examples.map(([words, does]) => [`  ${words.includes(NAME) ? words : `${NAME} ${words}`}`, does]);
  return [
    `Usage: ${[NAME, command, operands].filter((word) => word !== '').join(' ')} [flags]`,
    capital(what),
    ...(typed.length === 0 ? [] : ['', bold('Examples'), ...table(typed)]),
    '',
    bold('Flags'),
    ...flagLines([...flags, ...common]),
    ...(formats.length === 0 ? [] : [`  FORMAT is one of ${formats.join(', ')}; ${formats[0]} unless given`]),
    ...(inputs.length === 0
      ? []
      : [
          '',
          bold('Inputs that matter most to it'),
          `  ${inputs.map((name) => `--${name}`).join(', ')}`,
          '  and every other of docs/inputs.md',
        ]),
  ];
}

function flagLines(names: readonly FlagName[]): readonly string[] {
  return table(
    names.map((name) => {
      const { short, value, what } = flagSpec(name);
      const long = `--${name}${value === undefined ? '' : ` ${value}`}`;
      return [`  ${short === undefined ? '    ' : `-${short}, `}${long}`, what];
    }),
  );
}

function bold(text: string): Line {
  return { look: 'bold', text };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
