import { describe, expect, it } from 'vitest';
import { stringField } from '../../src/base/json.ts';
import { parseReference } from '../../src/images/reference.ts';
import { readInputs } from '../../src/inputs/inputs.ts';
import type { NotServedKind } from '../../src/registry/transport/failure.ts';
import type { WarmResult } from '../../src/registry/warming/warm-result.ts';
import { type JudgedLookup, type JudgedRegistry, judge } from '../../src/stages/judge.ts';
import type { PendingDigest } from '../../src/stages/pending.ts';
import type { ClassifiedUse } from '../../src/uses/classes.ts';
import { fakeHttp, fakeTokens } from '../azure/fake-http.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const NAME = 'quay.io/acme/app';
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

/** What Defender says of each digest; of another nothing. */
type Codes = Readonly<Record<string, 'Healthy' | 'Unhealthy'>>;

function use(more: Partial<ClassifiedUse> = {}): ClassifiedUse {
  const reference = parseReference(more.image ?? `${NAME}:1`);
  return {
    ...{ file: 'app.yaml', line: 1, column: 1, text: `${NAME}:1`, image: `${NAME}:1`, kind: 'kubernetes' },
    ...{ part: 'whole', also: [], slots: [], class: 'public' },
    ...(reference === undefined ? {} : { reference, source: reference }),
    ...more,
  };
}

const TEMPLATED: ClassifiedUse = {
  ...{ file: 'chart.yaml', line: 1, column: 1, text: '{{ .x }}', image: null, kind: 'kubernetes', part: 'whole' },
  ...{ also: [], slots: [], class: 'templated' },
};

function effort(repository = NAME) {
  return { request: { image: `${NAME}:1`, repository, tag: '1' }, bytes: 0, milliseconds: 0, requests: 0 };
}

function warm(
  platforms: readonly { readonly platform?: string; readonly digest: string }[],
  { repository, unpulled }: { readonly repository?: string; readonly unpulled?: readonly string[] } = {},
): WarmResult {
  return {
    ...{ ...effort(repository), status: 'warm' },
    served: {
      ...{ digest: digest('9'), mediaType: 'm', isIndex: true, missing: [], wanted: [], contents: [], platforms },
      ...(unpulled === undefined ? {} : { unpulled }),
    },
  };
}

const notServed = (kind: NotServedKind): WarmResult => ({
  ...{ ...effort(), status: 'not-served', reason: { kind, message: 'why', remedy: 'mend it' } },
});

interface Given {
  readonly uses?: readonly ClassifiedUse[];
  readonly results?: readonly WarmResult[];
  readonly look?: Extract<JudgedLookup, { state: 'unknown' }>;
  readonly codes?: Codes;
  /** Digests by `repository:tag` in the registry's lists. */
  readonly stored?: Readonly<Record<string, string>>;
  readonly before?: readonly PendingDigest[];
  readonly inputs?: Readonly<Record<string, string>>;
  readonly accepted?: Parameters<typeof judge>[3];
  readonly rules?: JudgedRegistry['rules'];
  readonly prefix?: string;
}

