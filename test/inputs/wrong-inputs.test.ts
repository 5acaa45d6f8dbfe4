import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import { readAcceptedFindings } from '../../src/defender/accept.ts';
import { readInputs } from '../../src/inputs/inputs.ts';

/** What people write and is not taken: input, value, what is allowed, what to do. */
const WRONG: readonly (readonly [input: string, value: string, allowed: string, todo: string])[] = [
  ['registry', 'my_registry!', 'a registry name (5 to 50 letters and digits)', 'or leave registry out'],
  ['registry', 'abc', 'a registry name (5 to 50 letters and digits)', 'or leave registry out'],
  ['registry', 'contoso.azurecr.cn', 'its login server (<name>.azurecr.io)', 'or leave registry out'],
  ['registry', 'docker.io', 'its login server (<name>.azurecr.io)', 'or leave registry out'],
  ['registry', '/subscriptions/1/registries/contoso', 'the id of a registry', 'or leave registry out'],
  ['registry', 'contoso-d4e5f6', 'its login server', 'or leave registry out'],
  ['subscription-id', 'mine', 'a GUID such as 0000', 'or leave subscription-id out'],
  ['subscription-id', '$AZURE_SUBSCRIPTION_ID', 'a GUID such as 0000', 'or leave subscription-id out'],
  ['client-id', 'acr-artifact-cache', 'a GUID such as 0000', 'or leave client-id out'],
  ['cloud', 'moon', 'public, china, us-government', 'Write it so'],
  ['cloud', 'us-goverment', 'public, china, us-government', 'Did you mean us-government?'],
  ['cloud', 'AzureCloud', 'public, china, us-government', 'Write it so'],
  ['include', "['deploy/**']", 'quotes', 'Correct it'],
  ['include', '- deploy/**', 'not allowed: ', 'Correct it'],
  ['include', ',', 'it holds no glob', 'Correct it'],
  ['exclude', '!deploy/**', 'not allowed: ', 'Correct it'],
  ['exclude', 'a//b', 'not allowed: ', 'Correct it'],
  ['exempt-paths', '../other/**', 'not allowed: ', 'Correct it'],
  ['exempt-paths', 'deploy/[ab', 'not allowed: ', 'Correct it'],
  ['exempt-paths', 'deploy/{a,b', 'not allowed: ', 'Correct it'],
  ['exempt-paths', '/deploy/**', 'not allowed: ', 'Correct it'],
  ['exempt-paths', './', 'not allowed: ', 'Correct it'],
  ['include-tests', 'yes', 'true, false', 'Did you mean true?'],
  ['warm', 'off', 'true, false', 'Did you mean false?'],
  ['warm', '0', 'true, false', 'Did you mean false?'],
  ['pin', 'flase', 'true, false', 'Did you mean false?'],
  ['pin', 'sha256', 'true, false', 'Write it so'],
  ['only-fixable', '"true"', 'true, false', 'Did you mean true?'],
  ['kinds', 'kubernets', 'kubernetes, ', 'Did you mean kubernetes?'],
  ['kinds', '[kubernetes, compose]', 'one item a line, or commas between them', 'Leave brackets and quotes out'],
  ['kinds', 'k8s', 'kubernetes, ', 'Write it so'],
  ['suggest-kinds', 'docker-file', 'dockerfile', 'Did you mean dockerfile?'],
  ['scope', 'new', 'changed, all', 'Write it so'],
  ['scope', 'chnaged', 'changed, all', 'Did you mean changed?'],
  ['trusted-registries', 'mcr*', 'a registry such as mcr.microsoft.com', 'Correct it'],
  ['trusted-registries', '*.azurecr.io', 'a registry such as mcr.microsoft.com', 'Correct it'],
  ['trusted-registries', 'https://mcr.microsoft.com', 'a registry such as mcr.microsoft.com', 'Correct it'],
  ['trusted-registries', 'contoso', 'a registry such as mcr.microsoft.com', 'Correct it'],
  ['allowed-images', 'nginx:*', 'references are normalised, such as docker.io/library/nginx', 'Correct it'],
  ['allowed-images', '*', 'references are normalised', 'Correct it'],
  ['allowed-images', 'docker.io/Library/*', 'it has capital letters', 'Correct it'],
  ['denied-images', 'https://docker.io/library/*', 'references have no scheme', 'Correct it'],
  ['denied-images', '{quay.io/a,b}', 'references are normalised', 'Correct it'],
  ['upstreams', 'example.com', 'host=none, host=optional or host=required', 'or leave upstreams out'],
  ['upstreams', 'example.com=sometimes', 'host=none, host=optional or host=required', 'or leave upstreams out'],
  ['upstreams', '=none', 'host=none, host=optional or host=required', 'or leave upstreams out'],
  [
    'credential-sets',
    'docker.io=a b',
    'the name of 5 to 50 letters, digits and dashes',
    'or leave credential-sets out',
  ],
  ['credential-sets', 'hub-set', 'host=credential-set-name', 'or leave credential-sets out'],
  ['target', 'fixed', 'lower-case repository paths with {repository}', 'or leave target out'],
  ['target', '{registry}/{repository}/*', 'lower-case repository paths', 'or leave target out'],
  ['target', '/{repository}', 'lower-case repository paths', 'or leave target out'],
  ['wildcard-target', 'any/{registry}', 'such as any/{registry}/*', 'or leave wildcard-target out'],
  ['targets', 'nginx', 'image=repository', 'or leave targets out'],
  ['targets', 'nginx=Upper/Case', 'such as docker.io/library/nginx=base/nginx', 'or leave targets out'],
  ['max-cache-rules', 'abc', 'a whole number from 0 to 1000', 'Write 50, say.'],
  ['max-cache-rules', '1001', 'a whole number from 0 to 1000', 'Write 50, say.'],
  ['max-cache-rules', '-1', 'a whole number from 0 to 1000', 'Write 50, say.'],
  ['max-cache-rules', '5.5', 'a whole number from 0 to 1000', 'Write 50, say.'],
  ['max-suggestions', '101', 'a whole number from 0 to 100', 'Write 30, say.'],
  ['evidence-max-age', '0', 'a whole number from 1 to 365', 'Write 30, say.'],
  ['evidence-max-age', '30d', 'a whole number from 1 to 365', 'Write 30, say.'],
  ['wildcards', 'true', 'never, when-needed', 'Write it so'],
  ['wildcards', 'when_needed', 'never, when-needed', 'Did you mean when-needed?'],
  ['apply', 'always', 'auto, never', 'Write it so'],
  ['apply', 'nevr', 'auto, never', 'Did you mean never?'],
  ['platforms', 'foo', 'all, or platforms such as linux/amd64', 'or leave platforms out'],
  ['platforms', 'linux/amd64,all', 'all, or platforms such as linux/amd64', 'or leave platforms out'],
  ['platforms', 'amd64', 'all, or platforms such as linux/amd64', 'or leave platforms out'],
  ['engine', 'skopeo', 'registry, docker, podman', 'Write it so'],
  ['engine', 'dokcer', 'registry, docker, podman', 'Did you mean docker?'],
  ['warm-timeout', 'soon', 'minutes from 0 to 360', 'Write the number alone'],
  ['warm-timeout', '5m', 'minutes from 0 to 360', 'Write the number alone'],
  ['scan-timeout', '1 hour', 'minutes from 0 to 360', 'Write the number alone'],
  ['timeout', '0', 'minutes from 0.01 to 360', 'Write the number alone'],
  ['fail-on', 'hihg', 'none, critical, high, medium, low', 'Did you mean high?'],
  ['fail-on', 'high,critical', 'none, critical, high, medium, low', 'Write it so'],
  ['fail-on', 'moderate', 'none, critical, high, medium, low', 'Write it so'],
  ['treat-unknown-as', 'unknown', 'none, critical, high, medium, low', 'Write it so'],
  ['gate-scope', 'changed', 'new, all', 'Write it so'],
  ['fail-when', 'uncovered, unwarmd', 'uncovered, unwarmed', 'Did you mean unwarmed?'],
  ['fail-when', 'none, error', 'none by itself', 'or leave fail-when out'],
  ['fail-when', "['uncovered', 'error']", 'one item a line, or commas between them', 'Leave brackets and quotes out'],
  ['fail-when', '"error"', 'none, uncovered', 'Did you mean error?'],
  ['review', 'suggestion', 'suggestions, annotations, none', 'Did you mean suggestions?'],
  ['review', 'comments', 'suggestions, annotations, none', 'Write it so'],
  ['storage-price', '$0.10', 'an amount such as 0.1', 'or leave storage-price out'],
  ['storage-price', '0,1', 'an amount such as 0.1', 'or leave storage-price out'],
  ['summary', 'on-chagne', 'always, on-change, on-failure', 'Did you mean on-change?'],
  ['summary', 'never', 'always, on-change, on-failure', 'Write it so'],
  ['render', 'yes', 'auto', 'Write it so'],
  ['accept-findings', 'CVE-1', 'lines such as CVE-2026-0001@openssl until', 'or leave accept-findings out'],
  ['accept-findings', 'CVE-2026-0001 until 2026-13-01 because x', 'lines such as', 'or leave accept-findings out'],
];

