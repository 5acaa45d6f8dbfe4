import { parseArgs } from 'node:util';
import { UserError } from '../base/errors.ts';
import { nearest } from '../base/nearest.ts';
import { LIST_INPUTS } from '../inputs/lists.ts';
import { BOOLEAN_INPUTS, INPUT_NAMES } from '../inputs/names.ts';
import {
  COMMANDS,
  COMMON_FLAGS,
  type Command,
  FLAGS,
  type FlagName,
  FORMATS,
  type Format,
  flagSpec,
  isCommand,
  isFlagName,
  specOf,
} from './command-table.ts';

/** What was typed, taken apart; the inputs are still text. */
export interface Arguments {
  readonly command: Command;
  /** Whether only its help is wanted. */
  readonly help: boolean;
  /** What is not a flag: the path, for `prune` the rules, for `suggest` the inventory. */
  readonly operands: readonly string[];
  /** The text of an input, empty where it was not given. */
  readonly input: (name: string) => string;
  readonly output: Format;
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
  /** `plan`, `run`, `images`, `prune`: inventories of other repositories. */
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

/**
 * Takes a command line apart.
 * @param argv what follows the program's name
 * @throws UserError for a word that is not known, in one line that says what is
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, words } = parse(argv);
  const is = (name: FlagName) => values.get(name) === 'true';
  const text = (name: FlagName) => values.get(name) ?? '';
  const { command, operands, help } = commandOf(words, is('help'), is('version'));
  if (!help) for (const name of values.keys()) if (isFlagName(name)) requireFlagOf(command, name);
  return {
    ...{ command, help, operands },
    input: (name) => values.get(name) ?? '',
    output: formatOf(command, text('output'), is('json')),
    apply: is('apply'),
    write: is('write'),
    offline: is('offline'),
    plan: text('plan'),
    yes: is('yes'),
    unused: is('unused'),
    leaving: is('leaving'),
    minAge: text('min-age'),
    format: text('format'),
    inventories: items(text('inventory')),
    policyEngine: text('policy-engine'),
    mode: text('mode'),
    regions: items(text('regions')),
    includeSystem: is('include-system'),
  };
}

function commandOf(
  [word = 'help', ...operands]: readonly string[],
  help: boolean,
  version: boolean,
): Pick<Arguments, 'command' | 'operands' | 'help'> {
  if (version) return { command: 'version', operands: [], help: false };
  if (!isCommand(word)) {
    const meant = nearest(word, COMMANDS);
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
    throw new UserError(`${JSON.stringify(word)} is no command.${hint} Commands: ${COMMANDS.join(', ')}.`);
  }
  if (word !== 'help') return { command: word, operands, help };
  const [about] = operands;
  if (about === undefined) return { command: 'help', operands, help: false };
  if (!isCommand(about))
    throw new UserError(`${JSON.stringify(about)} is no command. Commands: ${COMMANDS.join(', ')}.`);
  return { command: about, operands: [], help: true };
}

function requireFlagOf(command: Command, name: FlagName): void {
  if (COMMON_FLAGS.includes(name) || specOf(command).flags.includes(name)) return;
  const owners = COMMANDS.filter((other) => specOf(other).flags.includes(name));
  throw new UserError(`--${name} is a flag of ${owners.join(', ')}, and not of ${command}. ${SEE_HELP(command)}`);
}

function formatOf(command: Command, given: string, json: boolean): Format {
  const { formats } = specOf(command);
  const asked = given === '' ? (json ? 'json' : undefined) : given.toLowerCase();
  const [usual = 'table'] = formats;
  if (asked === undefined) return usual;
  const format = FORMATS.find((candidate) => candidate === asked);
  if (format !== undefined && formats.includes(format)) return format;
  const offered =
    formats.length === 0 ? `${command} has no choice of formats: leave it out` : `${command} has ${formats.join(', ')}`;
  throw new UserError(`--output ${JSON.stringify(asked)} is not allowed: ${offered}.`);
}

function items(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

interface Typed {
  /** What was said by flags and inputs; a switch says `true` or `false`. */
  readonly values: ReadonlyMap<string, string>;
  readonly words: readonly string[];
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

function parse(argv: readonly string[]): Typed {
  const options = Object.fromEntries(
    [...Object.keys(FLAGS), ...INPUT_NAMES].map((name) => {
      const short = isFlagName(name) ? flagSpec(name).short : undefined;
      return [
        name,
        { type: isSwitch(name) ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) } as const,
      ];
    }),
  );
  // Not strict: what is wrong is said in our words, which say what to do.
  const { tokens } = parseArgs({ args: [...argv], allowPositionals: true, strict: false, tokens: true, options });
  const values = new Map<string, string>();
  const words: string[] = [];
  const taken = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'positional' && !taken.has(at)) words.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, value } = switchOf(token, tokens[at + 1], () => taken.add(at + 1)) ?? valueFlag(token);
    values.set(name, joined(name, values.get(name), value));
  }
  return { values, words };
}

function isSwitch(name: string): boolean {
  if (isFlagName(name)) return flagSpec(name).type === 'switch';
  return BOOLEAN_INPUTS.some((input) => input === name);
}

/** A switch with what it says: `--warm`, `--no-warm`, `--warm=false`, `--warm false`. */
function switchOf(
  { name: given, value }: OptionToken,
  next: Token | undefined,
  take: () => void,
): { readonly name: string; readonly value: string } | undefined {
  const name = given.startsWith('no-') && !isSwitch(given) ? given.slice('no-'.length) : given;
  if (!isSwitch(name)) return undefined;
  if (name !== given) {
    if (value !== undefined) throw new UserError(`--${given} takes no value. Write --${name}=false, or --${given}.`);
    return { name, value: 'false' };
  }
  if (value !== undefined) return { name, value };
  if (next?.kind === 'positional' && /^(?:true|false)$/i.test(next.value)) {
    take();
    return { name, value: next.value };
  }
  return { name, value: 'true' };
}

function valueFlag({ name, rawName, value, inlineValue }: OptionToken): {
  readonly name: string;
  readonly value: string;
} {
  const known = [...Object.keys(FLAGS), ...INPUT_NAMES];
  if (!known.includes(name)) {
    const meant = nearest(name, known);
    const hint = meant === undefined ? '' : ` Did you mean --${meant}?`;
    throw new UserError(`${rawName} is no flag.${hint} "help" lists the flags, docs/inputs.md the inputs.`);
  }
  if (value === undefined || (inlineValue === false && value.length > 1 && value.startsWith('-'))) {
    const next =
      value === undefined ? '' : `, and ${JSON.stringify(value)} is a flag (write ${rawName}=${value} if it is meant)`;
    throw new UserError(`${rawName} needs a value${next}. ${SEE_INPUTS}`);
  }
  return { name, value };
}

const SEE_INPUTS = 'docs/inputs.md says what it takes.';
const SEE_HELP = (command: Command) => `"${command} --help" lists its flags.`;

/** What is said several times adds up where it is a list; else it must be the same. */
function joined(name: string, before: string | undefined, value: string): string {
  if (before === undefined || before === value) return value;
  if (name === 'inventory') return `${before},${value}`;
  if (LIST_INPUTS.some((input) => input === name)) return `${before}\n${value}`;
  throw new UserError(
    `--${name} is given twice, as ${JSON.stringify(before)} and as ${JSON.stringify(value)}. Give it once.`,
  );
}
