import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, type Scene, smallImage } from './scene.ts';

/** Pulls that do not give what was asked for. The rule is there by then. */

closeScenes();

const IMAGE = smallImage(1);
const SOURCE = 'quay.io/acme/app';
/** Its last layer. */
const LAYER = [...IMAGE.blobs.keys()].at(1) ?? '';

async function oneImage(services: EmulatorOptions): Promise<Scene> {
  return openScene(
    {
      upstreams: { 'quay.io': { 'acme/app': { '1': IMAGE } } },
      rules: [{ name: 'quay-app', source: SOURCE, target: SOURCE }],
      ...services,
    },
    { 'app.yaml': pod(`${SOURCE}:1`) },
  );
}

/** The image was neither warmed nor suggested, and no report looks as if it was. */
function expectUnserved(run: Run, isAnswered = false): void {
  const counts = '1 new public image: 1 covered, 0 not · 0 warm, 1 not';
  expect(run.status).toBe(isAnswered ? 0 : 1);
  expect(run.headline).toBe(isAnswered ? `⚠️ **${counts}**` : `❌ **${counts} · 1 error**`);
  expect(run.outputs).toMatchObject({ warmed: '0', suggestions: '0', uncovered: '0' });
  expect(run.reports.patch).toBe('');
}

describe.skipIf(!HAS_BUNDLE)('a source that', () => {
  it.each([
    [
      'throttles',
      'throttled',
      3,
      "too many requests to source registry for cache rule 'quay-app'. CorrelationId: 00000000-0000-0000-0000-000000000000 (the rule has no credential set). Give the rule a credential set of quay.io: pulls without one share a lower limit; see docs/troubleshooting.md#source-throttles.",
    ],
    [
      'fails',
      'failed',
      3,
      "request to pull from source 'quay.io/acme/app' for cache rule 'quay-app' has failed. Pull the image from its source by hand; run again when the source answers; see docs/troubleshooting.md#source-failed.",
    ],
    [
      'wants credentials',
      'unauthorized',
      1,
      "authentication required with source registry for cache rule 'quay-app'. For more information, please visit https://aka.ms/acr/cache (the rule has no credential set). Give the rule a healthy credential set of the source (see `credentialHealth` of the credential set); see docs/troubleshooting.md#source-unauthorized.",
    ],
  ] as const)('%s', async (_, kind, tries, said) => {
    const scene = await oneImage({ registry: { trouble: { [SOURCE]: { kind } } } });
    const run = await scene.pullRequest();
    expectUnserved(run, kind === 'unauthorized');
    expect(run.annotations).toEqual([
      `::warning file=app.yaml,line=7,col=25::The registry could not serve it: ${SOURCE}:1: ${said}`,
    ]);
    expect(run.sorted).toEqual([
      'finds the registry',
      'signs in to the registry',
      'GET arm cacheRules',
      'GET github pulls/7/files',
      `GET registry ${SOURCE}/manifests/1${tries === 1 ? '' : ` (${tries})`}`,
      'POST github graphql pullRequest',
      `POST registry token repository:${SOURCE}:pull`,
    ]);
  });

  it('throttles once is asked again', async () => {
    const scene = await oneImage({ registry: { trouble: { [SOURCE]: { kind: 'throttled', times: 1 } } } });
    const run = await scene.pullRequest();
    expect(run.headline).toBe('✅ **1 new public image: 1 covered, 0 not · 1 warm, 0 not**');
    expect(run.sorted).toContain(`GET registry ${SOURCE}/manifests/1 (2)`);
  });

  it('fails the step where fail-when says unwarmed', async () => {
    const scene = await oneImage({ registry: { trouble: { [SOURCE]: { kind: 'unauthorized' } } } });
    const run = await scene.pullRequest({ 'fail-when': 'unwarmed' });
    expect(run.status).toBe(1);
    expect(run.log).toContain('::error::fail-when unwarmed: 1 image not proven to be stored');
  });
});

describe.skipIf(!HAS_BUNDLE)('a layer', () => {
  const ofLayer = new RegExp(LAYER.slice('sha256:'.length));
  const layerRequests = (run: Run) => run.sorted.filter((line) => line.includes(LAYER.slice(0, 'sha256:'.length + 12)));

  it('that breaks off is tried three times', async () => {
    const answer = { type: 'truncate', bytes: 5 } as const;
    const scene = await oneImage({ faults: [{ match: { service: 'storage', path: ofLayer }, answer }] });
    const run = await scene.pullRequest();
    expectUnserved(run);
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=app.yaml,line=7,col=25::The registry could not serve it: quay.io/acme/app@sha256:afac154cea6843cbb3c37f745ed95811b03ebe8cb9ecf54f9f4dce359a381da6: the blob broke off after 5 of 3095 bytes (other side closed). Run again; if it stays so, look at the proxy or firewall between here and the registry.",
      ]
    `);
    expect(layerRequests(run)).toMatchInlineSnapshot(`
      [
        "GET registry quay.io/acme/app/blobs/sha256:afac154cea68 (3)",
        "GET storage sha256:afac154cea68 (3)",
      ]
    `);
  });

  it('that breaks off once is warm in the end', async () => {
    const answer = { type: 'truncate', bytes: 5 } as const;
    const scene = await oneImage({ faults: [{ match: { service: 'storage', path: ofLayer }, nth: 1, answer }] });
    const run = await scene.pullRequest();
    expect(run.outputs.warmed).toBe('1');
    expect(layerRequests(run)).toMatchInlineSnapshot(`
      [
        "GET registry quay.io/acme/app/blobs/sha256:afac154cea68 (2)",
        "GET storage sha256:afac154cea68 (2)",
      ]
    `);
  });

  it('with other bytes than its digest promises is never tried again', async () => {
    const answer = { type: 'corrupt' } as const;
    const scene = await oneImage({ faults: [{ match: { service: 'storage', path: ofLayer }, answer }] });
    const run = await scene.pullRequest();
    expectUnserved(run);
    expect(run.annotations).toMatchInlineSnapshot(`
      [
        "::warning file=app.yaml,line=7,col=25::The registry could not serve it: quay.io/acme/app@sha256:afac154cea6843cbb3c37f745ed95811b03ebe8cb9ecf54f9f4dce359a381da6: other bytes came than the digest promises. Something between here and the registry changes what it sends; do not use this image.",
      ]
    `);
    expect(layerRequests(run)).toMatchInlineSnapshot(`
      [
        "GET registry quay.io/acme/app/blobs/sha256:afac154cea68",
        "GET storage sha256:afac154cea68",
      ]
    `);
  });
});
