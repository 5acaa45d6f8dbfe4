import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { field, isObject, listField, stringField } from '../../src/base/json.ts';
import { REFUSALS } from '../../src/emulator/arm/refusals.ts';
import { wantedRule } from '../../src/emulator/arm/rules.ts';
import { REGISTRY_REFUSALS } from '../../src/emulator/registry/refusals.ts';
import { allows } from '../../src/emulator/rights.ts';
import { askArm, openWayIn, type WayIn } from './way-in.ts';

/** The emulator's words and shapes against the collected facts, which are not part of this repository. */
const FACTS = fileURLToPath(new URL('../../../shared/data/azure/', import.meta.url));
const missing = !existsSync(FACTS);
const without = missing ? ' (skipped: ../shared/data/azure is not here)' : '';

function read(name: string): unknown {
  return JSON.parse(readFileSync(`${FACTS}${name}`, 'utf8'));
}

/** Ids that a service makes up for every answer. */
function withoutIds(message: string): string {
  return message.replace(/CorrelationId:.*?(?= For more|$)/, 'CorrelationId: …');
}

describe.skipIf(missing)(`the collected facts${without}`, () => {
  let way: WayIn;

  beforeAll(async () => {
    way = await openWayIn();
  });

  afterAll(async () => {
    await way.close();
  });

  it("ARM's refusals are in the words that were seen", () => {
    const seen = listField(read('arm-errors.json'), 'errors').map((error) => stringField(error, 'message'));
    const unsupported =
      'docker.io, mcr.microsoft.com, quay.io, public.ecr.aws, ghcr.io, nvcr.io, registry.k8s.io, gcr.io, eu.gcr.io';
    const ours = [
      REFUSALS.dockerHubWithoutCredentials(),
      REFUSALS.targetExists('mise'),
      REFUSALS.prefixMatchesRepositories('redhat-user-workloads/crt-redhat-acm-tenant/*'),
      REFUSALS.repositoryName('mcr.microsoft.com/oss/kubernetes/pause:3.9'),
      REFUSALS.unsupportedUpstream('xpkg.upbound.io/*', unsupported.split(', ')),
      REFUSALS.quota('Standard'),
      REFUSALS.ruleNotFound('test-mi'),
      REFUSALS.ruleName(),
    ];
    for (const { message } of ours) expect(seen).toContain(message);
  });

  it("the data plane's refusals are in the words that were seen", () => {
    const seen = listField(read('acr-dataplane-errors.json'), 'errors')
      .map((error) => stringField(error, 'text') ?? stringField(listField(error, 'body', 'errors')[0], 'message') ?? '')
      .map((text) => withoutIds(text.replace(/^(?:toomanyrequests|unauthorized): /, '')));
    const ours = [
      REGISTRY_REFUSALS.notAccepted('OCI manifest'),
      REGISTRY_REFUSALS.manifestUnknown('alpha'),
      REGISTRY_REFUSALS.upstreamFailed('dhi.io/python', 'dhi-python-cache'),
      REGISTRY_REFUSALS.upstreamThrottled('dotnet-sdk'),
      REGISTRY_REFUSALS.upstreamUnauthorized('docker-io'),
      REGISTRY_REFUSALS.referrersFailed('xxx/...', 'ghcr-io'),
    ];
    for (const { body } of ours) {
      const message = stringField(listField(JSON.parse(String(body)), 'errors')[0], 'message') ?? '';
      expect(seen).toContain(withoutIds(message));
    }
  });

  it('the Cache Rule Administrator may do exactly what its definition says', () => {
    const [permission] = listField(read('role-cache-rule-administrator.json'), 'permissions');
    const may = (action: string) => allows(['Container Registry Cache Rule Administrator'], action);
    for (const action of listField(permission, 'actions')) expect(may(String(action))).toBe(true);
    for (const kind of ['read', 'credentialSets/read', 'pull/read']) {
      expect(may(`Microsoft.ContainerRegistry/registries/${kind}`)).toBe(false);
    }
  });

  it('recorded requests are taken, and the answers have the members that were recorded', async () => {
    const recorded = listField(read('arm-recorded-cacherules.json'), 'interactions');
    const create = recorded.find((interaction) => field(interaction, 'name') === 'create');
    expect(wantedRule(field(create, 'request', 'body'))).toMatchObject({ target: 'hello-world' });
    const made = await askArm(way, 'PUT', '/cacheRules/test1', {
      sourceRepository: 'mcr.microsoft.com/mcr/hello-world',
      targetRepository: 'hello-world',
    });
    const body = await made.json();
    expect(made.status).toBe(field(create, 'response', 'status'));
    expect(shapeOf(body, ['credentialSetResourceId'])).toEqual(
      shapeOf(field(create, 'response', 'body'), ['credentialSetResourceId']),
    );
    const recordedUrl = new URL(stringField(create, 'response', 'headers', 'azure-asyncoperation') ?? '');
    const url = new URL(made.headers.get('azure-asyncoperation') ?? '');
    expect([...url.searchParams.keys()]).toEqual([...recordedUrl.searchParams.keys()]);
    expect(url.pathname.split('/').length).toBe(recordedUrl.pathname.split('/').length);
  });
});

/** The names of all members, sorted, without some. */
function shapeOf(value: unknown, left: readonly string[]): unknown {
  if (!isObject(value)) return typeof value;
  const kept = Object.keys(value).filter((name) => !left.includes(name));
  return Object.fromEntries(kept.toSorted().map((name) => [name, shapeOf(value[name], left)]));
}
