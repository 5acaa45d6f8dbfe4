import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../base/errors.ts';
import { INPUT_NAMES } from '../inputs/names.ts';

export const COMMANDS = [
  'scan',
  'plan',
  'rewrite',
  'restore',
  'run',
  'prune',
  'policy',
  'doctor',
  'suggest',
  'demo',
  'help',
  'version',
] as const;
export type Command = (typeof COMMANDS)[number];

/** What was typed, taken apart; the inputs are still text. */
export interface Arguments {
  readonly command: Command;
  /** What is not a flag: the path, for `prune` the rules, for `suggest` the inventory. */
  readonly operands: readonly string[];
  /** The text of an input, empty where it was not given. */
  readonly input: (name: string) => string;
  readonly json: boolean;
  /** `run`: create rules and warm. */
  readonly apply: boolean;
  /** `rewrite`, `restore`: change the files. */
  readonly write: boolean;
  /** `restore`: go by the inputs alone, and ask nobody. */
  readonly offline: boolean;
  /** `rewrite`: a plan's file, empty for none: only what it covers is moved. */
  readonly plan: string;
  /** `prune`: do not ask. */
  readonly yes: boolean;
  /** `prune`: all that are listed. */
  readonly unused: boolean;
  /** `prune`: an image that is not pulled from the registry uses no rule. */
  readonly leaving: boolean;
  /** `prune`: days that a rule must be old, empty where it was not given. */
  readonly minAge: string;
  /** `plan`: the language that the rules to create are printed in, empty for a table. */
  readonly format: string;
  /** `plan`, `run`, `prune`: inventories of other repositories. */
  readonly inventories: readonly string[];
  /** `policy`: for one engine alone, empty for all. */
  readonly policyEngine: string;
  /** `policy`: how hard it is, empty where it was not given. */
  readonly mode: string;
  /** `policy`: regions whose regional endpoints clusters pull from. */
  readonly regions: readonly string[];
  /** `policy`: bind the platform's namespaces too. */
  readonly includeSystem: boolean;
}

/** Inputs that are true or false, so that `--pin` and `--no-warm` do without a value. */
const FLAGS = ['warm', 'only-fixable', 'pin'] as const;

/**
 * Takes a command line apart.
 * @param argv what follows the program's name
 * @throws UserError for a word that is not known, in one line that says what is
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [word = 'help', ...operands] = values.help ? ['help'] : values.version ? ['version'] : positionals;
  const command = COMMANDS.find((candidate) => candidate === word);
  if (command === undefined) {
    throw new UserError(`${JSON.stringify(word)} is no command. Commands: ${COMMANDS.join(', ')}.`);
  }
  return {
    command,
    operands,
    input: (name) => String(values[name] ?? ''),
    json: values.json === true,
    apply: values.apply === true,
    write: values.write === true,
    offline: values.offline === true,
    plan: String(values.plan ?? ''),
    yes: values.yes === true,
    unused: values.unused === true,
    leaving: values.leaving === true,
    minAge: String(values['min-age'] ?? ''),
    format: String(values.format ?? ''),
    inventories: items(values.inventory),
    policyEngine: String(values['policy-engine'] ?? ''),
    mode: String(values.mode ?? ''),
    regions: items(values.regions),
    includeSystem: values['include-system'] === true,
  };
}

function items(value: unknown): readonly string[] {
  return String(value ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

type Options = Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>;

function parse(argv: readonly string[]) {
  const options: Options = {
    json: { type: 'boolean' },
    apply: { type: 'boolean' },
    write: { type: 'boolean' },
    offline: { type: 'boolean' },
    plan: { type: 'string' },
    yes: { type: 'boolean' },
    unused: { type: 'boolean' },
    leaving: { type: 'boolean' },
    'min-age': { type: 'string' },
    format: { type: 'string' },
    inventory: { type: 'string' },
    'policy-engine': { type: 'string' },
    mode: { type: 'string' },
    regions: { type: 'string' },
    'include-system': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean' },
  };
  for (const name of INPUT_NAMES) options[name] ??= { type: isFlag(name) ? 'boolean' : 'string' };
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, allowNegative: true, options });
  } catch (error) {
    // The library's own messages name the flag and what is wrong with it.
    throw new UserError(`${messageOf(error)} "help" lists the flags.`);
  }
}

function isFlag(name: string): boolean {
  return FLAGS.some((candidate) => candidate === name);
}

export const USAGE = `Usage: acr-artifact-cache <command> [path] [flags]

Commands
  scan [path]      list every image use; needs neither Azure nor network ("-" reads standard input)
  plan [path]      what each image would get; with --inventory 'a.json,b.json' for many repositories;
                   --format terraform|bicep|az prints the rules that a run would create as code
  rewrite [path]   print the patch that moves public images to --registry; --write changes the files;
                   --plan FILE moves only what that plan covers
  restore [path]   its inverse: print the patch that moves images of --registry back to their sources, by its cache
                   rules, or with --offline by target, targets and wildcard-target; --write changes the files
  run [path]       the whole job; changes the registry only with --apply
  prune [rule…]    list the cache rules that nothing here uses; named ones, or all with --unused, are deleted after a
                   question (--yes answers it; --min-age DAYS; --inventory 'a.json,b.json' for other repositories;
                   --leaving counts only what is pulled from the registry)
  policy           print what makes a cluster take images of --registry only (--mode audit|warn|deny,
                   --policy-engine NAME, --regions westeurope,…, --include-system); --report-dir writes files
  policy check     what these policies would refuse of the repository, and what would make it pass
  doctor [path]    ask whether the set-up in Azure has all that this repository and these flags need; what is
                   missing comes with the command that mends it; changes nothing
  suggest <file>   in a run of workflow_run: suggest on a fork's pull request what the registry serves already; the file is
                   the inventory that the fork's own run left (examples/workflows/fork-suggest.yml)
  demo             play a pull request against a local Azure and GitHub

Flags
  --json           the result as JSON
  --registry NAME  name or login server of the registry
  --help, --version
  and every input of action.yml by its name (docs/inputs.md): --fail-on high, --platforms linux/amd64,linux/arm64,
  --no-warm, --pin, …

Azure is asked with whatever DefaultAzureCredential finds (az login, environment, managed identity).
Exit status: 0 done, 1 failed as --fail-on or --fail-when say (unless set: what was needed and could not be asked; for
doctor: something needed is missing),
2 could not be done.
`;