describe('a wrong input', () => {
  it('is told of in at least 70 ways', () => {
    expect(new Set(WRONG.map(([input, value]) => `${input}=${value}`)).size).toBeGreaterThanOrEqual(70);
  });

  it.each(WRONG)(
    '%s: %s ends in one line that names both, what is allowed and what to do',
    (input, value, allowed, todo) => {
      const attempt = () => {
        const inputs = readInputs((name) => (name === input ? value : ''), {});
        readAcceptedFindings(inputs.acceptFindings);
      };
      expect(attempt).toThrow(UserError);
      const message = messageOf(attempt);
      expect(message).toMatch(/^Input "[a-z-]+": [^\n]+[.?]$/);
      expect(message).toContain(`Input "${input}": `);
      // Of a list the item that is wrong.
      const items = value.split(',').map((item) => JSON.stringify(item.trim()));
      expect(
        [JSON.stringify(value), ...items].some((item) => message.includes(item)),
        message,
      ).toBe(true);
      expect(message).toContain(allowed);
      expect(message).toContain(todo);
    },
  );
});

function messageOf(attempt: () => void): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return '';
}

describe('what people write', () => {
  const read = (inputs: Readonly<Record<string, string>>) => readInputs((name) => inputs[name] ?? '', {});

  it.each(['true', 'True', 'TRUE', ' true\n'])('%j is a boolean', (text) => {
    expect(read({ pin: text }).pin).toBe(true);
  });

  it('is a list by lines, by commas, or as JSON', () => {
    for (const text of ['a/**\nb/{c,d}', 'a/**, b/{c,d}', '["a/**", "b/{c,d}"]', '[\n  "a/**",\n  "b/{c,d}"\n]']) {
      expect(read({ include: text }).include).toEqual(['a/**', 'b/{c,d}']);
    }
    expect([...read({ 'fail-when': '["uncovered","ERROR"]' }).failWhen]).toEqual(['uncovered', 'error']);
    expect(read({ targets: '["nginx=base/nginx"]' }).targets.get('docker.io/library/nginx')).toBe('base/nginx');
    expect(read({ include: '[]' }).include).toEqual([]);
  });
});
