import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.ts';
import { field, stringField } from '../../src/base/json.ts';
import type { Plan } from '../../src/defender/coverage.ts';
import type { Attachments } from '../../src/defender/evidence.ts';
import { inspect } from '../../src/defender/inspect.ts';
import { registryKql } from '../../src/defender/query.ts';
import { type GraphOptions, openGraph } from '../../src/defender/resource-graph.ts';
import type { Subject } from '../../src/defender/verdict.ts';
import { type Http, openHttp, RunEnded } from '../../src/io/http.ts';

const SUBJECT: Subject = {
  repository: 'docker.io/library/nginx',
  digest: `sha256:${'1'.repeat(64)}`,
  content: 'image',
};
const NOW = Date.parse('2026-11-23T12:00:00Z');

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Answer = (body: unknown, request: IncomingMessage) => Reply;

const open: { server: Server; http: Http }[] = [];

/** A Resource Graph on a real socket; `asked` holds the bodies in order, `waits` what was waited for. */
async function graphThat(answer: Answer) {
  const asked: unknown[] = [];
  const waits: number[] = [];
  const server = createServer((request, response) => void reply(request, response, answer, asked));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;
  const real = openHttp({});
  open.push({ server, http: real });
  const http: Http = {
    ...real,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
  };
  const options: GraphOptions = {
    http,
    armEndpoint: `http://127.0.0.1:${port}`,
    subscriptions: ['sub'],
    token: async () => 'secret-token',
    renew: () => undefined,
  };
  return { graph: openGraph(options), options, asked, waits };
}

async function reply(request: IncomingMessage, response: ServerResponse, answer: Answer, asked: unknown[]) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  asked.push(body);
  const { status = 200, headers = {}, body: content } = answer(body, request);
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof content === 'string' ? content : JSON.stringify(content));
}

afterEach(async () => {
  for (const { server, http } of open.splice(0)) {
    await http.close();
    server.closeAllConnections();
    server.close();
  }
});

function rows(...data: readonly unknown[]): Reply {
  return { body: { totalRecords: data.length, count: data.length, data, facets: [], resultTruncated: 'false' } };
}

function assessment(code: string, digest = SUBJECT.digest) {
  return {
    id: 'a',
    properties: {
      status: { code },
      metadata: { recommendationCategory: 'SoftwareUpdate', severity: 'High' },
      resourceAdditionalData: JSON.stringify({ Digest: digest }),
      additionalData: { SoftwareName: 'openssl', CvesDetails: [{ CveId: 'CVE-2026-1', Severity: 'High' }] },
    },
  };
}

