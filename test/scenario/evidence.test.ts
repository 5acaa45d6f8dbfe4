import { describe, expect, it } from 'vitest';
import { field, isObject, listField, parseJson } from '../../src/base/json.ts';
import { buildArtifact, buildImage, FINDINGS_TYPE, findingsAnnotations } from '../../src/emulator/images.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { HAS_BUNDLE } from './harness.ts';
import { closeScenes, openScene, pod, type Run, SCHEDULE, smallImage } from './scene.ts';

/** What Defender says, and what proves that it has looked: each run is pinned in exit status, verdict and headline. */

closeScenes();

const IMAGE = smallImage(11);
const OTHER = smallImage(12);
const DIGEST = IMAGE.platforms['linux/amd64'] ?? '';
const OTHER_DIGEST = OTHER.platforms['linux/amd64'] ?? '';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const AN_HOUR_AGO = daysAgo(1 / 24);

const HIGH = {
  cve: 'CVE-2026-0001',
  package: 'openssl',
  severity: 'High',
  installed: '3.0.11',
  fixedIn: '3.0.15',
} as const;
const LOW = { cve: 'CVE-2026-0002', package: 'zlib', severity: 'Low', installed: '1.2.13' } as const;

/** Looks like Defender's, and is attached by whoever it pleases. */
const forged = (subject: string, created = AN_HOUR_AGO) =>
  buildArtifact({ subject, artifactType: FINDINGS_TYPE, annotations: findingsAnnotations(created) });

interface Case {
  readonly name: string;
  readonly services?: EmulatorOptions;
  readonly scan?: NonNullable<EmulatorOptions['scans']>[string];
  /** Attached to the image where it is published. */
  readonly atSource?: ReturnType<typeof forged>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly status: 0 | 1;
  readonly verdict: string;
  /** What the headline says of the gate. */
  readonly headline: string;
  /** What the image's reasons tell. */
  readonly reason: string | RegExp;
}

const UNDECIDED = { status: 1 } as const;
const NOT_ASKED = {
  ...UNDECIDED,
  verdict: 'not decided: 1 could not be asked',
  headline: 'gate not decided: 1 could not be asked, of 1 image',
} as const;
const PENDING = {
  ...UNDECIDED,
  verdict: 'not decided: 1 pending',
  headline: 'gate not decided: 1 pending, of 1 image',
} as const;
const PASSED = {
  status: 0,
  verdict: 'passed',
  headline: 'gate passed: no finding of high severity or above in 1 image',
} as const;
const FAILED = {
  status: 1,
  verdict: 'failed',
  headline: 'gate failed: 1 finding of high severity or above in 1 of 1 image',
} as const;

type Properties = Readonly<Record<string, unknown>>;

/** The high finding in an assessment that is not as it must be: nobody may take the image for clean. */
const unreadable = (name: string, reason: string, reshape: (properties: Properties) => unknown): Case => ({
  name,
  scan: { findings: [HIGH], reshape },
  ...NOT_ASKED,
  reason,
});

const withData = (properties: Properties, data: Properties) => {
  const before = properties.additionalData;
  return { ...properties, additionalData: { ...(isObject(before) ? before : {}), ...data } };
};

