import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import { CONFIGURABLE, NOT_CONFIGURABLE, readConfiguration } from '../../src/inputs/configuration.ts';
import { readConfigured } from '../../src/inputs/configured.ts';
import { readInputs } from '../../src/inputs/inputs.ts';
import { INPUT_DEFAULTS, INPUT_NAMES } from '../../src/inputs/names.ts';

const FILE = '.github/acr-artifact-cache.yml';
const schema = JSON.parse(readFileSync(new URL('../../schemas/configuration.schema.json', import.meta.url), 'utf8'));
const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const EXAMPLE = /<!-- configuration -->\n```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
const validate = new Ajv({ allErrors: false, strict: true, allowUnionTypes: true }).compile(schema);

/** What comes of a file, with what a workflow says beside it; the runner fills in the defaults. */
function inputsOf(text: string, said: Readonly<Record<string, string>> = {}) {
  const given = (name: string) => said[name] ?? INPUT_DEFAULTS.get(name) ?? '';
  return readConfigured(given, readConfiguration(text, FILE), true, {});
}

describe('a configuration file', () => {
  it('says inputs by their names, with lists and mappings', () => {
    expect(EXAMPLE).toContain('fail-on: high');
    const inputs = inputsOf(EXAMPLE);
    expect(inputs.registry?.loginServer).toBe('contoso.azurecr.io');
    expect([inputs.failOn, [...inputs.failWhen], inputs.maxCacheRules]).toEqual(['high', ['uncovered', 'error'], 200]);
    expect(inputs.platforms).toEqual(['linux/amd64', 'linux/arm64/v8']);
    expect(inputs.credentialSets.get('docker.io')).toBe('docker-hub');
    expect(inputs.targets.get('docker.io/library/nginx')).toBe('base/nginx');
    expect(inputs.exemptPaths).toEqual(['dev/**']);
    const { acceptFindings } = inputsOf('accept-findings:\n  - CVE-2026-0001@zlib until 2026-12-31 because a, b\n');
    expect(acceptFindings).toBe('CVE-2026-0001@zlib until 2026-12-31 because a, b');
  });

  it('gives way to what the workflow says, and is empty where it says nothing', () => {
    expect(inputsOf('fail-on: high\n', { 'fail-on': 'critical' }).failOn).toBe('critical');
    expect(inputsOf('fail-on: high\n', { 'fail-on': 'none' }).failOn).toBe('high');
    for (const text of ['', '# nothing\n', '---\n']) expect(inputsOf(text)).toEqual(readInputs(() => '', {}));
  });

  it.each([
    ['fail-onn: high', '1: "fail-onn" is no input. Did you mean fail-on.'],
    ['x: 1', '1: "x" is no input. docs/inputs.md has them all.'],
    ['# one\ngithub-token: x', '2: "github-token" is an input of the workflow alone. Take it out.'],
    ['config: other.yml', '1: "config" is an input of the workflow alone. Take it out.'],
    ['fail-on: high\nfail-on: low', '2: "fail-on" is there twice. Write it once.'],
    ['fail-on:', '1: "fail-on" has no value. Write one, or take it out.'],
    ['fail-on: [high]', '1: "fail-on" is a list, and takes one value. Write it behind the colon.'],
    ['kinds: {a: b}', '1: "kinds" is a mapping, and takes a list.'],
    ['pin: {a: b}', '1: "pin" is a mapping, and takes one value.'],
    ['include:\n  - [a]', '2: an item of "include" is no text. Write one text an item.'],
    ['a: &a high\nfail-on: *a', '1: "a" is no input.'],
    ['fail-on: "high', '1: it is no YAML: '],
    ['- fail-on: high', '1: inputs with their values are expected, such as fail-on: high.'],
    ['fail-on: high\n---\nfail-on: low', '3: it has a second document: write all in one.'],
    [
      'registry: contoso\nfail-on: hihg',
      '2: Input "fail-on": "hihg" is not allowed. Allowed: none, critical, high, medium, low. Did you mean high?',
    ],
    ['include: ["!a"]', '1: Input "include": "!a" is not allowed: '],
    [
      'max-cache-rules: many',
      '1: Input "max-cache-rules": "many" is not allowed. Allowed: a whole number from 0 to 1000. ',
    ],
  ])('%j ends in one line with its place', (text, message) => {
    const attempt = () => inputsOf(text);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(`Configuration ${FILE}:${message}`);
    expect(attempt).not.toThrow('\n');
  });

  it('is not blamed for what the workflow says', () => {
    expect(() => inputsOf('fail-on: high\n', { 'fail-on': 'hihg' })).toThrow(/^Input "fail-on"/);
  });
});

describe('schemas/configuration.schema.json', () => {
  it('has every input but those that a file may not say, and takes the example', () => {
    expect(Object.keys(schema.properties)).toEqual([...CONFIGURABLE]);
    expect(CONFIGURABLE.length + NOT_CONFIGURABLE.length).toBe(INPUT_NAMES.length);
    expect(validate(load(EXAMPLE)) ? [] : validate.errors).toEqual([]);
    expect(validate({ 'fail-onn': 'high' })).toBe(false);
    expect(validate({ 'fail-on': 'hihg' })).toBe(false);
  });

  it.each(
    CONFIGURABLE.flatMap((name) => {
      const { enum: words, anyOf = [] } = schema.properties[name];
      const items: readonly string[] =
        words ?? anyOf.flatMap((shape: { items?: { enum?: string[] } }) => shape.items?.enum ?? []);
      return items.length === 0 ? [] : [[name, items] as const];
    }),
  )('of %s allows what the reader takes, and nothing else', (name, words) => {
    for (const word of words) expect(() => inputsOf(`${name}: ${word}\n`)).not.toThrow();
    expect(() => inputsOf(`${name}: nobody-allows-this\n`)).toThrow(`Allowed: ${words.join(', ')}.`);
  });

  it('bounds numbers as the reader does', () => {
    for (const [name, { minimum, maximum, type }] of Object.entries<{
      minimum?: number;
      maximum?: number;
      type?: string;
    }>(schema.properties)) {
      if (type !== 'integer' && type !== 'number') continue;
      expect(() => inputsOf(`${name}: ${minimum}\n`)).not.toThrow();
      if (maximum === undefined) continue;
      expect(() => inputsOf(`${name}: ${maximum}\n`)).not.toThrow();
      expect(() => inputsOf(`${name}: ${maximum + 1}\n`)).toThrow(name);
    }
  });
});
