import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import { readInputs } from '../../src/inputs/inputs.ts';
import { INPUT_NAMES } from '../../src/inputs/names.ts';

const read = (inputs: Readonly<Record<string, string>>) => (name: string) => inputs[name] ?? '';
const GUID = '00000000-0000-0000-0000-000000000000';

describe('readInputs', () => {
  it('takes the words of an input whatever their case', () => {
    const given = {
      'fail-on': 'HIGH',
      'treat-unknown-as': 'None',
      'fail-when': 'Unscanned, ERROR',
      platforms: 'ALL',
      upstreams: 'registry.example.org=Required',
    };
    const { failOn, treatUnknownAs, failWhen, platforms, upstreams } = readInputs(read(given), {});
    expect([failOn, treatUnknownAs, [...failWhen], platforms]).toEqual(['high', 'none', ['unscanned', 'error'], 'all']);
    expect(upstreams.at(-1)?.authentication).toBe('required');
  });

  it.each([
    ['registry', 'my_registry!'],
    ['registry', 'abc'],
    ['registry', 'contoso.azurecr.cn'],
    ['registry', 'docker.io'],
    ['subscription-id', 'mine'],
    ['cloud', 'moon'],
    ['max-cache-rules', 'abc'],
    ['max-cache-rules', '1001'],
    ['max-cache-rules', '-1'],
    ['max-cache-rules', '5.5'],
    ['fail-on', 'hihg'],
    ['fail-when', 'uncovered, unwarmd'],
    ['platforms', 'foo'],
    ['platforms', 'linux/amd64,all'],
    ['kinds', 'kubernets'],
    ['warm', 'yes'],
    ['warm-timeout', 'soon'],
    ['upstreams', 'example.com'],
    ['upstreams', 'example.com=sometimes'],
    ['credential-sets', 'docker.io=a b'],
    ['target', 'fixed'],
    ['target', '{registry}/{repository}/*'],
    ['wildcard-target', 'any/{registry}'],
    ['targets', 'nginx'],
    ['targets', 'nginx=Upper/Case'],
    ['engine', 'skopeo'],
  ])('%s: %s ends in one line that names input, value and what is allowed', (name, value) => {
    const attempt = () => readInputs(read({ [name]: value }), {});
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(new RegExp(`^Input "${name}": ".+" is not allowed\\. Allowed: .+[.?]$`));
  });

  it.each([
    ['include', "['deploy/**']"],
    ['include', '- deploy/**'],
    ['include', ','],
    ['exclude', '!deploy/**'],
    ['exclude', 'a//b'],
    ['exempt-paths', '../other/**'],
    ['exempt-paths', 'deploy/[ab'],
    ['exempt-paths', 'deploy/{a,b'],
    ['exempt-paths', '/deploy/**'],
    ['exempt-paths', './'],
    ['allowed-images', 'nginx:*'],
    ['allowed-images', '*'],
    ['allowed-images', 'library/*'],
    ['allowed-images', 'docker.io/Library/*'],
    ['denied-images', 'https://docker.io/library/*'],
    ['denied-images', '{quay.io/a,b}'],
    ['trusted-registries', 'mcr*'],
    ['trusted-registries', '*.azurecr.io'],
    ['trusted-registries', 'https://mcr.microsoft.com'],
    ['trusted-registries', 'contoso'],
  ])('%s: %s can match nothing, and ends in one line that names input, value and why', (name, value) => {
    const attempt = () => readInputs(read({ [name]: `fine.io/x/**\n${value}` }), {});
    const alone = () => readInputs(read({ [name]: value }), {});
    expect(alone).toThrow(UserError);
    expect(alone).toThrow(/^Input "[a-z-]+": ".+" is not allowed: [^\n]+\.$/);
    if (value !== ',') expect(attempt).toThrow(`Input "${name}": ${JSON.stringify(value)} is not allowed: `);
  });

  it('splits globs at commas outside of braces, and leaves out a leading "./"', () => {
    const inputs = readInputs(
      read({
        include: './deploy/{dev,prod}/**, charts/[a,b].yaml  \n\n',
        'allowed-images': 'docker.io/{library,acme}/*,\n**/*:latest',
        'trusted-registries': 'MCR.microsoft.com, ghcr.io/contoso/*, localhost:5000',
      }),
      {},
    );
    expect(inputs.include).toEqual(['deploy/{dev,prod}/**', 'charts/[a,b].yaml']);
    expect(inputs.allowedImages).toEqual(['docker.io/{library,acme}/*', '**/*:latest']);
    expect(inputs.trustedRegistries).toEqual(['mcr.microsoft.com', 'ghcr.io/contoso', 'localhost:5000']);
  });

  it('reads what people write', () => {
    const inputs = readInputs(
      read({
        registry: 'Contoso.azurecr.io',
        'subscription-id': GUID,
        include: 'deploy/**,\n# not these\ncharts/**\n',
        'fail-when': 'uncovered\nunwarmed',
        upstreams: 'docker.elastic.co=none, ghcr.io/contoso=required',
        targets: 'nginx=base/nginx',
        'credential-sets': 'docker.io=hub-set',
        platforms: 'linux/amd64, linux/arm64/v8',
        'warm-timeout': '0.5',
        pin: 'True',
      }),
      { AZURE_CLIENT_ID: ' id ', AZURE_TENANT_ID: '' },
    );
    expect(inputs.registry).toEqual({ name: 'contoso', loginServer: 'contoso.azurecr.io', given: 'login server' });
    expect(inputs.include).toEqual(['deploy/**', 'charts/**']);
    expect([...inputs.failWhen]).toEqual(['uncovered', 'unwarmed']);
    expect(inputs.upstreams.at(-1)).toEqual({ host: 'docker.elastic.co', authentication: 'none', open: true });
    expect(inputs.declaredPublic).toEqual(['ghcr.io/contoso']);
    expect(inputs.targets.get('docker.io/library/nginx')).toBe('base/nginx');
    expect(inputs.credentialSets.get('docker.io')).toBe('hub-set');
    expect(inputs.platforms).toEqual(['linux/amd64', 'linux/arm64/v8']);
    expect(inputs.warmTimeout).toBe(30_000);
    expect(inputs.pin).toBe(true);
    expect(inputs.azure.clientId).toBe('id');
    expect(inputs.azure.tenantId).toBeUndefined();
  });

  it('takes login servers whose name carries a hash', () => {
    expect(readInputs(read({ registry: 'contoso-d4e5f6.azurecr.io' }), {}).registry).toEqual({
      name: 'contoso',
      loginServer: 'contoso-d4e5f6.azurecr.io',
      given: 'login server',
    });
  });

  it('means the same by nothing as action.yml does by its defaults', () => {
    const action = load(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
    const defaults = new Map<string, string>();
    if (typeof action === 'object' && action !== null && 'inputs' in action) {
      for (const [name, input] of Object.entries(action.inputs ?? {})) {
        const value: unknown = typeof input === 'object' && input !== null && 'default' in input ? input.default : '';
        defaults.set(name, String(value));
      }
    }
    expect([...defaults.keys()]).toEqual([...INPUT_NAMES]);
    for (const filledIn of ['github-token', 'instance']) defaults.delete(filledIn);
    expect(defaults.size).toBeGreaterThan(30);
    expect(readInputs((name) => defaults.get(name) ?? '', {})).toEqual(readInputs(() => '', {}));
  });
});

describe('docs/inputs.md', () => {
  it('says of every input and output what action.yml says', () => {
    const docs = readFileSync(new URL('../../docs/inputs.md', import.meta.url), 'utf8');
    const action = load(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
    const rows = ['inputs', 'outputs'].flatMap((group) => Object.entries(fieldOf(action, group) ?? {}));
    for (const [name, entry] of rows) {
      const preset = fieldOf(entry, 'default');
      const start = `| \`${name}\` | ${preset === undefined ? '' : `\`${preset}\``}`.trimEnd();
      const row = docs.split('\n').find((line) => line.startsWith(start));
      expect(row, name).toContain(String(fieldOf(entry, 'description')).replaceAll('|', '\\|'));
    }
    expect(rows.length).toBeGreaterThan(50);
  });
});

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