describe('askGraph', () => {
  it('sends what the service wants', async () => {
    let seen: IncomingMessage | undefined;
    const { graph, asked } = await graphThat((_, request) => {
      seen = request;
      return rows();
    });
    expect(await graph.ask('resources')).toEqual({ type: 'rows', rows: [] });
    expect(seen?.method).toBe('POST');
    expect(seen?.url).toBe('/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01');
    expect(seen?.headers.authorization).toBe('Bearer secret-token');
    expect(asked).toEqual([
      { query: 'resources', subscriptions: ['sub'], options: { $top: 1000, resultFormat: 'objectArray' } },
    ]);
  });

  it('reads every page', async () => {
    const { graph, asked } = await graphThat((body) =>
      field(body, 'options', '$skipToken') === undefined
        ? { body: { data: [{ id: 1 }, { id: 2 }], $skipToken: 'next', resultTruncated: 'false' } }
        : rows({ id: 3 }),
    );
    expect(await graph.ask('q')).toEqual({ type: 'rows', rows: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    expect(stringField(asked[1], 'options', '$skipToken')).toBe('next');
  });

  it('waits before the next page when the quota is used up', async () => {
    const headers = { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:07' };
    const { graph, waits } = await graphThat((body) =>
      field(body, 'options', '$skipToken') === undefined ? { headers, body: { data: [], $skipToken: 'n' } } : rows(),
    );
    await graph.ask('q');
    expect(waits).toEqual([7000]);
  });

  it('waits as long as a throttling service asks, then goes on', async () => {
    let count = 0;
    const { graph, waits } = await graphThat(() => {
      count++;
      if (count === 1) return { status: 429, headers: { 'retry-after': '3' }, body: {} };
      if (count === 2) return { status: 429, headers: { 'x-ms-user-quota-resets-after': '00:00:05' }, body: {} };
      return count === 3 ? { status: 503, body: 'busy' } : rows({ id: 1 });
    });
    expect(await graph.ask('q')).toEqual({ type: 'rows', rows: [{ id: 1 }] });
    expect(waits.slice(0, 2)).toEqual([3000, 5000]);
  });

  it('waits before the next question too, whatever came of the last one', async () => {
    const headers = { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:03' };
    let count = 0;
    const { graph, waits } = await graphThat(() => {
      count++;
      if (count === 1) return { ...rows(), headers };
      return count === 2 ? { ...rows(), status: 400, headers } : rows();
    });
    for (let question = 1; question <= 4; question++) await graph.ask('q');
    expect(waits).toEqual([3000, 3000]);
  });

  it.each([
    ['5', '00:00:07', []],
    ['0', 'soon', [5000]],
    ['0', '00:10:00', [60_000]],
    ['-1', '00:00:02.5', [2000]],
    ['many', '00:00:07', []],
  ])('reads a quota of %s that resets after %s', async (remaining, resets, expected) => {
    const headers = { 'x-ms-user-quota-remaining': remaining, 'x-ms-user-quota-resets-after': resets };
    const { graph, waits } = await graphThat(() => ({ ...rows(), headers }));
    await graph.ask('q');
    await graph.ask('q');
    expect(waits).toEqual(expected);
  });

  it.each([
    [400, 'BadRequest', 'ResponsePayloadTooLarge', 'too-much'],
    [400, 'QueryTooLong', undefined, 'too-much'],
    [413, undefined, undefined, 'too-much'],
    [400, 'BadRequest', 'InvalidQuery', 'failed'],
    [404, 'ResponsePayloadTooLarge', undefined, 'failed'],
  ])('takes %i %s with the detail %s for %s, and tells the details', async (status, code, detail, type) => {
    const error = {
      code,
      message: 'm',
      ...(detail === undefined ? {} : { details: [{ code: detail, message: 'why' }] }),
    };
    const { graph, asked } = await graphThat(() => ({ status, body: { error } }));
    const answer = await graph.ask('q');
    expect(answer).toMatchObject({
      type,
      reason: expect.stringContaining(detail === undefined ? 'm' : `${detail}, why`),
    });
    expect(asked).toHaveLength(1);
  });

  it('reads an answer that is too large in smaller pages, where the question can’t be halved', async () => {
    const sizes: unknown[] = [];
    const { graph } = await graphThat((body) => {
      const size = Number(field(body, 'options', '$top'));
      sizes.push(size);
      const first = field(body, 'options', '$skipToken') === undefined;
      if (size > 250) return { status: 413, body: {} };
      return first ? { body: { data: [{ id: 1 }], $skipToken: 'next', resultTruncated: 'false' } } : rows({ id: 2 });
    });
    expect(await graph.ask('q')).toMatchObject({ type: 'too-much' });
    expect(await graph.ask('q', true)).toEqual({ type: 'rows', rows: [{ id: 1 }, { id: 2 }] });
    expect(sizes).toEqual([1000, 1000, 500, 250, 250]);
  });

  it('gives up where one row is too large', async () => {
    const { graph, asked } = await graphThat(() => ({ status: 413, body: {} }));
    expect(await graph.ask('q', true)).toMatchObject({ type: 'too-much' });
    expect(asked.map((body) => field(body, 'options', '$top'))).toEqual([1000, 500, 250, 125, 62, 31, 15, 7, 3, 1]);
  });

  it('gives up after a few attempts', async () => {
    const { graph, asked } = await graphThat(() => ({ status: 429, body: {} }));
    expect(await graph.ask('q')).toMatchObject({ type: 'failed', reason: expect.stringContaining('HTTP 429') });
    expect(asked).toHaveLength(5);
  });

  it('names the role that is missing', async () => {
    const error = { code: 'AuthorizationFailed', message: 'no\nrights' };
    const { graph, asked } = await graphThat(() => ({ status: 403, body: { error } }));
    expect(await graph.ask('q')).toEqual({
      type: 'not-allowed',
      reason: expect.stringMatching(/HTTP 403: AuthorizationFailed, no rights\..*"Security Reader"/),
    });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['a truncated answer', { data: [{ id: 1 }], resultTruncated: 'true' }],
    ['an answer cut short', { data: [{ id: 1 }], totalRecords: 2, resultTruncated: 'false' }],
    ['an answer without rows', { count: 0 }],
    ['a table instead of rows', { data: { columns: [], rows: [] } }],
    ['text', 'hello'],
    ['null', 'null'],
    ['half of a JSON text', '{"data":['],
    ['an empty body', ''],
    ['rows that are null', { data: null }],
    ['a row that is null', { data: [null] }],
    ['a next page that is none', { data: [], $skipToken: 7 }],
  ])('never takes %s for all there is', async (_, body) => {
    const { graph } = await graphThat(() => ({ body }));
    expect((await graph.ask('q')).type).toBe('failed');
  });

  it('asks again where the answer is none', async () => {
    let count = 0;
    const { graph, asked } = await graphThat(() => (++count === 1 ? { body: '<html>' } : rows({ id: 1 })));
    expect(await graph.ask('q')).toEqual({ type: 'rows', rows: [{ id: 1 }] });
    expect(asked).toHaveLength(2);
  });

  it('never goes on for ever, nor round', async () => {
    let page = 0;
    const endless = await graphThat(() => ({ body: { data: [], $skipToken: `page ${++page}` } }));
    expect(await endless.graph.ask('q')).toMatchObject({
      ...{ type: 'failed', reason: 'Azure Resource Graph: the answer has more than 200000 rows' },
    });
    expect(endless.asked).toHaveLength(200);
    const round = await graphThat(() => ({ body: { data: [], $skipToken: 'again' } }));
    expect(await round.graph.ask('q')).toMatchObject({
      type: 'failed',
      reason: expect.stringContaining('comes back to a page'),
    });
    expect(round.asked).toHaveLength(2);
  });

  it('reads the last page whatever stands for no next one', async () => {
    for (const $skipToken of [null, '', undefined]) {
      const { graph, asked } = await graphThat(() => ({ body: { data: [{ id: 1 }], $skipToken } }));
      expect(await graph.ask('q')).toEqual({ type: 'rows', rows: [{ id: 1 }] });
      expect(asked).toHaveLength(1);
    }
    const { graph } = await graphThat(() => ({ body: { data: [], $skipToken: 7 } }));
    const reason = expect.stringContaining('a next page that is none');
    expect(await graph.ask('q')).toMatchObject({ type: 'failed', reason });
  });

  it('tells the end of the run and a refused identity, and throws what nobody foresees', async () => {
    const { options } = await graphThat(() => rows());
    const asking = (error: Error) => openGraph({ ...options, token: () => Promise.reject(error) }).ask('q');
    for (const error of [new RunEnded('the run was cancelled'), new UserError('nobody is let in')]) {
      expect(await asking(error)).toEqual({ type: 'failed', reason: `Azure Resource Graph: ${error.message}` });
    }
    await expect(asking(new TypeError('a defect'))).rejects.toThrow('a defect');
  });

  it('reports a service that is not there, without the token', async () => {
    const { options, waits } = await graphThat(() => rows());
    const answer = await openGraph({ ...options, armEndpoint: 'http://127.0.0.1:9' }).ask('q');
    expect(answer.type).toBe('failed');
    expect(JSON.stringify(answer)).not.toContain('secret-token');
    expect(waits).toHaveLength(4);
  });
});

const ARTIFACT = `sha256:${'a'.repeat(64)}`;
const MDVM = {
  artifactType: 'application/vnd.in-toto+json',
  annotations: {
    'in-toto.io/predicate-type': 'https://in-toto.io/attestation/vulns/v0.2',
    scanner: 'MDVM',
    'org.opencontainers.image.created': '2026-11-01T00:00:00Z',
  },
};

/** Attachments of a registry that has Defender's artifact on what it is asked about, or none. */
function attachments(scanned: boolean) {
  const questions: string[] = [];
  const found: Attachments = {
    referrers: async (_, digest) => {
      questions.push(digest);
      return { type: 'listed', referrers: scanned ? [{ ...MDVM, digest: ARTIFACT }] : [] };
    },
    isStored: async () => ({ type: 'stored' }),
    artifact: async () => ({
      type: 'read',
      artifact: { ...MDVM, subject: questions.at(-1), fromSource: false },
    }),
  };
  return { found, questions };
}

describe('inspect', () => {
  interface Given {
    readonly scanned?: boolean;
    readonly attached?: Attachments;
    readonly subjects?: readonly Subject[];
    readonly scanTimeout?: number;
    readonly plan?: Plan;
    readonly maxAge?: number;
    readonly signal?: AbortSignal;
    /** Whether the run ends while it waits. */
    readonly ended?: boolean;
  }

  async function verdicts(answer: Answer, given: Given = {}) {
    const { scanned = false, subjects = [SUBJECT], scanTimeout = 0, plan = { type: 'on' }, signal } = given;
    const { graph, options, asked, waits } = await graphThat(answer);
    const { found, questions } = attachments(scanned);
    let plans = 0;
    const told: number[] = [];
    const inspected = await inspect(subjects, {
      graph,
      attachments: given.attached ?? found,
      plan: async () => {
        plans++;
        return plan;
      },
      registryName: 'contoso',
      maxAge: given.maxAge ?? 30 * 86_400_000,
      scanTimeout,
      wait: given.ended === true ? () => Promise.reject(new Error('ended')) : options.http.wait,
      now: () => NOW,
      onWait: (pending, milliseconds) => void told.push(pending, milliseconds),
      ...(signal === undefined ? {} : { signal }),
    });
    return { types: inspected.map(({ verdict }) => verdict.type), inspected, asked, waits, questions, plans, told };
  }

  it('asks for evidence also of what has findings: an old scan may not have found all', async () => {
    const { types, questions, plans } = await verdicts(() => rows(assessment('Unhealthy')));
    expect(types).toEqual(['vulnerable']);
    expect(questions).toEqual([SUBJECT.digest]);
    expect(plans).toBe(0);
    const stale = await verdicts(() => rows(assessment('Unhealthy')), { scanned: true, maxAge: 86_400_000 });
    expect(stale.inspected[0]?.verdict).toMatchObject({ type: 'vulnerable', doubt: { type: 'pending' } });
  });

  it('calls clean what has no findings and was scanned, where a plan is on', async () => {
    const { types, asked, plans } = await verdicts(() => rows(), { scanned: true });
    expect(types).toEqual(['clean']);
    expect([asked.length, plans]).toEqual([1, 1]);
  });

  it('calls nothing clean where the plan is off, and asks for no evidence then', async () => {
    const { inspected, questions } = await verdicts(() => rows(), { scanned: true, plan: { type: 'off' } });
    expect(inspected[0]?.verdict).toMatchObject({
      type: 'error',
      reason: expect.stringContaining('no plan of Defender'),
    });
    expect(questions).toEqual([]);
  });

  const notTold = { type: 'not-told', reason: 'HTTP 403' } as const;

  it('calls nothing clean where neither a plan nor an assessment of this registry can be seen', async () => {
    const { inspected, asked } = await verdicts(() => rows(), { scanned: true, plan: notTold });
    expect(inspected[0]?.verdict).toMatchObject({
      type: 'error',
      reason: expect.stringMatching(/no Defender assessment of this registry can be seen.*"Security Reader".*HTTP 403/),
    });
    expect(asked.map((body) => stringField(body, 'query'))).toContain(registryKql('contoso'));
  });

  it('believes any assessment of this registry that it may be seen', async () => {
    const isProbe = (body: unknown) => stringField(body, 'query') === registryKql('contoso');
    const probed = await verdicts((body) => (isProbe(body) ? rows({ id: 'x' }) : rows()), {
      scanned: true,
      plan: notTold,
    });
    expect(probed.types).toEqual(['clean']);
    const failing = await verdicts((body) => (isProbe(body) ? { status: 403, body: {} } : rows()), {
      ...{ scanned: true, plan: notTold },
    });
    expect(failing.types).toEqual(['error']);
  });

  const OTHER = { ...SUBJECT, digest: `sha256:${'2'.repeat(64)}` };

  it.each([
    ['/SUBSCRIPTIONS/s/providers/x/Registries/Contoso/providers/y', 'clean', 0],
    ['/subscriptions/s/providers/x/registries/contoso2/providers/y', 'error', 1],
    ['/subscriptions/s/providers/Microsoft.Security/assessments/a', 'error', 1],
  ])('takes the assessment %s of another image for: %s', async (id, expected, plans) => {
    const found = await verdicts(
      (body) =>
        stringField(body, 'query') === registryKql('contoso') ? rows() : rows({ ...assessment('Unhealthy'), id }),
      { scanned: true, subjects: [SUBJECT, OTHER], plan: notTold },
    );
    expect(found.types).toEqual(['vulnerable', expected]);
    expect(found.plans).toBe(plans);
  });

  it('asks about each manifest once, and not about an index', async () => {
    const index: Subject = { ...SUBJECT, digest: `sha256:${'3'.repeat(64)}`, content: 'index' };
    const { types, asked, questions } = await verdicts(() => rows(assessment('Unhealthy')), {
      subjects: [index, SUBJECT, SUBJECT],
    });
    expect(types).toEqual(['unsupported', 'vulnerable']);
    expect(JSON.stringify(asked)).not.toContain('3'.repeat(64));
    expect(questions).toEqual([SUBJECT.digest]);
  });

  it('asks in halves what is too much for one answer, and loses none', async () => {
    const subjects = [SUBJECT, OTHER];
    const { types, asked } = await verdicts(
      (body) => {
        const query = stringField(body, 'query') ?? '';
        const named = subjects.filter(({ digest }) => query.includes(digest.slice(7)));
        if (named.length > 1) return { status: 413, body: {} };
        return rows(...named.map(({ digest }) => assessment('Unhealthy', digest)));
      },
      { subjects },
    );
    expect(types).toEqual(['vulnerable', 'vulnerable']);
    expect(asked).toHaveLength(3);
  });

  it('makes an error of what can’t be asked', async () => {
    const { types, questions } = await verdicts(() => ({ status: 403, body: {} }), { scanned: true });
    expect(types).toEqual(['error']);
    expect(questions).toEqual([]);
    const { found } = attachments(true);
    const attached: Attachments = { ...found, referrers: async () => ({ type: 'failed', reason: 'HTTP 500' }) };
    expect((await verdicts(() => rows(), { attached })).types).toEqual(['error']);
  });

  it('waits for what is pending in pauses that grow, as long as it may and no longer', async () => {
    let rounds = 0;
    const answer: Answer = () => (++rounds === 3 ? rows(assessment('Unhealthy')) : rows());
    const patient = await verdicts(answer, { scanTimeout: 600_000 });
    expect(patient.types).toEqual(['vulnerable']);
    expect(patient.waits).toEqual([60_000, 120_000]);
    expect(patient.told).toEqual([1, 60_000, 1, 120_000]);
    const bounded = await verdicts(() => rows(), { scanTimeout: 3_000_000 });
    expect(bounded.types).toEqual(['pending']);
    expect(bounded.waits).toEqual([60_000, 120_000, 240_000, 480_000, 900_000, 900_000, 300_000]);
  });

  it('waits for nothing but what is pending', async () => {
    const index: Subject = { ...SUBJECT, content: 'index' };
    const { waits } = await verdicts(() => ({ status: 403, body: {} }), {
      ...{ scanTimeout: 600_000, subjects: [OTHER, index] },
    });
    expect(waits).toEqual([]);
  });

  it('leaves pending what is so when it is ended', async () => {
    const signal = AbortSignal.abort();
    const { types, asked } = await verdicts(() => rows(), { scanTimeout: 600_000, signal });
    expect([types, asked.length]).toEqual([['pending'], 1]);
    const rejected = await verdicts(() => rows(), { scanTimeout: 600_000, ended: true });
    expect([rejected.types, rejected.asked.length]).toEqual([['pending'], 1]);
  });

  it('asks again about what is pending only, and leaves the others as they were told', async () => {
    const [first, ...again] = (
      await verdicts(
        (body) =>
          JSON.stringify(body).includes(OTHER.digest.slice(7)) ? rows(assessment('Unhealthy', OTHER.digest)) : rows(),
        {
          ...{ scanTimeout: 60_000, subjects: [SUBJECT, OTHER, SUBJECT] },
        },
      )
    ).asked;
    expect(stringField(first, 'query')).toContain(OTHER.digest.slice(7));
    expect(again).toHaveLength(1);
    expect(stringField(again[0], 'query')).not.toContain(OTHER.digest.slice(7));
  });

  it('believes an assessment that calls it healthy, with no other sign that Defender looks at the registry', async () => {
    const { types, plans } = await verdicts(() => rows(assessment('Healthy')), { plan: { type: 'off' } });
    expect([types, plans]).toEqual([['clean'], 0]);
  });

  it('takes what Defender sets aside for no sign of a scan', async () => {
    const { types, plans } = await verdicts(() => rows(assessment('NotApplicable')), { plan: { type: 'off' } });
    expect([types, plans]).toEqual([['error'], 1]);
  });

  it('reads the findings of one image in smaller pages where they don’t go into one answer', async () => {
    const { types } = await verdicts((body) =>
      Number(field(body, 'options', '$top')) > 500 ? { status: 413, body: {} } : rows(assessment('Unhealthy')),
    );
    expect(types).toEqual(['vulnerable']);
  });

  it('looks at no more artifacts than prove a scan', async () => {
    const { found } = attachments(true);
    const read: string[] = [];
    const attached: Attachments = {
      ...found,
      referrers: async () => ({
        type: 'listed',
        referrers: ['b', 'c'].map((letter) => ({ ...MDVM, digest: `sha256:${letter.repeat(64)}` })),
      }),
      artifact: async (_, digest) => {
        read.push(digest);
        return { type: 'read', artifact: { ...MDVM, subject: SUBJECT.digest, fromSource: false } };
      },
    };
    expect((await verdicts(() => rows(), { attached })).types).toEqual(['clean']);
    expect(read).toEqual([`sha256:${'b'.repeat(64)}`]);
  });

  it('does nothing for nothing', async () => {
    const { asked, plans } = await verdicts(() => rows(), { subjects: [], scanTimeout: 600_000 });
    expect([asked, plans]).toEqual([[], 0]);
  });
});
