import { describe, expect, it } from 'vitest';
import type { FaultAnswer } from '../../src/emulator/faults.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Scene, smallImage } from './scene.ts';

/** Azure Resource Manager that does not do at once as asked. */

closeScenes();

const THROTTLED: FaultAnswer = {
  type: 'answer',
  status: 429,
  headers: { 'retry-after': '7', 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ error: { code: 'TooManyRequests', message: 'The request is being throttled.' } })),
};

async function oneImage(services: EmulatorOptions): Promise<Scene> {
  const upstreams = { 'quay.io': { 'acme/app': { '1': smallImage(1) } } };
  return openScene({ upstreams, ...services }, { 'app.yaml': pod('quay.io/acme/app:1') });
}

const RULE = 'cacheRules/quay-io-acme-app-45f5632c24';
const isRule = (line: string) => line.includes('arm cacheRules');

describe.skipIf(!HAS_BUNDLE)('throttled ARM', () => {
  it('is waited for', async () => {
    const scene = await oneImage({
      faults: [
        { match: { service: 'arm', method: 'GET', path: /cacheRules$/ }, nth: 1, answer: THROTTLED },
        { match: { service: 'arm', method: 'PUT' }, nth: 1, times: 2, answer: THROTTLED },
        { match: { service: 'arm', path: /operationStatuses/ }, nth: 1, answer: THROTTLED },
      ],
    });
    const run = await scene.pullRequest();
    expect(run.status).toBe(0);
    expect(run.headline).toMatchInlineSnapshot(
      `"✅ **1 new public image: 1 covered (1 new rule), 0 not · 1 warm, 0 not**"`,
    );
    expect(run.annotations).toEqual([]);
    expect(run.sorted).toMatchInlineSnapshot(`
      [
        "finds the registry",
        "signs in to the registry",
        "GET arm cacheRules (3)",
        "GET arm cacheRules/quay-io-acme-app-45f5632c24",
        "GET arm cacheRules/quay-io-acme-app-45f5632c24/operationStatuses (3)",
        "GET arm credentialSets",
        "GET github pulls/7/files",
        "GET registry acr/v1/quay.io/acme/app/_manifests/sha256:5cde3d19c861",
        "GET registry acr/v1/quay.io/acme/app/_manifests/sha256:7a62fa230721",
        "GET registry quay.io/acme/app/blobs/sha256:065607e4a329",
        "GET registry quay.io/acme/app/blobs/sha256:5387c9c40468",
        "GET registry quay.io/acme/app/blobs/sha256:afac154cea68",
        "GET registry quay.io/acme/app/manifests/1",
        "GET registry quay.io/acme/app/manifests/sha256:5cde3d19c861",
        "GET registry quay.io/acme/app/tags/list",
        "GET storage sha256:065607e4a329",
        "GET storage sha256:5387c9c40468",
        "GET storage sha256:afac154cea68",
        "HEAD registry quay.io/acme/app/manifests/1 (2)",
        "HEAD registry quay.io/acme/app/manifests/sha256:5cde3d19c861 (2)",
        "POST github graphql pullRequest (2)",
        "POST github pulls/7/reviews",
        "POST registry token repository:quay.io/acme/app:metadata_read",
        "POST registry token repository:quay.io/acme/app:pull",
        "PUT arm cacheRules/quay-io-acme-app-45f5632c24 (3)",
      ]
    `);
  });

  it('is not waited for without end when a rule is written', async () => {
    const scene = await oneImage({ faults: [{ match: { service: 'arm', method: 'PUT' }, answer: THROTTLED }] });
    const run = await scene.pullRequest();
    expect(run.status).toBe(1);
    expect(run.headline).toMatchInlineSnapshot(`"❌ **1 new public image: 0 covered, 1 not · 1 error**"`);
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=app.yaml,line=7,col=25::No cache rule: the rule could not be created: Azure throttles requests: TooManyRequests: The request is being throttled. Run again: what is there is found and not written twice.",
      ]
    `);
    expect(run.sorted).toMatchInlineSnapshot(`
      [
        "finds the registry",
        "signs in to the registry",
        "GET arm cacheRules (2)",
        "GET arm credentialSets",
        "GET github pulls/7/files",
        "GET registry quay.io/acme/app/tags/list",
        "POST github graphql pullRequest",
        "POST registry token repository:quay.io/acme/app:metadata_read",
        "PUT arm cacheRules/quay-io-acme-app-45f5632c24 (5)",
      ]
    `);
    expect((await scene.pullRequest({ 'fail-when': 'uncovered' })).status).toBe(1);
  });

  it('is not waited for without end when the registry is looked up', async () => {
    const scene = await oneImage({ faults: [{ match: { service: 'arm' }, answer: THROTTLED }] });
    const run = await scene.pullRequest();
    expect(run.status).toBe(1);
    expect(run.headline).toMatchInlineSnapshot(`"❌ **1 new public image: 0 covered, 1 not · 1 error**"`);
    expect(run.log).toMatchInlineSnapshot(`
      "ACR Artifact Cache x.y.z · contoso.azurecr.io · on pull_request · will read manifests, plan cache rules, create those that are missing (up to 50 in the registry), pull images through the registry, suggest edits
      ::notice file=app.yaml,line=7,col=25::quay.io/acme/app:1 could be pulled from contoso.azurecr.io/quay.io/acme/app once cache rule quay-io-acme-app-45f5632c24 is created
      1 new public image: 0 covered, 1 not · 1 error
      ::warning::plan: the resource group of contoso is not known: Azure answered HTTP 429 (TooManyRequests: The request is being throttled.). Name it with the input resource-group
      ::error::fail-when error: plan: the resource group of contoso is not known: Azure answered HTTP 429 (TooManyRequests: The request is being throttled.). Name it with the input resource-group"
    `);
    expect(run.summary).toContain('Nothing was changed in the registry: it could not be looked up.');
    expect(run.sorted).toMatchInlineSnapshot(`
      [
        "GET arm resources (5)",
        "GET github pulls/7/files",
        "GET oidc token",
        "POST entra token https://management.azure.com/.default",
        "POST github graphql pullRequest",
      ]
    `);
    expect((await scene.pullRequest({ 'fail-when': 'none' })).status).toBe(0);
    const strict = await scene.pullRequest({ 'fail-when': 'error, uncovered' });
    expect(strict.status).toBe(1);
    expect(strict.log).toContain(
      'fail-when uncovered: 1 image without a rule; fail-when error: plan: the resource group of contoso is not known',
    );
  });
});

describe.skipIf(!HAS_BUNDLE)('an asynchronous operation', () => {
  it('that fails is told with the words of the service, and the next run mends it', async () => {
    const scene = await oneImage({
      arm: { endOf: () => ({ status: 'Failed', code: 'InternalServerError', message: 'The vault is out of reach.' }) },
    });
    const run = await scene.pullRequest();
    expect(run.status).toBe(0);
    expect(run.headline).toMatchInlineSnapshot(`"⚠️ **1 new public image: 0 covered, 1 not**"`);
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=app.yaml,line=7,col=25::No cache rule: Azure refused the rule: InternalServerError: The vault is out of reach. See the message; the next run tries again.",
      ]
    `);
    expect(run.sorted).toMatchInlineSnapshot(`
      [
        "finds the registry",
        "signs in to the registry",
        "GET arm cacheRules (2)",
        "GET arm cacheRules/quay-io-acme-app-45f5632c24/operationStatuses (2)",
        "GET arm credentialSets",
        "GET github pulls/7/files",
        "GET registry quay.io/acme/app/tags/list",
        "POST github graphql pullRequest",
        "POST registry token repository:quay.io/acme/app:metadata_read",
        "PUT arm cacheRules/quay-io-acme-app-45f5632c24",
      ]
    `);
    expect(scene.emulator.rules()).toMatchObject([{ state: 'Failed' }]);
    scene.emulator.arm.settings.endOf = () => ({ status: 'Succeeded' });
    const next = await scene.pullRequest();
    expect(next.headline).toMatchInlineSnapshot(`"✅ **1 new public image: 1 covered, 0 not · 1 warm, 0 not**"`);
    expect(next.sorted.filter(isRule)).toMatchInlineSnapshot(`
      [
        "GET arm cacheRules (2)",
        "GET arm cacheRules/quay-io-acme-app-45f5632c24",
        "GET arm cacheRules/quay-io-acme-app-45f5632c24/operationStatuses (2)",
        "PUT arm cacheRules/quay-io-acme-app-45f5632c24",
      ]
    `);
    expect(scene.emulator.rules()).toMatchObject([{ state: 'Succeeded' }]);
  });

  it('that never ends is left alone after a while', async () => {
    const scene = await oneImage({ pace: 1000, arm: { endOf: () => ({ status: 'never' }) } });
    const run = await scene.pullRequest();
    expect(run.status).toBe(1);
    expect(run.headline).toMatchInlineSnapshot(`"❌ **1 new public image: 0 covered, 1 not · 1 error**"`);
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=app.yaml,line=7,col=25::No cache rule: the rule could not be created: Azure has not finished it within 3 minutes. Run again: what is there is found and not written twice.",
      ]
    `);
    // Three minutes of looking, two seconds apart.
    expect(run.sorted.filter(isRule)).toEqual([
      'GET arm cacheRules (2)',
      `GET arm ${RULE}/operationStatuses (91)`,
      `PUT arm ${RULE}`,
    ]);
  });
});
