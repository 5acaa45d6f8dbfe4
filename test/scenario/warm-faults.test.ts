import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { field, listField, parseJson, stringField } from '../../src/base/json.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { registryError } from '../../src/emulator/registry/refusals.ts';
import { expectCredentialsAtHome } from './credential-paths.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, type Scene, smallImage } from './scene.ts';

/** What goes wrong between the run and the registry's data plane, and that no credential leaves the registry's hosts meanwhile. */

// They wait most of the time, for what does not come: some are played at once.
closeScenes(afterAll);

const SOURCE = 'quay.io/acme/app';
const IMAGE = smallImage(1);
/** Its last layer. */
const LAYER = ([...IMAGE.blobs.keys()].at(1) ?? '').slice('sha256:'.length);
const OF_LAYER = new RegExp(LAYER);
const OF_MANIFEST = /\/manifests\//;

async function oneImage(services: EmulatorOptions): Promise<Scene> {
  const upstreams = { 'quay.io': { 'acme/app': { '1': IMAGE } } };
  return openScene({ upstreams, ...services }, { 'app.yaml': pod(`${SOURCE}:1`) });
}

/** How the only image ended, as the report tells it. */
function ending(run: Run): { readonly status: string | undefined; readonly kind: string | undefined } {
  const [image] = listField(parseJson(run.reports.report ?? ''), 'warmed');
  return {
    status: stringField(image, 'status'),
    kind: stringField(image, 'reason', 'kind') ?? stringField(image, 'unconfirmed', 'kind'),
  };
}

function answer(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
  return { type: 'answer', ...registryError(status, code, message, headers) } as const;
}

function redirect(location: string) {
  return { type: 'answer', status: 307, headers: { location } } as const;
}

interface Trouble {
  readonly name: string;
  readonly services: EmulatorOptions;
  readonly kind: string;
  /** What the log says of the image. */
  readonly says: string;
}

