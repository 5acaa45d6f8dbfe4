import { describe, expect, it } from 'vitest';
import { type } from './command-line.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod } from './scene.ts';

closeScenes();

describe.skipIf(!HAS_BUNDLE)('a bad input', () => {
  it('ends in one line that names input, value and what is allowed, before any request', async () => {
    const scene = await openScene({}, { 'app.yaml': pod('quay.io/acme/app:1') });
    const told = async (inputs: Readonly<Record<string, string>>, env = {}) => {
      const run = await scene.pullRequest(inputs, { env });
      expect([run.status, run.stderr, run.sorted]).toEqual([1, '', []]);
      expect(run.headline).toMatch(/^❌ \*\*/);
      const log = run.log.replace(/^ACR Artifact Cache .*\n/, '');
      expect(log.split('\n')).toHaveLength(1);
      expect(log).not.toMatch(/ at .*\.cjs/);
      return log;
    };
    expect(await told({ registry: 'my_registry!' })).toMatchInlineSnapshot(
      `"::error::Input "registry": "my_registry!" is not allowed. Allowed: a registry name (5 to 50 letters and digits), its login server (<name>.azurecr.io) or its resource id. Write it so, or leave registry out."`,
    );
    expect(await told({ 'max-cache-rules': 'abc' })).toMatchInlineSnapshot(
      `"::error::Input "max-cache-rules": "abc" is not allowed. Allowed: a whole number from 0 to 1000. Write 50, say."`,
    );
    expect(await told({ 'fail-on': 'hihg' })).toMatchInlineSnapshot(
      `"::error::Input "fail-on": "hihg" is not allowed. Allowed: none, critical, high, medium, low. Did you mean high?"`,
    );
    expect(await told({ platforms: 'foo' })).toMatchInlineSnapshot(
      `"::error::Input "platforms": "foo" is not allowed. Allowed: all, or platforms such as linux/amd64, linux/arm64/v8, windows/amd64. Write it so, or leave platforms out."`,
    );
    expect(await told({ 'accept-findings': 'CVE-1' })).toMatchInlineSnapshot(
      `"::error::Input "accept-findings": "CVE-1" is not allowed. Allowed: lines such as CVE-2026-0001@openssl until 2026-12-31 because it is not reachable (the package may be left out), or the path of one YAML file. Write it so, or leave accept-findings out."`,
    );
    expect(await told({ registry: '' })).toMatchInlineSnapshot(
      `"::error::Input "registry" is needed to create cache rules; give it, or set "apply: never" to scan only."`,
    );
    expect(await told({}, { AZURE_SUBSCRIPTION_ID: undefined })).toMatchInlineSnapshot(
      `"::error::Input "subscription-id" is needed to look up the registry; give it, or set AZURE_SUBSCRIPTION_ID."`,
    );
  });

  it('is told whole when it holds a line break or a percent sign', async () => {
    const scene = await openScene({}, { 'app.yaml': pod('quay.io/acme/app:1') });
    const run = await scene.pullRequest({ 'fail-on': 'high\n::error::%0Aforged' });
    expect(run.status).toBe(1);
    expect(run.log.split('\n')).toHaveLength(1);
    expect(run.log).toMatch(/^::error::Input "fail-on": /);
  });

  it('is a glob that can match nothing, the same in the action and in a terminal', async () => {
    const scene = await openScene({}, { 'app.yaml': pod('quay.io/acme/app:1') });
    for (const [name, value] of [
      ['include', "['app.yaml']"],
      ['exclude', '!app.yaml'],
      ['exempt-paths', 'deploy/[ab'],
      ['allowed-images', 'nginx:*'],
      ['denied-images', 'quay.io//acme'],
      ['trusted-registries', '*.io'],
    ] as const) {
      const run = await scene.pullRequest({ [name]: value });
      expect([run.status, run.sorted]).toEqual([1, []]);
      expect(run.summary).toContain(`❌ **Input "${name}": `);
      const said = `Input "${name}": ${JSON.stringify(value)} is not allowed: `;
      expect(run.log).toContain(`::error::${said}`);
      const typed = await type(['scan', `--${name}=${value}`], { folder: scene.workspace.path });
      expect([typed.status, typed.stdout]).toEqual([2, '']);
      expect(typed.stderr).toBe(`error: ${run.log.replace('::error::', '')}\n`);
    }
  });
});
