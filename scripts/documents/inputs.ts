// The tables of docs/inputs.md, and the names of inputs in src: action.yml is where an input or output is declared.
import { type Declared, isBoolean, readAction } from './action.ts';

export const page = 'docs/inputs.md';
export const source = 'action.yml';

export async function make(root: string): Promise<string> {
  const { inputs, outputs } = await readAction(root);
  const rows = inputs.map(({ name, description, default: value }) => {
    const given = value === undefined || value === '' ? '' : `\`${value}\``;
    return `| \`${name}\` | ${given} | ${cell(description)} |`;
  });
  const told = outputs.map(({ name, description }) => `| \`${name}\` | ${cell(description)} |`);
  return [
    '## Inputs\n',
    '| input | default | meaning |',
    '| --- | --- | --- |',
    ...rows,
    '\n## Outputs\n',
    '| output | meaning |',
    '| --- | --- |',
    ...told,
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}

const MAX_LINE = 120;

/** As the formatter has it: on several lines where one is too long. */
function entry(name: string, value: string): string {
  const line = `  ['${name}', '${value}'],`;
  return line.length <= MAX_LINE ? line : `  [\n    '${name}',\n    '${value}',\n  ],`;
}

/** The list of names that the reader of inputs and the terminal's flags go by. */
export async function makeNames(root: string): Promise<string> {
  const { inputs } = await readAction(root);
  const listed = (chosen: readonly Declared[]) => chosen.map(({ name }) => `  '${name}',`);
  const defaults = inputs.flatMap(({ name, default: value }) =>
    value === undefined || value.includes('{{') ? [] : [entry(name, value)],
  );
  return [
    "/** The inputs of action.yml, which are the terminal's flags. Made of action.yml by `npm run docs`. */",
    'export const INPUT_NAMES = [',
    ...listed(inputs),
    '] as const;',
    '',
    '/** Those that are true or false. */',
    'export const BOOLEAN_INPUTS = [',
    ...listed(inputs.filter(isBoolean)),
    '] as const;',
    '',
    '/** What the runner fills in where a workflow says nothing. */',
    'export const INPUT_DEFAULTS: ReadonlyMap<string, string> = new Map([',
    ...defaults,
    ']);',
    '',
  ].join('\n');
}