const CASES: readonly Case[] = [
  unreadable('another category than SoftwareUpdate', 'its recommendationCategory is "Container"', (properties) => ({
    ...properties,
    metadata: { severity: 'High', recommendationCategory: 'Container' },
  })),
  unreadable('a status that is a text', 'its status is no object', (properties) => ({
    ...properties,
    status: 'Unhealthy',
  })),
  unreadable('a status without a code', 'its status has no code', (properties) => ({ ...properties, status: {} })),
  unreadable('properties that are cut', 'its properties are no object', (properties) =>
    JSON.stringify(properties).slice(0, -40),
  ),
  unreadable('CvesDetails that are cut', 'its CvesDetails are missing or cut', (properties) => ({
    ...withData(properties, { CvesDetails: '[{"CveId":"CVE-2026-0001","Sever' }),
    metadata: { severity: 'Low', recommendationCategory: 'SoftwareUpdate' },
  })),
  {
    name: 'an exemption in Defender',
    scan: {
      findings: [HIGH],
      reshape: (properties) => ({ ...properties, status: { code: 'NotApplicable', cause: 'Exempt' } }),
    },
    ...PASSED,
    reason: 'scanned, nothing found, 1 exempted in Defender',
  },
  {
    name: 'a fix that only one of two assessments of a CVE knows',
    scan: {
      findings: [
        { cve: 'CVE-2026-0001', package: 'openssl-1', severity: 'High', installed: '3.0.11', cvss: 9 },
        { ...HIGH, package: 'openssl-2', cvss: 5 },
      ],
      reshape: (properties) => withData(properties, { SoftwareName: 'openssl' }),
    },
    inputs: { 'only-fixable': 'true' },
    ...FAILED,
    reason: '1 high',
  },
  {
    name: 'a severity that nobody knows, where unknown counts as high',
    scan: { findings: [{ ...HIGH, severity: '' }] },
    ...FAILED,
    reason: '1 of unknown severity',
  },
  {
    name: "the service's refusal, which it explains in the details alone",
    services: {
      faults: [
        {
          match: { service: 'resource-graph' },
          answer: {
            type: 'answer',
            status: 400,
            body: JSON.stringify({
              error: {
                code: 'BadRequest',
                message: 'Ask support.',
                details: [{ code: 'InvalidQuery', message: 'Tell.' }],
              },
            }),
          },
        },
      ],
    },
    ...NOT_ASKED,
    reason: 'HTTP 400: BadRequest, Ask support.; InvalidQuery, Tell.',
  },
  {
    name: "an artifact that the image's publisher attached at the source",
    atSource: forged(DIGEST),
    ...PENDING,
    reason: /can't be seen: an artifact that calls itself one of Defender is not stored in the registry/,
  },
  {
    name: 'one that the registry says to be from the source',
    services: { registry: { sourceReferrers: 'marked' } },
    atSource: forged(DIGEST),
    ...PENDING,
    reason: 'is not stored in the registry',
  },
  {
    name: "Defender's own artifact beside the source's",
    services: { registry: { sourceReferrers: 'marked' } },
    atSource: forged(DIGEST, daysAgo(1)),
    scan: { findings: [] },
    ...PASSED,
    reason: 'scanned, nothing found',
  },
  {
    name: 'a source that fails when it is asked for referrers',
    services: { registry: { sourceReferrers: 'failure' } },
    scan: { findings: [] },
    ...PENDING,
    reason: "whether Defender has scanned it can't be seen",
  },
  {
    name: 'an artifact that the registry stores and that is about another image',
    services: {
      images: { 'quay.io/acme/app': { '1': IMAGE, other: forged(OTHER_DIGEST) } },
      faults: [
        {
          match: { service: 'registry', path: /\/referrers\// },
          answer: {
            type: 'answer',
            status: 200,
            body: JSON.stringify({
              manifests: [
                {
                  digest: forged(OTHER_DIGEST).digest,
                  artifactType: FINDINGS_TYPE,
                  annotations: findingsAnnotations(AN_HOUR_AGO),
                },
              ],
            }),
          },
        },
      ],
    },
    ...PENDING,
    reason: 'is about another image',
  },
  {
    name: 'an identity that may not list what the registry stores',
    services: { registry: { metadataRead: false } },
    scan: { findings: [] },
    ...PENDING,
    reason: 'the identity may not list what the registry stores',
  },
  {
    name: 'a scan of 40 days ago',
    scan: { findings: [], scannedAt: daysAgo(40) },
    ...PENDING,
    reason: `Defender last scanned it on ${daysAgo(40).slice(0, 10)}, which is more than 30 days ago`,
  },
  {
    name: 'a scan of 40 days ago that found nothing that counts',
    scan: { findings: [LOW], scannedAt: daysAgo(40) },
    ...PENDING,
    reason: `Defender last scanned it on ${daysAgo(40).slice(0, 10)}`,
  },
  {
    name: 'a scan of 40 days ago where 60 are allowed',
    scan: { findings: [], scannedAt: daysAgo(40) },
    inputs: { 'evidence-max-age': '60' },
    ...PASSED,
    reason: 'scanned, nothing found',
  },
  {
    name: 'a plan that is off, while other assessments can be seen',
    services: { arm: { defenderPlan: 'off' } },
    ...NOT_ASKED,
    reason: 'no plan of Defender scans this registry',
  },
  {
    name: 'an identity that sees assessments of other resources only',
    services: {
      faults: [
        {
          match: { service: 'arm', path: /pricings$/ },
          answer: { type: 'answer', status: 403, body: '{"error":{"code":"AuthorizationFailed","message":"No."}}' },
        },
      ],
    },
    scan: { findings: [] },
    ...NOT_ASKED,
    reason: /no Defender assessment of this registry can be seen\. The identity needs the role "Security Reader"/,
  },
  {
    name: "Azure's cloud in China",
    services: { azure: { loginServer: 'contoso.azurecr.cn' } },
    inputs: { cloud: 'china', 'scan-timeout': '10' },
    ...UNDECIDED,
    verdict: 'nothing judged: 1 unsupported',
    headline: 'gate nothing judged: 1 unsupported, of 1 image',
    reason: 'Defender for Containers was retired in this cloud (china) on 18 August 2026',
  },
];

/** The registry has the image already, so that the requests are those of the gate. */
async function play({ services = {}, scan, atSource, inputs }: Partial<Case>) {
  const app = { '1': IMAGE, ...(atSource === undefined ? {} : { forged: atSource }) };
  const scene = await openScene(
    {
      upstreams: { 'quay.io': { 'acme/app': app } },
      rules: [{ source: 'quay.io/acme/app', target: 'quay.io/acme/app' }],
      images: { 'quay.io/acme/app': { '1': IMAGE } },
      ...(scan === undefined ? {} : { scans: { [DIGEST]: scan } }),
      ...services,
    },
    { 'app.yaml': pod('quay.io/acme/app:1') },
  );
  return { scene, run: await scene.push({ 'fail-on': 'high', 'fail-when': 'unscanned', ...inputs }) };
}

function gateOf(run: Run) {
  return field(parseJson(run.reports.report ?? ''), 'gate');
}

function reasonsOf(run: Run): string {
  return listField(gateOf(run), 'images')
    .flatMap((image) => listField(image, 'reasons'))
    .join('\n');
}

describe.skipIf(!HAS_BUNDLE)('with fail-on: high and fail-when: unscanned', () => {
  it.each(CASES)('$name comes to: $verdict', async ({ status, verdict, headline, reason, ...given }) => {
    const { run } = await play(given);
    expect([run.status, run.outputs.verdict, run.headline]).toEqual([
      status,
      verdict,
      expect.stringContaining(`· ${headline}`),
    ]);
    expect(reasonsOf(run)).toMatch(reason instanceof RegExp ? reason : new RegExp(escaped(reason)));
  });

  it('an artifact of the publisher that the tree names as an image is not stored, and proves nothing the next time', async () => {
    const artifact = forged(DIGEST);
    const scene = await openScene(
      {
        upstreams: { 'quay.io': { 'acme/app': { '1': IMAGE, artifact } } },
        rules: [{ source: 'quay.io/acme/app', target: 'quay.io/acme/app' }],
      },
      { 'app.yaml': pod('quay.io/acme/app:1', `quay.io/acme/app@${artifact.digest}`) },
    );
    for (let time = 1; time <= 2; time++) {
      const run = await scene.push({ 'fail-on': 'high', 'fail-when': 'unscanned' });
      const verdict = 'not decided: 1 pending, 1 could not be asked';
      expect([run.status, run.outputs.verdict, run.headline]).toEqual([
        1,
        verdict,
        expect.stringContaining(`gate ${verdict}, of 2 images`),
      ]);
    }
    expect(scene.emulator.store.find('quay.io/acme/app')?.manifests.has(artifact.digest)).toBe(false);
  });

  it('images whose findings don’t go into one answer are asked about in halves, no faster than the quota allows', async () => {
    const findings = Array.from({ length: 40 }, (_, index) => ({ ...HIGH, cve: `CVE-2026-${1000 + index}` }));
    const scene = await openScene(
      {
        upstreams: { 'quay.io': { 'acme/app': { '1': IMAGE, '2': OTHER } } },
        rules: [{ source: 'quay.io/acme/app', target: 'quay.io/acme/app' }],
        images: { 'quay.io/acme/app': { '1': IMAGE, '2': OTHER } },
        scans: { [DIGEST]: { findings }, [OTHER_DIGEST]: { findings } },
        graph: { maxBytes: 12_000, quota: 1 },
      },
      { 'app.yaml': pod('quay.io/acme/app:1', 'quay.io/acme/app:2') },
    );
    const run = await scene.push({ 'fail-on': 'high' });
    const headline = 'gate failed: 80 findings of high severity or above in 2 of 2 images';
    expect([run.status, run.outputs.verdict, run.headline]).toEqual([1, 'failed', expect.stringContaining(headline)]);
    const answers = run.requests.filter(({ service }) => service === 'resource-graph').map(({ status }) => status);
    expect(answers).toEqual([400, 200, 200]);
  });

  it('an image is asked about again, ever more rarely, until scan-timeout is over', async () => {
    const { run } = await play({
      services: { pace: 500 },
      scan: { findings: [], after: 6 },
      inputs: { 'scan-timeout': '10' },
    });
    expect([run.status, run.outputs.verdict, run.headline]).toEqual([
      0,
      'passed',
      expect.stringContaining('gate passed: no finding of high severity or above in 1 image'),
    ]);
    expect(run.log.match(/Waiting for Defender .*/g)).toEqual([
      'Waiting for Defender to scan 1 manifest; the next question is in 1 minute',
      'Waiting for Defender to scan 1 manifest; the next question is in 2 minutes',
      'Waiting for Defender to scan 1 manifest; the next question is in 4 minutes',
    ]);
  });

  it('what was pending is in the report by digest, and a scheduled run asks again though the tag has moved on', async () => {
    const upstreams = { 'quay.io': { 'acme/app': { '1': IMAGE } as Record<string, typeof IMAGE> } };
    const scene = await openScene(
      {
        upstreams,
        rules: [{ source: 'quay.io/acme/app', target: 'quay.io/acme/app' }],
        scans: { [OTHER_DIGEST]: { findings: [] } },
        registry: { freshFor: 0 },
      },
      { 'app.yaml': pod('quay.io/acme/app:1') },
    );
    const inputs = { 'fail-on': 'high', 'fail-when': 'unscanned', 'report-dir': 'reports' };
    const first = await scene.push(inputs);
    expect([first.status, first.outputs.verdict, first.headline]).toEqual([
      1,
      'not decided: 1 pending',
      expect.stringContaining('gate not decided: 1 pending, of 1 image'),
    ]);
    const key = `quay.io/acme/app@${DIGEST}`;
    expect(field(parseJson(first.reports.report ?? ''), 'verdicts', key)).toMatchObject({
      ...{ image: 'quay.io/acme/app:1', platform: 'linux/amd64', verdict: 'pending', state: 'pending' },
      pendingSince: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });

    upstreams['quay.io']['acme/app']['1'] = OTHER;
    scene.emulator.defender.set(DIGEST, { findings: [HIGH] });
    const second = await scene.run(SCHEDULE, inputs);
    expect([second.status, second.outputs.verdict, second.headline]).toEqual([
      1,
      'failed',
      expect.stringContaining('gate failed: 1 finding of high severity or above in 1 of 1 image'),
    ]);
    expect(reasonsOf(second)).toMatch(
      /linux\/amd64: scanned, nothing found\nlinux\/amd64, pending since [\d-]+: 1 high/,
    );

    const third = await scene.run(SCHEDULE, inputs);
    expect([third.status, third.outputs.verdict, third.headline]).toEqual([
      0,
      'passed',
      expect.stringContaining('gate passed: no finding of high severity or above in 1 image'),
    ]);
  });
});

describe.skipIf(!HAS_BUNDLE)('without a gate', () => {
  it('fail-when: unscanned counts a platform that was never scanned although another has findings', async () => {
    const image = buildImage({ name: 'two platforms' });
    const scene = await openScene(
      {
        upstreams: { 'quay.io': { 'acme/app': { '1': image } } },
        rules: [{ source: 'quay.io/acme/app', target: 'quay.io/acme/app' }],
        images: { 'quay.io/acme/app': { '1': image } },
        scans: { [image.platforms['linux/amd64'] ?? '']: { findings: [HIGH] } },
      },
      { 'app.yaml': pod('quay.io/acme/app:1') },
    );
    const run = await scene.push({ 'fail-when': 'unscanned', platforms: 'linux/amd64,linux/arm64' });
    expect([run.status, run.outputs.verdict, run.headline]).toEqual([
      1,
      'no gate',
      expect.stringContaining('· 1 image not scanned'),
    ]);
  });

  it.each<[string, NonNullable<EmulatorOptions['scans']>[string]]>([
    ['whose last scan is too long ago', { scannedAt: daysAgo(40), findings: [HIGH] }],
    [
      'whose findings can’t be read in full',
      {
        scannedAt: AN_HOUR_AGO,
        findings: [HIGH],
        reshape: (properties) => withData(properties, { CvesDetails: '[{"CveId":"CVE-2026-0001","Sever' }),
      },
    ],
  ])('fail-when: unscanned counts an image %s, although there are findings', async (_, scan) => {
    const scene = await openScene(
      {
        upstreams: { 'quay.io': { 'acme/app': { '1': IMAGE } } },
        rules: [{ source: 'quay.io/acme/app', target: 'quay.io/acme/app' }],
        scans: { [DIGEST]: scan },
      },
      { 'app.yaml': pod('quay.io/acme/app:1') },
    );
    const run = await scene.push({ 'fail-when': 'unscanned' });
    expect([run.status, run.outputs.verdict]).toEqual([1, 'no gate']);
    expect(run.headline).toContain('1 image not scanned');
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
