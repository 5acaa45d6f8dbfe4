/**
 * Commands that the runner would find in what a step prints. A model of `ActionCommand.cs` and `ActionCommandManager.cs`
 * (https://github.com/actions/runner/tree/main/src), both parsers: `::name …::data` at the start of a line, and in an older form
 * `##[name …]data` anywhere in it. Stricter than the runner where .NET compares by culture: characters that have no weight in a
 * comparison are left out first.
 */
export interface Command {
  readonly name: string;
  readonly properties: string;
  readonly data: string;
  readonly form: 'V1' | 'V2';
}

/** What the runner registers, as of 2026, with the older commands that it knew. */
const REGISTERED = new Set(
  'add-mask add-matcher add-path debug echo endgroup error group internal-set-repo-path notice remove-matcher save-state section set-env set-output stop-commands warning command'.split(
    ' ',
  ),
);

const WEIGHTLESS = /(?![\s\u0085])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** The commands in a step's standard output. */
export function commandsIn(output: string): readonly Command[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    const command =
      newer(line) ?? newer(line.replaceAll(WEIGHTLESS, '')) ?? older(line) ?? older(line.replaceAll(WEIGHTLESS, ''));
    return command === undefined ? [] : [command];
  });
}

function newer(line: string): Command | undefined {
  // .NET's white space: JavaScript's without U+FEFF, with U+0085.
  const message = line.replace(/^[\s\u0085]+/, '');
  if (!message.startsWith('::')) return undefined;
  const end = message.indexOf('::', 2);
  if (end === -1) return undefined;
  return commandOf(message.slice(2, end), message.slice(end + 2), 'V2');
}

function older(line: string): Command | undefined {
  const start = line.indexOf('##[');
  const end = start === -1 ? -1 : line.indexOf(']', start);
  return end === -1 ? undefined : commandOf(line.slice(start + 3, end), line.slice(end + 1), 'V1');
}

function commandOf(info: string, data: string, form: Command['form']): Command | undefined {
  const space = info.indexOf(' ');
  const name = (space === -1 ? info : info.slice(0, space)).toLowerCase();
  // Another version may know others: whatever has the shape of a name counts as one.
  if (!REGISTERED.has(name) && !/^[a-z][a-z-]*$/.test(name)) return undefined;
  return { name, properties: space === -1 ? '' : info.slice(space + 1), data, form };
}
