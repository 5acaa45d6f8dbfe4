import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { field, stringField } from '../../src/base/json.ts';
import type { ReferrersAnswer } from '../../src/defender/evidence.ts';
import { inspect } from '../../src/defender/inspect.ts';
import { VISIBILITY_KQL } from '../../src/defender/query.ts';
import { askGraph, type ResourceGraph } from '../../src/defender/resource-graph.ts';
import type { Subject } from '../../src/defender/verdict.ts';
import { type Http, openHttp } from '../../src/io/http.ts';

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
  const graph: ResourceGraph = {
    http,
    armEndpoint: `http://127.0.0.1:${port}`,
    subscriptions: ['sub'],
    token: async () => 'secret-token',
    renew: () => undefined,
  };
  return { graph, asked, waits };
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
      additionalData: { SoftwareName: 'openssl' },
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
    expect(await askGraph(graph, 'resources')).toEqual({ type: 'rows', rows: [] });
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
    expect(await askGraph(graph, 'q')).toEqual({ type: 'rows', rows: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    expect(stringField(asked[1], 'options', '$skipToken')).toBe('next');
  });

  it('waits before the next page when the quota is used up', async () => {
    const headers = { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:07' };
    const { graph, waits } = await graphThat((body) =>
      field(body, 'options', '$skipToken') === undefined ? { headers, body: { data: [], $skipToken: 'n' } } : rows(),
    );
    await askGraph(graph, 'q');
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
    expect(await askGraph(graph, 'q')).toEqual({ type: 'rows', rows: [{ id: 1 }] });
    expect(waits.slice(0, 2)).toEqual([3000, 5000]);
  });

  it('gives up after a few attempts', async () => {
    const { graph, asked } = await graphThat(() => ({ status: 429, body: {} }));
    expect(await askGraph(graph, 'q')).toMatchObject({ type: 'failed', reason: expect.stringContaining('HTTP 429') });
    expect(asked).toHaveLength(5);
  });

  it('names the role that is missing', async () => {
    const error = { code: 'AuthorizationFailed', message: 'no\nrights' };
    const { graph, asked } = await graphThat(() => ({ status: 403, body: { error } }));
    expect(await askGraph(graph, 'q')).toEqual({
      type: 'not-allowed',
      reason: expect.stringMatching(/HTTP 403: AuthorizationFailed, no rights\..*"Security Reader"/),
    });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['a truncated answer', { data: [{ id: 1 }], resultTruncated: 'true' }],
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
    expect((await askGraph(graph, 'q')).type).toBe('failed');
  });

  it('asks again where the answer is none', async () => {
    let count = 0;
    const { graph, asked } = await graphThat(() => (++count === 1 ? { body: '<html>' } : rows({ id: 1 })));
    expect(await askGraph(graph, 'q')).toEqual({ type: 'rows', rows: [{ id: 1 }] });
    expect(asked).toHaveLength(2);
  });

  it('never goes on for ever, nor round', async () => {
    let page = 0;
    const endless = await graphThat(() => ({ body: { data: [], $skipToken: `page ${++page}` } }));
    expect(await askGraph(endless.graph, 'q')).toMatchObject({ type: 'failed' });
    expect(endless.asked).toHaveLength(200);
    const round = await graphThat(() => ({ body: { data: [], $skipToken: 'again' } }));
    expect(await askGraph(round.graph, 'q')).toMatchObject({
      type: 'failed',
      reason: expect.stringContaining('comes back to a page'),
    });
    expect(round.asked).toHaveLength(2);
  });

  it('reports a service that is not there, without the token', async () => {
    const { graph, waits } = await graphThat(() => rows());
    const answer = await askGraph({ ...graph, armEndpoint: 'http://127.0.0.1:9' }, 'q');
    expect(answer.type).toBe('failed');
    expect(JSON.stringify(answer)).not.toContain('secret-token');
    expect(waits).toHaveLength(4);
  });
});