async function judged(given: Given) {
  const inputs = readInputs((name) => ({ registry: 'contoso', 'fail-on': 'high', ...given.inputs })[name] ?? '', {});
  const asked: string[] = [];
  const queries: unknown[] = [];
  const lists: string[] = [];
  const http = fakeHttp(({ url, body, headers }) => {
    asked.push(url);
    expect(headers?.authorization).toBe('Bearer token-1');
    if (!url.includes('ResourceGraph')) {
      return { status: 200, body: { value: [{ name: 'Containers', properties: { pricingTier: 'Standard' } }] } };
    }
    const question: unknown = JSON.parse(String(body));
    queries.push(question);
    const query = stringField(question, 'query') ?? '';
    const named = Object.entries(given.codes ?? {}).filter(([one]) => query.includes(one.slice(7)));
    return { status: 200, body: { data: named.map(([one, code]) => assessment(one, code)) } };
  });
  const stored = new Map(Object.entries(given.stored ?? {}));
  const isStored = (wanted: string) => [...stored.values()].includes(wanted);
  const client: JudgedRegistry['client'] = {
    listedTag: async (repository, tag) => {
      lists.push(`${repository}:${tag}`);
      const value = stored.get(`${repository}:${tag}`);
      return value === undefined ? { state: 'not-listed' } : { state: 'listed', value };
    },
    listedManifest: async (_, wanted) => {
      const manifest = { digest: wanted, platform: 'linux/amd64', references: [] };
      const mediaType = 'application/vnd.oci.image.manifest.v1+json';
      return isStored(wanted) ? { state: 'listed', value: { ...manifest, mediaType } } : { state: 'not-listed' };
    },
    listing: async (_, wanted) => ({ state: isStored(wanted) ? 'listed' : 'not-listed' }),
    referrers: async () => [],
    manifest: async () => {
      throw new Error('a manifest was asked for');
    },
  };
  const view: JudgedRegistry = {
    registry: { name: 'contoso', loginServer: 'contoso.azurecr.io', given: 'name' },
    ...{ subscriptionId: 's', rules: given.rules ?? [], tokens: fakeTokens(), client },
  };
  const told: string[] = [];
  const { gate, gatedDeployment } = await judge(
    { gated: new Set(given.uses ?? [use()]), blind: [] },
    given.results ?? [],
    given.look ?? { state: 'known', view },
    given.accepted ?? [],
    given.prefix ?? '',
    given.before ?? [],
    inputs,
    {
      ...{ http, now: () => NOW, signal: new AbortController().signal },
      log: { info: (line) => void told.push(line) },
    },
  );
  const images = gate.images.map(({ image, state, reasons }) => [image, state, ...reasons]);
  return { gate, gatedDeployment, images, asked, queries, lists, told };
}

function assessment(about: string, code: 'Healthy' | 'Unhealthy') {
  return {
    id: '/registries/contoso/x',
    properties: {
      ...{ status: { code }, metadata: { recommendationCategory: 'SoftwareUpdate' } },
      resourceAdditionalData: { Digest: about },
      additionalData: { SoftwareName: 'openssl', CvesDetails: [{ CveId: 'CVE-2026-0001', Severity: 'High' }] },
    },
  };
}

const [A, B] = [digest('a'), digest('b')];
const NEVER_SCANNED = 'Defender has not scanned it yet: a new image takes up to a few hours';

describe('nobody is asked', () => {
  it('where nothing depends on the answer', async () => {
    const inputs = { 'fail-on': 'none' };
    const { gate, gatedDeployment, asked } = await judged({ inputs, results: [warm([{ digest: A }])] });
    expect([gate.verdict, gate.images, gatedDeployment, asked]).toEqual(['no gate', [], undefined, []]);
    const unscanned = { 'fail-on': 'none', 'fail-when': 'unscanned' };
    expect((await judged({ inputs: unscanned, results: [warm([{ digest: A }])] })).images).toHaveLength(1);
  });

  it('where the registry is not known: an error unless that was to be expected', async () => {
    const uses = [use(), TEMPLATED];
    const of = (expected: boolean) =>
      judged({ uses, look: { state: 'unknown', reason: 'nobody is signed in', expected } });
    const templated = ['{{ .x }}', 'templated', "what its image is can't be told (it is filled in later)"];
    const stranger = await of(true);
    expect(stranger.images).toEqual([[`${NAME}:1`, 'not-checked', 'nobody is signed in'], templated]);
    expect(stranger.gate.images[0]?.remedy).toBe('let a run that can sign in judge it');
    const trusted = await of(false);
    expect(trusted.images).toEqual([[`${NAME}:1`, 'error', 'nobody is signed in'], templated]);
    expect(trusted.gate.images[0]?.remedy).toBe('run again once that is mended');
    expect([...stranger.asked, ...trusted.asked]).toEqual([]);
  });

  it('about what no image is known of', async () => {
    expect((await judged({ uses: [TEMPLATED] })).asked).toEqual([]);
  });
});

