// schemas/configuration.schema.json: the configuration file's inputs by their names, made of action.yml. A test holds what is
// allowed here to what the reader takes.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { CLOUD_NAMES } from '../../src/clouds.ts';
import { CONFIGURABLE } from '../../src/inputs/configuration.ts';
import { FAIL_WHEN, MAX_CACHE_RULES, SEVERITIES } from '../../src/inputs/inputs.ts';
import { LIST_INPUTS, PAIR_INPUTS } from '../../src/inputs/lists.ts';
import { BOOLEAN_INPUTS } from '../../src/inputs/names.ts';
import { KIND_NAMES } from '../../src/manifests/model/kind-names.ts';

const WORDS = {
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
};
const ITEMS = { kinds: KIND_NAMES, 'suggest-kinds': KIND_NAMES, 'fail-when': ['none', ...FAIL_WHEN] };
const NUMBERS = {
  'max-cache-rules': { type: 'integer', minimum: 0, maximum: MAX_CACHE_RULES },
  'max-suggestions': { type: 'integer', minimum: 0, maximum: 100 },
  'evidence-max-age': { type: 'integer', minimum: 1, maximum: 365 },
  'warm-timeout': { type: 'number', minimum: 0, maximum: 360 },
  'scan-timeout': { type: 'number', minimum: 0, maximum: 360 },
  timeout: { type: 'number', minimum: 0.01, maximum: 360 },
  'storage-price': { type: 'number', minimum: 0 },
};

function shapeOf(name) {
  if (BOOLEAN_INPUTS.includes(name)) return { type: 'boolean' };
  if (name in WORDS) return { enum: WORDS[name] };
  if (name in NUMBERS) return NUMBERS[name];
  const text = { type: 'string', minLength: 1 };
  if (!LIST_INPUTS.includes(name)) return text;
  const item = name in ITEMS ? { enum: ITEMS[name] } : text;
  const shapes = [text, { type: 'array', items: item }];
  return { anyOf: PAIR_INPUTS.includes(name) ? [...shapes, { type: 'object', additionalProperties: text }] : shapes };
}

export const file = 'schemas/configuration.schema.json';

export async function make(root) {
  const { inputs } = load(await readFile(join(root, 'action.yml'), 'utf8'));
  const properties = Object.fromEntries(
    CONFIGURABLE.map((name) => [
      name,
      { description: inputs[name].description.replaceAll(/\s+/g, ' ').trim(), ...shapeOf(name) },
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
