// schemas/configuration.schema.json: the configuration file's inputs by their names, made of action.yml. A test holds what is
// allowed here to what the reader takes.
import { CLOUD_NAMES } from '../../src/clouds.ts';
import { NOT_CONFIGURABLE } from '../../src/inputs/configuration.ts';
import { FAIL_WHEN, MAX_CACHE_RULES, SEVERITIES } from '../../src/inputs/inputs.ts';
import { LIST_INPUTS, PAIR_INPUTS } from '../../src/inputs/lists.ts';
import type { INPUT_NAMES } from '../../src/inputs/names.ts';
import { KIND_NAMES } from '../../src/manifests/model/kind-names.ts';
import { type Declared, isBoolean, readAction } from './action.ts';

type InputName = (typeof INPUT_NAMES)[number];

/** By the names of inputs, to be looked up by any name. */
function byInput<Value>(values: Readonly<Partial<Record<InputName, Value>>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(values));
}

const WORDS = byInput<readonly string[]>({
  cloud: CLOUD_NAMES,
  scope: ['changed', 'all'],
  render: ['never', 'auto'],
  wildcards: ['never', 'when-needed'],
  apply: ['auto', 'never'],
  engine: ['registry', 'docker', 'podman'],
  'fail-on': ['none', ...SEVERITIES],
  'gate-scope': ['new', 'all'],
  'treat-unknown-as': ['none', ...SEVERITIES],
  review: ['suggestions', 'annotations', 'none'],
  summary: ['always', 'on-change', 'on-failure'],
});
const ITEMS = byInput<readonly string[]>({
  kinds: KIND_NAMES,
  'suggest-kinds': KIND_NAMES,
  'fail-when': ['none', ...FAIL_WHEN],
});
const NUMBERS = byInput<object>({
  'max-cache-rules': { type: 'integer', minimum: 0, maximum: MAX_CACHE_RULES },
  'max-suggestions': { type: 'integer', minimum: 0, maximum: 100 },
  'evidence-max-age': { type: 'integer', minimum: 1, maximum: 365 },
  'warm-timeout': { type: 'number', minimum: 0, maximum: 360 },
  'scan-timeout': { type: 'number', minimum: 0, maximum: 360 },
  timeout: { type: 'number', minimum: 0.01, maximum: 360 },
  'storage-price': { type: 'number', minimum: 0 },
});

/** The schema of an input. */
function shapeOf(input: Declared): object {
  const { name } = input;
  const isAmong = (inputs: readonly string[]) => inputs.includes(name);
  if (isBoolean(input)) return { type: 'boolean' };
  const words = WORDS.get(name);
  if (words !== undefined) return { enum: words };
  const number = NUMBERS.get(name);
  if (number !== undefined) return number;
  const text = { type: 'string', minLength: 1 };
  if (!isAmong(LIST_INPUTS)) return text;
  const items = ITEMS.get(name);
  const shapes = [text, { type: 'array', items: items === undefined ? text : { enum: items } }];
  return { anyOf: isAmong(PAIR_INPUTS) ? [...shapes, { type: 'object', additionalProperties: text }] : shapes };
}

export const file = 'schemas/configuration.schema.json';

export async function make(root: string): Promise<string> {
  const { inputs } = await readAction(root);
  const properties = Object.fromEntries(
    inputs
      .filter(({ name }) => !NOT_CONFIGURABLE.includes(name))
      .map((input) => [
        input.name,
        { description: input.description.replaceAll(/\s+/g, ' ').trim(), ...shapeOf(input) },
      ]),
  );
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of ACR Artifact Cache',
    description: 'Inputs by their names; what a workflow says itself wins. Made of action.yml.',
    type: 'object',
    additionalProperties: false,
    properties,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