describe('an image that nobody could ask about', () => {
  it.each<[string, ClassifiedUse, readonly string[]]>([
    [
      'a template',
      { ...TEMPLATED, reason: 'printf' },
      ['{{ .x }}', 'templated', "what its image is can't be told (printf)"],
    ],
    [
      'an upstream that is not supported',
      use({ class: 'foreign', foreign: 'unsupported', because: 'nobody can source from there' }),
      [`${NAME}:1`, 'unsupported', 'nobody can source from there'],
    ],
    [
      'an upstream without a reason',
      use({ class: 'foreign', foreign: 'unsupported' }),
      [`${NAME}:1`, 'unsupported', 'artifact cache can not source it'],
    ],
    [
      'a tag that is not known',
      use({ image: NAME, unknownTag: true }),
      [`${NAME} (tag unknown)`, 'unknown-tag', 'its tag is not known (it is filled in later)'],
    ],
    ['no rule', use(), [`${NAME}:1`, 'not-checked', 'it was not pulled through the registry']],
    [
      'no rule, for a reason',
      use({ because: 'it is built here' }),
      [`${NAME}:1`, 'not-checked', 'it was not pulled through the registry: it is built here'],
    ],
  ])('is told by its own state: %s', async (_, one, told) => {
    const { images, asked } = await judged({ uses: [one] });
    expect(images).toEqual([told]);
    expect(asked).toEqual([]);
  });

  it('tells the reason that one of its places has', async () => {
    const uses = [use(), use({ file: 'b.yaml', because: 'it is built here' })];
    expect((await judged({ uses })).images).toEqual([
      [`${NAME}:1`, 'not-checked', 'it was not pulled through the registry: it is built here'],
    ]);
  });

  it.each<[NotServedKind, string]>([
    ['not-found', 'not-checked'],
    ['upstream-denied', 'not-checked'],
    ['too-slow', 'error'],
    ['stopped', 'error'],
  ])('since it was not served (%s): %s', async (kind, state) => {
    const { gate, images } = await judged({ results: [notServed(kind)] });
    expect(images).toEqual([[`${NAME}:1`, state, 'it was not served: why']]);
    // Warming tells of it.
    expect(gate.images[0]).toMatchObject({ unresolved: true, remedy: 'mend it' });
  });
});