describe('inspect', () => {
  const scanned: ReferrersAnswer = {
    type: 'listed',
    referrers: [
      {
        artifactType: 'application/vnd.in-toto+json',
        annotations: {
          'in-toto.io/predicate-type': 'https://in-toto.io/attestation/vulns/v0.2',
          scanner: 'MDVM',
          'org.opencontainers.image.created': '2026-11-01T00:00:00Z',
        },
      },
    ],
  };
  const none: ReferrersAnswer = { type: 'listed', referrers: [] };
  const isProbe = (body: unknown) => stringField(body, 'query') === VISIBILITY_KQL;

  async function verdicts(
    answer: Answer,
    referrers: () => ReferrersAnswer,
    subjects: readonly Subject[] = [SUBJECT],
    scanTimeout = 0,
  ) {
    const { graph, asked, waits } = await graphThat(answer);
    let questions = 0;
    const getReferrers = async () => {
      questions++;
      return referrers();
    };
    const inspected = await inspect(subjects, { graph, getReferrers, scanTimeout, now: () => NOW });
    return { types: inspected.map(({ verdict }) => verdict.type), inspected, asked, waits, questions };
  }

  it('needs no evidence for what has findings', async () => {
    const { types, questions } = await verdicts(
      () => rows(assessment('Unhealthy')),
      () => none,
    );
    expect(types).toEqual(['vulnerable']);
    expect(questions).toBe(0);
  });

  it('calls clean what has no findings and was scanned', async () => {
    const { types, asked } = await verdicts(
      (body) => (isProbe(body) ? rows({ id: 'x' }) : rows()),
      () => scanned,
    );
    expect(types).toEqual(['clean']);
    expect(asked).toHaveLength(2);
  });

  it('calls nothing clean where no assessment can be seen at all', async () => {
    const { inspected } = await verdicts(
      () => rows(),
      () => scanned,
    );
    expect(inspected[0]?.verdict).toMatchObject({ type: 'error', reason: expect.stringContaining('Security Reader') });
  });

  it('takes other images’ assessments for proof that assessments can be seen', async () => {
    const other = { ...SUBJECT, digest: `sha256:${'2'.repeat(64)}` };
    const { types, asked } = await verdicts(
      () => rows(assessment('Unhealthy')),
      () => scanned,
      [SUBJECT, other],
    );
    expect(types).toEqual(['vulnerable', 'clean']);
    expect(asked).toHaveLength(1);
  });

  it('asks about each manifest once, and not about an index', async () => {
    const index: Subject = { ...SUBJECT, digest: `sha256:${'3'.repeat(64)}`, content: 'index' };
    const { types, asked } = await verdicts(
      () => rows(assessment('Unhealthy')),
      () => none,
      [index, SUBJECT, SUBJECT],
    );
    expect(types).toEqual(['unsupported', 'vulnerable']);
    expect(JSON.stringify(asked)).not.toContain('3'.repeat(64));
  });

  it('makes an error of what can’t be asked', async () => {
    const { types } = await verdicts(
      () => ({ status: 403, body: {} }),
      () => scanned,
    );
    expect(types).toEqual(['error']);
    const refused = await verdicts(
      (body) => (isProbe(body) ? rows(1) : rows()),
      () => ({ type: 'failed', reason: 'HTTP 500' }),
    );
    expect(refused.types).toEqual(['error']);
  });

  it('waits for what is pending, as long as it may and no longer', async () => {
    let rounds = 0;
    const answer: Answer = (body) => {
      if (isProbe(body)) return rows({ id: 'x' });
      rounds++;
      return rounds === 3 ? rows(assessment('Unhealthy')) : rows();
    };
    const patient = await verdicts(answer, () => none, [SUBJECT], 600_000);
    expect(patient.types).toEqual(['vulnerable']);
    expect(patient.waits).toEqual([60_000, 60_000]);
    const bounded = await verdicts(
      (body) => (isProbe(body) ? rows({ id: 'x' }) : rows()),
      () => none,
      [SUBJECT],
      90_000,
    );
    expect(bounded.types).toEqual(['pending']);
    expect(bounded.waits).toEqual([60_000, 30_000]);
  });

  it('does nothing for nothing', async () => {
    const { asked } = await verdicts(
      () => rows(),
      () => none,
      [],
      600_000,
    );
    expect(asked).toEqual([]);
  });
});