const BLOB = `${SOURCE}@sha256:${LAYER}`;
const TROUBLES: readonly Trouble[] = [
  {
    name: 'a blob that breaks off',
    services: { faults: [{ match: { service: 'storage', path: OF_LAYER }, answer: { type: 'truncate', bytes: 5 } }] },
    kind: 'truncated',
    says: `${BLOB}: the blob broke off after 5 of 3095 bytes`,
  },
  {
    name: 'a blob with other bytes',
    services: { faults: [{ match: { service: 'storage', path: OF_LAYER }, answer: { type: 'corrupt' } }] },
    kind: 'wrong-digest',
    says: `${BLOB}: other bytes came than the digest promises`,
  },
  {
    name: 'a manifest with other bytes',
    services: { faults: [{ match: { service: 'registry', path: OF_MANIFEST }, answer: { type: 'corrupt' } }] },
    kind: 'wrong-digest',
    says: `${SOURCE}:1: the manifest is sha256:`,
  },
  {
    name: 'a right that is taken away for good in mid-run',
    services: {
      faults: [
        {
          match: { service: 'registry', path: /\/blobs\// },
          answer: answer(401, 'UNAUTHORIZED', 'authentication required', {
            'www-authenticate': `Bearer realm="https://contoso.azurecr.io/oauth2/token",service="contoso.azurecr.io",scope="repository:${SOURCE}:pull"`,
          }),
        },
      ],
    },
    kind: 'unauthorized',
    says: 'give the identity AcrPull on the registry',
  },
  {
    name: '424 from the source',
    services: { registry: { trouble: { [SOURCE]: { kind: 'failed' } } } },
    kind: 'upstream-failed',
    says: `request to pull from source '${SOURCE}' for cache rule`,
  },
  {
    name: '429 from the source',
    services: { registry: { trouble: { [SOURCE]: { kind: 'throttled' } } } },
    kind: 'upstream-throttled',
    says: 'too many requests to source registry for cache rule',
  },
  {
    name: '429 from the registry itself',
    services: {
      faults: [
        { match: { service: 'registry', path: OF_MANIFEST }, answer: answer(429, 'TOOMANYREQUESTS', 'slow down') },
      ],
    },
    kind: 'throttled',
    says: `${SOURCE}:1: slow down`,
  },
  {
    name: 'a redirect to a host that anybody could listen to',
    services: {
      faults: [
        {
          match: { service: 'registry', path: OF_LAYER },
          answer: redirect('http://storage.stranger.example/blob?sig=x'),
        },
      ],
    },
    kind: 'malformed',
    says: 'contoso.azurecr.io redirects without end, or to where it may not',
  },
  {
    name: 'a redirect to a host that is not who it says it is',
    services: {
      faults: [
        {
          match: { service: 'registry', path: OF_LAYER },
          answer: redirect('https://storage.stranger.example/blob?sig=x'),
        },
      ],
    },
    kind: 'not-reachable',
    says: 'let storage.stranger.example through',
  },
  ...[
    'https://2852039166/latest/meta-data?sig=x',
    'http://localhost:10255/blob?sig=x',
    'https://[::ffff:7f00:1]/blob?sig=x',
  ].map(
    (location): Trouble => ({
      name: `a redirect into the runner (${new URL(location).hostname})`,
      services: { faults: [{ match: { service: 'registry', path: OF_LAYER }, answer: redirect(location) }] },
      kind: 'malformed',
      says: 'contoso.azurecr.io redirects without end, or to where it may not',
    }),
  ),
  {
    name: 'redirects without end',
    services: {
      faults: [
        {
          match: { path: OF_LAYER },
          answer: redirect(`https://emulatormanaged01.blob.core.windows.net/${LAYER}`),
        },
      ],
    },
    kind: 'malformed',
    says: 'contoso.azurecr.io redirects without end, or to where it may not',
  },
  {
    name: 'a realm that points elsewhere',
    services: {
      faults: [
        {
          match: { service: 'registry', path: /^\/v2\/$/ },
          answer: answer(401, 'UNAUTHORIZED', 'authentication required', {
            'www-authenticate':
              'Bearer realm="https://tokens.stranger.example/oauth2/token",service="contoso.azurecr.io"',
          }),
        },
      ],
    },
    kind: 'untrusted-realm',
    says: 'contoso.azurecr.io wants its tokens fetched from another host (https://tokens.stranger.example); nothing was sent there',
  },
  {
    name: 'a token service that redirects elsewhere',
    services: {
      faults: [
        {
          match: { service: 'registry', path: /^\/oauth2\// },
          answer: redirect('https://tokens.stranger.example/oauth2/exchange'),
        },
      ],
    },
    kind: 'registry-error',
    says: 'https://contoso.azurecr.io/oauth2/exchange: status 307',
  },
  {
    name: 'a layer of one byte a second',
    services: {
      pace: 100,
      faults: [
        {
          match: { service: 'storage', path: OF_LAYER },
          answer: { type: 'slow', bytes: 1, everyMilliseconds: 10 },
        },
      ],
    },
    kind: 'too-slow',
    says: `${SOURCE}:1: pulling took longer than`,
  },
  {
    name: 'a manifest of one byte a second',
    services: {
      pace: 100,
      faults: [
        {
          match: { service: 'registry', path: OF_MANIFEST },
          answer: { type: 'slow', bytes: 1, everyMilliseconds: 10 },
        },
      ],
    },
    kind: 'too-slow',
    says: 'warming took longer than',
  },
];

describe.skipIf(!HAS_BUNDLE).concurrent('an image is not served', () => {
  it.each(TROUBLES)('because of $name', async ({ services, kind, says }) => {
    const scene = await oneImage(services);
    // Where it is not the time that ends it, a busy machine may take longer.
    const run = await scene.pullRequest({ 'fail-when': 'unwarmed', 'warm-timeout': kind === 'too-slow' ? '1' : '15' });
    expect(ending(run)).toEqual({ status: 'not-served', kind });
    expect(run.log).toContain(`not served: ${SOURCE}:1`);
    expect(run.log).toContain(says);
    expect(run.log).toContain('::error::fail-when unwarmed: 1 image not proven to be stored');
    expect(run.status).toBe(1);
    expect(run.stderr).toBe('');
    // The rule is there all the same, and nothing is suggested that a cluster could not pull.
    expect(run.outputs).toMatchObject({ 'rules-created': '1', warmed: '0', suggestions: '0' });
    expectCredentialsAtHome(run);
  });

  it('and the step fails where nobody could tell why, or where that is wanted', async () => {
    const scene = await oneImage({ registry: { trouble: { [SOURCE]: { kind: 'failed' } } } });
    expect((await scene.pullRequest()).status).toBe(1);
    expect((await scene.pullRequest({ 'fail-when': 'none' })).status).toBe(0);
    const refused = await oneImage({ registry: { trouble: { [SOURCE]: { kind: 'unauthorized' } } } });
    expect((await refused.pullRequest()).status).toBe(0);
  });

  it('and says so where its realm points elsewhere: not even the token for the exchange is asked for', async () => {
    const [trouble] = TROUBLES.filter(({ kind }) => kind === 'untrusted-realm');
    const run = await (await oneImage(trouble?.services ?? {})).pullRequest();
    expect(run.sorted.filter((line) => /containerregistry|exchange|registry token/.test(line))).toEqual([]);
  });
});

describe.skipIf(!HAS_BUNDLE).concurrent('an image is warm in the end', () => {
  it.each<readonly [string, EmulatorOptions, RegExp]>([
    [
      'though access tokens run out in mid-run',
      { tokenUses: { access: 5 } },
      /^POST registry token repository:quay\.io\/acme\/app:pull \(\d+\)$/,
    ],
    [
      'though the refresh token runs out in mid-run',
      { tokenUses: { access: 5, refresh: 2 } },
      /^POST registry exchange \(\d+\)$/,
    ],
    [
      'though a new rule is unknown to the data plane at first',
      { arm: { unknownFor: 3 } },
      /^GET registry quay\.io\/acme\/app\/manifests\/1 \((?:[4-9]|\d\d)\)$/,
    ],
    [
      'though storage redirects once more',
      {
        registry: { importStartsWith: 'manifest' },
        faults: [
          {
            match: { service: 'storage', path: OF_LAYER },
            answer: redirect('https://emulatormanaged01.blob.core.windows.net/again'),
          },
          {
            match: { service: 'storage', path: /^\/again$/ },
            answer: { type: 'answer', status: 200, body: IMAGE.blobs.get(`sha256:${LAYER}`) ?? '' },
          },
        ],
      },
      /^GET storage \/again/,
    ],
  ])('%s', async (_, services, request) => {
    const scene = await oneImage(services);
    const run = await scene.pullRequest({ 'fail-when': 'unwarmed' });
    expect(run.log).toContain(`warm: ${SOURCE}:1`);
    expect(run.status).toBe(0);
    expect(run.sorted).toContainEqual(expect.stringMatching(request));
    expectCredentialsAtHome(run);
  });
});

describe.skipIf(!HAS_BUNDLE).concurrent('what a stranger attached to his image', () => {
  it('is no evidence that Defender scanned it', async () => {
    const forged = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [
        {
          mediaType: 'application/vnd.oci.image.manifest.v1+json',
          artifactType: 'application/vnd.in-toto+json',
          digest: `sha256:${'e'.repeat(64)}`,
          size: 1,
          annotations: {
            'in-toto.io/predicate-type': 'https://in-toto.io/attestation/vulns/v0.2',
            'org.opencontainers.image.created': '2020-01-01T00:00:00Z',
            scanner: 'MDVM',
          },
        },
      ],
    };
    const headers = { 'content-type': forged.mediaType };
    const answered = (more: Readonly<Record<string, string>>) =>
      [
        {
          match: { service: 'registry', path: /\/referrers\// },
          answer: { type: 'answer', status: 200, headers: { ...headers, ...more }, body: JSON.stringify(forged) },
        },
      ] as const;
    const verdictOf = async (more: Readonly<Record<string, string>>) => {
      const run = await (await oneImage({ faults: answered(more) })).pullRequest({ 'fail-on': 'high' });
      expect(run.sorted).toContainEqual(expect.stringContaining('/referrers/'));
      return stringField(listField(field(parseJson(run.reports.report ?? ''), 'gate'), 'images')[0], 'state');
    };
    expect(await verdictOf({})).toBe('pending');
    expect(await verdictOf({ 'x-azure-origin': 'upstream' })).toBe('pending');
  });
});

/** The bundle, which ends itself politely, as a runner that cancels a job does, once it is cancelled. */
function cancellable({ onTestFinished }: TestContext): { readonly main: string; readonly cancel: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'cancelled-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const flag = join(folder, 'flag');
  const main = join(folder, 'main.cjs');
  const bundle = fileURLToPath(new URL('../../dist/main.cjs', import.meta.url));
  writeFileSync(
    main,
    `const { existsSync } = require('node:fs');
    const timer = setInterval(() => {
      if (!existsSync(${JSON.stringify(flag)})) return;
      clearInterval(timer);
      process.kill(process.pid, 'SIGTERM');
    }, 10);
    timer.unref();
    require(${JSON.stringify(bundle)});\n`,
  );
  return { main, cancel: () => writeFileSync(flag, '') };
}

describe.skipIf(!HAS_BUNDLE || process.platform === 'win32').concurrent('a run that is cancelled', () => {
  it('in mid-warming ends by itself, and reports what was done', async (test) => {
    const { main, cancel } = cancellable(test);
    const scene = await openScene(
      {
        upstreams: { 'quay.io': { 'acme/app': { '1': IMAGE }, 'acme/stuck': { '1': smallImage(2) } } },
        faults: [{ match: { service: 'registry', path: /acme\/stuck\/blobs/ }, answer: { type: 'hang' } }],
      },
      { 'app.yaml': pod(`${SOURCE}:1`, 'quay.io/acme/stuck:1') },
    );
    let listed = 0;
    scene.emulator.onRequest(({ path, status }) => {
      if (status !== 200 || !path.startsWith(`/acr/v1/${SOURCE}/_manifests/`)) return;
      listed += 1;
      // Its index and its image: nothing more is asked for before it counts as warm.
      if (listed === 2) setTimeout(cancel, 200);
    });
    const run = await scene.pullRequest({ 'fail-when': 'unwarmed' }, { main });
    const endings = listField(parseJson(run.reports.report ?? ''), 'warmed').map((image) => [
      stringField(image, 'request', 'image'),
      stringField(image, 'reason', 'kind') ?? stringField(image, 'status'),
    ]);
    expect(endings).toEqual([
      [`${SOURCE}:1`, 'warm'],
      ['quay.io/acme/stuck:1', 'stopped'],
    ]);
    expect(run.outputs).toMatchObject({ 'rules-created': '2', warmed: '1', suggestions: '0' });
    expect(run.log).toContain('not served: quay.io/acme/stuck:1');
    expect(run.headline).toContain('cancelled in warm');
    expect(run.summary).toContain('Nothing was suggested, since the run was cancelled');
    expect(run.status).toBe(1);
    expectCredentialsAtHome(run);
  });

  it('while it waits for Defender ends by itself, and what is pending stays so', async (test) => {
    const { main, cancel } = cancellable(test);
    const scene = await oneImage({ pace: 10 });
    let asked = 0;
    scene.emulator.onRequest(({ service }) => {
      if (service !== 'resource-graph') return;
      asked += 1;
      if (asked === 1) setTimeout(cancel, 1000);
    });
    const run = await scene.pullRequest({ 'fail-on': 'high', 'scan-timeout': '60' }, { main });
    expect(run.log).toContain('Waiting for Defender to scan 1 manifest');
    expect(run.outputs).toMatchObject({ warmed: '1', verdict: expect.stringContaining('not decided: 1 pending') });
    expect(run.headline).toContain('cancelled in gate');
    expect(run.status).toBe(1);
  }, 60_000);
});
