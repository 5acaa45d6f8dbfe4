// The tables of docs/inputs.md, and the names of inputs in src: action.yml is where an input or output is declared.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';

export const page = 'docs/inputs.md';
export const source = 'action.yml';

async function declared(root) {
  return load(await readFile(join(root, 'action.yml'), 'utf8'));
}

export async function make(root) {
  const { inputs, outputs } = await declared(root);
  const rows = Object.entries(inputs).map(([name, { description, default: value }]) => {
    const given = value === undefined || value === '' ? '' : `\`${value}\``;
    return `| \`${name}\` | ${given} | ${cell(description)} |`;
  });
  const told = Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`);
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

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}

/** The list of names that the reader of inputs and the terminal's flags go by. */
const MAX_LINE = 120;

/** As the formatter has it: on several lines where one is too long. */
function entry(name, value) {
  const line = `  ['${name}', '${value}'],`;
  return line.length <= MAX_LINE ? line : `  [\n    '${name}',\n    '${value}',\n  ],`;
}

export async function makeNames(root) {
  const { inputs } = await declared(root);
  const listed = (chosen) => chosen.map(([name]) => `  '${name}',`);
  const all = Object.entries(inputs);
  const booleans = all.filter(([, input]) => ['true', 'false'].includes(String(input.default)));
  const names = listed(all);
  const defaults = all.filter(([, input]) => input.default !== undefined && !String(input.default).includes('{{'));
  return [
    '/** The inputs of action.yml, which are the terminal\u2019s flags. Made of action.yml by `npm run docs`. */'.replace(
      '\u2019',
      "'",
    ),
    'export const INPUT_NAMES = [',
    ...names,
    '] as const;',
    '',
    '/** Those that are true or false. */',
    'export const BOOLEAN_INPUTS = [',
    ...listed(booleans),
    '] as const;',
    '',
    '/** What the runner fills in where a workflow says nothing. */',
    'export const INPUT_DEFAULTS: ReadonlyMap<string, string> = new Map([',
    ...defaults.map(([name, input]) => entry(name, String(input.default))),
    ']);',
    '',
  ].join('\n');
}
