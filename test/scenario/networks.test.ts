import { describe, expect, it } from 'vitest';
import { listField, parseJson, stringField } from '../../src/base/json.ts';
import { expectCredentialsAtHome } from './credential-paths.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, smallImage } from './scene.ts';

/** Registries that do not take everybody's connections. */

closeScenes();

const APP = 'quay.io/acme/app';
const HEAD = { 'app.yaml': pod(`${APP}:1`) };
const upstreams = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };

describe.skipIf(!HAS_BUNDLE)('a registry whose firewall keeps the runner out', () => {
  it.each([
    ['none', 0],
    ['', 1],
  ])('gets its rules, and its images are not reachable from here (fail-when: "%s")', async (failWhen, status) => {
    const scene = await openScene({ upstreams, registry: { networkDenied: true } }, HEAD);
    const run = await scene.pullRequest({ 'fail-when': failWhen });
    expect(run.status).toBe(status);
    expect(scene.emulator.rules().map(({ source }) => source)).toEqual([APP]);
    expect(run.outputs).toMatchObject({ 'rules-created': '1', warmed: '0', suggestions: '0' });
    const [image] = listField(parseJson(run.reports.report ?? ''), 'warmed');
    expect(stringField(image, 'reason', 'kind')).toBe('not-reachable');
    expect(run.log).toContain(
      "contoso.azurecr.io is not reachable from here: client with IP '203.0.113.7' is not allowed",
    );
    expect(run.log).toContain('run this job on a runner inside the network that contoso.azurecr.io allows');
    expect(run.log).toContain('the rules are made all the same');
    expect(run.headline).toContain('0 warm, 1 not');
    expectCredentialsAtHome(run);
  });
});

describe.skipIf(!HAS_BUNDLE)('a registry that serves and never stores', () => {
  const closed = {
    publicNetworkAccess: 'Enabled',
    networkRuleSet: { defaultAction: 'Deny', ipRules: [{ action: 'Allow', value: '203.0.113.7' }] },
    networkRuleBypassOptions: 'None',
  };
  it.each([
    ['the service itself may not pass the firewall', closed, '--allow-trusted-services true'],
    [
      'soft-delete is on',
      { policies: { softDeletePolicy: { status: 'enabled', retentionDays: 7 } } },
      'turn off the soft-delete policy',
    ],
  ])('is told the cause: %s', async (_, registryProperties, remedy) => {
    const arm = { registryProperties };
    const scene = await openScene({ upstreams, registry: { imports: false }, arm, pace: 200 }, HEAD);
    const run = await scene.pullRequest({ 'fail-when': 'unwarmed' });
    expect(run.status).toBe(1);
    expect(run.log).toContain(`served, storage unconfirmed: ${APP}:1`);
    expect(run.log).toContain('it is still served from the source and not stored');
    expect(run.log).toMatch(new RegExp(`To mend it: [^;]*${remedy}[^;]*\\.$`, 'm'));
  });
});