describe('an image is judged', () => {
  it('by every manifest that it was served with, and the others are named', async () => {
    const platforms = [{ platform: 'linux/amd64', digest: A }, { digest: B }];
    const results = [warm(platforms, { unpulled: ['linux/arm64'] })];
    // The registry is not asked for what it has just served.
    const rules = [{ name: 'r', source: NAME, target: NAME, state: 'Succeeded' } as const];
    const { images, gate, lists } = await judged({ results, rules, codes: { [A]: 'Healthy', [B]: 'Unhealthy' } });
    expect(lists).toEqual([]);
    expect(images).toEqual([
      [
        ...[`${NAME}:1`, 'failed', 'linux/amd64: scanned, nothing found', 'single platform: 1 high'],
        'linux/arm64: not checked',
      ],
    ]);
    expect(gate.images[0]?.platforms).toMatchObject([
      { repository: NAME, digest: A },
      { repository: NAME, digest: B },
    ]);
    expect((await judged({ results, codes: { [A]: 'Healthy', [B]: 'Healthy' } })).gate.verdict).toBe('passed');
    expect((await judged({ results, codes: { [A]: 'Healthy' } })).gate.verdict).toBe('not decided: 1 pending');
  });

  it('by what the registry has stored, where this run did not pull it', async () => {
    const own = use({ class: 'own', image: 'contoso.azurecr.io/shop:2', text: 'contoso.azurecr.io/shop:2' });
    const { source: _, ...shop } = own;
    const rules = [{ name: 'r', source: NAME, target: 'cache/app', state: 'Succeeded' } as const];
    const { images } = await judged({
      ...{ uses: [use(), shop], rules, stored: { 'cache/app:1': A, 'shop:2': B } },
      codes: { [A]: 'Unhealthy', [B]: 'Healthy' },
    });
    expect(images).toEqual([
      ['contoso.azurecr.io/shop:2', 'passed', 'linux/amd64: scanned, nothing found'],
      [`${NAME}:1`, 'failed', 'linux/amd64: 1 high'],
    ]);
    const lacking = await judged({ uses: [use(), TEMPLATED], rules });
    expect(lacking.lists).toEqual(['cache/app:1']);
    expect(lacking.images[0]).toEqual([`${NAME}:1`, 'not-checked', 'the registry does not have cache/app:1']);
  });

  it('in every repository that it stands in, and what is not there is no pass', async () => {
    const { source, ...plain } = use();
    const reference = parseReference('contoso.azurecr.io/old/app:1');
    const cached: ClassifiedUse = {
      ...{ ...plain, class: 'cached', file: 'cached.yaml', image: 'contoso.azurecr.io/old/app:1' },
      ...(reference === undefined || source === undefined ? {} : { reference, source }),
    };
    const uses = [use(), cached];
    const results = [warm([{ platform: 'linux/amd64', digest: A }])];
    const codes = { [A]: 'Healthy', [B]: 'Unhealthy' } as const;
    const missing = await judged({ uses, results, codes });
    expect(missing.images).toEqual([
      [
        ...[`${NAME}:1`, 'not-checked', 'linux/amd64: scanned, nothing found'],
        'elsewhere: the registry does not have old/app:1',
      ],
    ]);
    const pulled = [warm([{ platform: 'linux/amd64', digest: A }], { repository: 'old/app' }), notServed('too-slow')];
    expect((await judged({ uses, results: pulled, codes })).images).toEqual([
      [`${NAME}:1`, 'error', 'linux/amd64: scanned, nothing found', 'elsewhere: it was not served: why'],
    ]);
    const stored = await judged({ uses, results, codes, stored: { 'old/app:1': B } });
    expect(stored.images).toEqual([
      [`${NAME}:1`, 'failed', 'linux/amd64: scanned, nothing found', 'linux/amd64: 1 high'],
    ]);
  });

  it('once, however often it stands there, by all its files', async () => {
    const uses = [use({ file: 'b.yaml' }), use({ file: 'a.yaml', line: 1 }), use({ file: 'a.yaml', line: 9 })];
    const results = [warm([{ platform: 'linux/amd64', digest: A }])];
    const of = (exempt: string) =>
      judged({
        ...{ uses, results, codes: { [A]: 'Unhealthy' }, prefix: 'deploy/' },
        inputs: { 'exempt-paths': exempt },
      });
    expect((await of('deploy/a.yaml')).images).toEqual([[`${NAME}:1`, 'failed', 'linux/amd64: 1 high']]);
    expect((await of('*.yaml')).gate.verdict).toBe('failed');
    expect((await of('deploy/*.yaml')).gate.verdict).toBe('nothing judged: 1 exempt');
  });

  it('by the acceptances of its day, in UTC', async () => {
    const results = [warm([{ platform: 'linux/amd64', digest: A }])];
    const of = async (until: string) => {
      const accepted = [{ id: 'CVE-2026-0001', until, reason: 'r', place: 'p' }];
      return (await judged({ results, accepted, codes: { [A]: 'Unhealthy' } })).gate.verdict;
    };
    expect([await of('2026-11-30'), await of('2026-11-29')]).toEqual(['passed', 'failed']);
  });

  it('by the inputs that refine the gate', async () => {
    const results = [warm([{ platform: 'linux/amd64', digest: A }])];
    const of = async (inputs: Readonly<Record<string, string>>) =>
      (await judged({ results, inputs, codes: { [A]: 'Unhealthy' } })).gate.verdict;
    expect(await of({ 'fail-on': 'critical' })).toBe('passed');
    expect(await of({ 'only-fixable': 'true' })).toBe('failed');
  });

  it('as unsupported where Defender was retired, which nobody is asked about', async () => {
    const results = [warm([{ platform: 'linux/amd64', digest: A }])];
    const { images, asked } = await judged({ results, inputs: { cloud: 'china', registry: 'contoso.azurecr.cn' } });
    expect(images).toEqual([
      [
        `${NAME}:1`,
        'unsupported',
        expect.stringMatching(/Defender for Containers was retired in this cloud \(china\)/),
      ],
    ]);
    expect(asked).toEqual([]);
  });

  it('once more where an earlier run left it pending and the registry has it still', async () => {
    const since = '2026-11-20T00:00:00.000Z';
    const one = { image: `${NAME}:1`, platform: 'linux/amd64', repository: NAME, digest: B, since };
    const results = [warm([{ platform: 'linux/amd64', digest: A }])];
    const of = (more: Partial<PendingDigest>, stored: Readonly<Record<string, string>> = { 'x:old': B }) =>
      judged({ results, before: [{ ...one, ...more }], stored, codes: { [A]: 'Healthy' } });
    expect((await of({})).images).toEqual([
      [
        ...[`${NAME}:1`, 'pending', 'linux/amd64: scanned, nothing found'],
        `linux/amd64, pending since 2026-11-20: ${NEVER_SCANNED}`,
      ],
    ]);
    expect((await of({})).gate.images[0]?.platforms[1]?.pendingSince).toBe(since);
    const passed = [[`${NAME}:1`, 'passed', 'linux/amd64: scanned, nothing found']];
    const other = await of({ image: 'quay.io/acme/other:1' });
    expect(other.images).toEqual(passed);
    expect(JSON.stringify(other.queries)).not.toContain(B.slice(7));
    expect((await of({}, {})).images).toEqual(passed);
    expect((await of({ since: '2026-10-31T11:59:59.000Z' })).images).toEqual(passed);
    expect((await of({ since: '2026-10-31T12:00:00.000Z' })).images).not.toEqual(passed);
  });

  it('of those that an earlier run left pending by its own alone', async () => {
    const since = '2026-11-20T00:00:00.000Z';
    const one = { image: 'quay.io/acme/z:1', platform: 'linux/amd64', repository: NAME, digest: B, since };
    const uses = [use(), use({ image: one.image, text: one.image })];
    const results = [warm([{ platform: 'linux/amd64', digest: A }])];
    const { images } = await judged({
      uses,
      results,
      before: [one],
      stored: { 'x:old': B },
      codes: { [A]: 'Healthy' },
    });
    expect(images).toEqual([
      [`${NAME}:1`, 'passed', 'linux/amd64: scanned, nothing found'],
      [one.image, 'pending', `linux/amd64, pending since 2026-11-20: ${NEVER_SCANNED}`],
    ]);
  });

  it('as pending since it was first found to be so', async () => {
    const results = [warm([{ platform: 'linux/amd64', digest: A }])];
    const since = '2026-11-20T00:00:00.000Z';
    const before = [{ image: `${NAME}:1`, platform: 'linux/amd64', repository: NAME, digest: A, since }];
    const times = async (given: Given) =>
      (await judged({ results, ...given })).gate.images[0]?.platforms.map(({ pendingSince }) => pendingSince);
    expect(await times({})).toEqual(['2026-11-30T12:00:00.000Z']);
    expect(await times({ before })).toEqual([since]);
    expect(await times({ before, codes: { [A]: 'Healthy' } })).toEqual([undefined]);
  });

  it('after the wait that is allowed for, which the log tells', async () => {
    const results = [warm([{ platform: 'linux/amd64', digest: A }])];
    const { told, asked, queries } = await judged({ results, inputs: { 'scan-timeout': '3' } });
    expect(told).toEqual([
      'Waiting for Defender to scan 1 manifest; the next question is in 1 minute',
      'Waiting for Defender to scan 1 manifest; the next question is in 2 minutes',
    ]);
    expect(asked.filter((url) => url.includes('ResourceGraph'))).toHaveLength(3);
    expect(asked.some((url) => url.includes('/subscriptions/s/'))).toBe(true);
    expect(queries[0]).toMatchObject({ subscriptions: ['s'] });
  });
});

describe('gated deployment is foretold', () => {
  it('of what clusters pull, and nothing else', async () => {
    const results = [warm([{ platform: 'linux/amd64', digest: A }])];
    const of = async (more: Partial<ClassifiedUse>) => {
      const found = await judged({ uses: [use(more)], results, codes: { [A]: 'Unhealthy' } });
      return found.gatedDeployment?.stopped.map(({ image }) => image);
    };
    expect(await of({})).toEqual([`${NAME}:1`]);
    expect(await of({ kind: 'dockerfile' })).toBeUndefined();
    const both = [use({ kind: 'dockerfile' }), use()];
    const built = await judged({ uses: both, results, codes: { [A]: 'Unhealthy' } });
    expect(built.gatedDeployment?.stopped).toHaveLength(1);
    expect(await of({ overriddenBy: 'overlay' })).toBeUndefined();
  });
});
