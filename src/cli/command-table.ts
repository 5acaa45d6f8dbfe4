/** What can be typed: the commands and the flags of their own, as data. Inputs of action.yml are flags of every command. */

/** What a result is printed as. */
export const FORMATS = ['table', 'json', 'markdown', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

export interface FlagSpec {
  /** `switch`: there or not. */
  readonly type: 'switch' | 'value';
  readonly short?: string;
  /** What its value is called in the help. */
  readonly value?: string;
  readonly what: string;
}

/** Flags that are no inputs. */
export const FLAGS = {
  output: { type: 'value', short: 'o', value: 'FORMAT', what: 'how the result is printed' },
  json: { type: 'switch', what: 'the result as JSON, as -o json' },
  apply: { type: 'switch', what: 'create cache rules and pull images through the registry' },
  write: { type: 'switch', what: 'change the files, instead of printing the patch' },
  offline: { type: 'switch', what: 'go by target, targets and wildcard-target alone, and ask nobody' },
  plan: { type: 'value', value: 'FILE', what: 'move only what that plan covers' },
  yes: { type: 'switch', short: 'y', what: 'answer every question with yes' },
  unused: { type: 'switch', what: 'delete all rules that are listed' },
  leaving: { type: 'switch', what: 'count only what is pulled from the registry' },
  'min-age': { type: 'value', value: 'DAYS', what: 'leave out rules that are younger' },
  format: { type: 'value', value: 'terraform|bicep|az', what: 'the rules that a run would create, as code' },
  inventory: { type: 'value', value: "'A.json,B.json'", what: 'inventories that other repositories wrote' },
  'policy-engine': { type: 'value', value: 'NAME', what: 'for one engine alone' },
  mode: { type: 'value', value: 'audit|warn|deny', what: 'how hard the policy is' },
  regions: { type: 'value', value: 'westeurope,…', what: 'regions whose endpoints clusters pull from' },
  'include-system': { type: 'switch', what: "bind the platform's namespaces too" },
  help: { type: 'switch', short: 'h', what: 'this help' },
  version: { type: 'switch', short: 'V', what: 'the version' },
} as const satisfies Readonly<Record<string, FlagSpec>>;
export type FlagName = keyof typeof FLAGS;

export interface CommandSpec {
  /** What follows the command's name, for its help. */
  readonly operands: string;
  /** One line. */
  readonly what: string;
  /** Of its own; those of every command are left out. */
  readonly flags: readonly FlagName[];
  /** The first is the usual one; empty where there is nothing to choose. */
  readonly formats: readonly Format[];
  /** Inputs that matter most to it. */
  readonly inputs: readonly string[];
  /** What is typed, and what it does. */
  readonly examples: readonly (readonly [typed: string, does: string])[];
}

/** Flags of every command. */
export const COMMON_FLAGS: readonly FlagName[] = ['output', 'json', 'help', 'version'];

const NO_RESULT = { flags: [], formats: [], inputs: [] } as const;

export const COMMAND_TABLE = {
  scan: {
    operands: '[path]',
    what: 'list every image use; needs neither Azure nor network ("-" reads standard input)',
    flags: [],
    formats: ['table', 'json', 'markdown', 'sarif'],
    inputs: ['include', 'exclude', 'kinds', 'registry', 'fail-when'],
    examples: [
      ['scan', 'every image use below this folder'],
      ['helm template ./chart | acr-artifact-cache scan -', 'rendered output'],
      ['scan deploy -o json', 'the inventory, which plan --inventory takes'],
      ['scan --fail-when unreadable', 'exit with 1 where a file could not be read'],
    ],
  },
  images: {
    operands: '[path]',
    what: 'one row an image: how often it is used, its class, its target, its rule, its findings',
    flags: ['inventory'],
    formats: ['table', 'json', 'markdown'],
    inputs: ['registry', 'fail-on', 'gate-scope'],
    examples: [
      ['images', 'without Azure'],
      ['images --registry contoso', 'with rules and targets of the registry'],
      ['images --registry contoso --fail-on high', 'with what Defender found'],
    ],
  },
  why: {
    operands: 'IMAGE [path]',
    what: 'one image: where it comes from, what decides its class, its target, its rule, its findings',
    flags: [],
    formats: ['table', 'json'],
    inputs: ['registry', 'fail-on'],
    examples: [
      ['why nginx', 'whatever its tag'],
      ['why quay.io/acme/app:1.2 deploy --registry contoso', 'what is below deploy'],
    ],
  },
  plan: {
    operands: '[path]',
    what: 'what each image would get; with --inventory for many repositories',
    flags: ['inventory', 'format'],
    formats: ['table', 'json'],
    inputs: ['registry', 'max-cache-rules', 'wildcards', 'fail-when'],
    examples: [
      ['plan --registry contoso', 'with the rules that the registry has'],
      ["plan --registry contoso --inventory 'a.json,b.json'", 'for many repositories at once'],
      ['plan --registry contoso --format bicep', 'the rules as code, for a team that lets no run create them'],
    ],
  },
  rewrite: {
    operands: '[path]',
    what: 'print the patch that moves public images to --registry; --write changes the files',
    flags: ['write', 'plan'],
    formats: [],
    inputs: ['registry', 'target', 'targets', 'include-tests'],
    examples: [
      ['rewrite --registry contoso | git apply', 'from any folder of the repository'],
      ['rewrite deploy --registry contoso --write', 'changes the files below deploy'],
    ],
  },
  restore: {
    operands: '[path]',
    what: 'its inverse: print the patch that moves images of --registry back to their sources',
    flags: ['write', 'offline'],
    formats: [],
    inputs: ['registry', 'target', 'targets'],
    examples: [
      ['restore --registry contoso | git apply', 'by the cache rules of the registry'],
      ['restore --registry contoso --offline', 'by target, targets and wildcard-target alone'],
    ],
  },
  run: {
    operands: '[path]',
    what: 'the whole job; changes the registry only with --apply',
    flags: ['apply', 'inventory'],
    formats: ['table', 'json', 'markdown', 'sarif'],
    inputs: ['registry', 'fail-on', 'fail-when', 'platforms', 'report-dir'],
    examples: [
      ['run --registry contoso', 'changes nothing, and says what would be'],
      ['run --registry contoso --apply --fail-on high', 'creates rules, pulls, asks Defender'],
      ['run --registry contoso -o markdown > summary.md', 'what a workflow would show'],
    ],
  },
  prune: {
    operands: '[rule…]',
    what: 'list the cache rules that nothing here uses; named ones, or all with --unused, are deleted after a question',
    flags: ['yes', 'unused', 'min-age', 'inventory', 'leaving'],
    formats: [],
    inputs: ['registry'],
    examples: [
      ['prune --registry contoso', 'lists them'],
      ['prune old-rule --registry contoso', 'asks, and deletes it'],
      ['prune --unused --min-age 30 --yes --registry contoso', 'deletes all that are older than 30 days'],
    ],
  },
  policy: {
    operands: '[check [path]]',
    what: 'print what makes a cluster take images of --registry only; "policy check" says what it would refuse',
    flags: ['policy-engine', 'mode', 'regions', 'include-system'],
    formats: ['table', 'json'],
    inputs: ['registry', 'report-dir'],
    examples: [
      ['policy --registry contoso --mode audit --policy-engine kyverno', 'to watch first'],
      ['policy check --registry contoso', 'what would be refused of this repository'],
    ],
  },
  doctor: {
    operands: '[path]',
    what: 'ask whether Azure has all that the repository needs, and name the command for what it lacks',
    flags: [],
    formats: ['table', 'json'],
    inputs: ['registry', 'subscription-id', 'client-id', 'fail-on'],
    examples: [['doctor --registry contoso', 'changes nothing anywhere']],
  },
  suggest: {
    operands: 'FILE',
    what: "in a run of workflow_run: suggest on a fork's pull request what the registry serves already, by the inventory it left",
    flags: [],
    formats: [],
    inputs: ['registry'],
    examples: [['suggest inventory.json --registry contoso', 'examples/workflows/fork-suggest.yml has it whole']],
  },
  config: {
    ...NO_RESULT,
    operands: 'check [file]',
    what: 'whether a configuration file is as it must be, and what it says',
    examples: [
      ['config check', 'of .github/acr-artifact-cache.yml'],
      ['scan --config .github/acr-artifact-cache.yml', 'goes by it; what is typed wins'],
    ],
  },
  demo: {
    ...NO_RESULT,
    operands: '',
    what: 'play a pull request against a local Azure and GitHub',
    examples: [['demo', 'needs nothing']],
  },
  help: {
    ...NO_RESULT,
    operands: '[command]',
    what: 'this help, or that of a command',
    examples: [['help run', 'as run --help']],
  },
  version: { ...NO_RESULT, operands: '', what: 'the version', examples: [] },
} as const satisfies Readonly<Record<string, CommandSpec>>;
export type Command = keyof typeof COMMAND_TABLE;

export const COMMANDS: readonly Command[] = Object.keys(COMMAND_TABLE).filter(isCommand);

/** Whether a word is the name of a command. */
export function isCommand(word: string): word is Command {
  return Object.hasOwn(COMMAND_TABLE, word);
}

/** What is known of a command. */
export function specOf(command: Command): CommandSpec {
  return COMMAND_TABLE[command];
}

/** Whether a word is the name of a flag that is no input. */
export function isFlagName(word: string): word is FlagName {
  return Object.hasOwn(FLAGS, word);
}

/** What is known of a flag. */
export function flagSpec(name: FlagName): FlagSpec {
  return FLAGS[name];
}
