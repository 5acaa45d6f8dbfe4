import { afterEach, describe, expect, it } from 'vitest';
import { readAssessments } from '../../src/defender/findings.ts';
import { findingsKql, registryKql } from '../../src/defender/query.ts';
import { openGraph } from '../../src/defender/resource-graph.ts';
import type { EmulatorOptions } from '../../src/emulator/options.ts';
import { openWayIn, type WayIn } from './way-in.ts';

let way: WayIn;

afterEach(async () => {
  await way.close();
});

const digest = (character: string) => `sha256:${character.repeat(64)}`;
const VULNERABLE = digest('a');
const CLEAN = digest('b');
const UNKNOWN = digest('c');

const SCANS: EmulatorOptions = {
  scans: {
    [VULNERABLE]: {
      findings: [
        {
          cve: 'CVE-2026-0001',
          package: 'openssl',
          severity: 'Critical',
          installed: '3.0.1',
          fixedIn: '3.0.2',
          cvss: 9.8,
        },
        { cve: 'CVE-2026-0002', package: 'openssl', severity: 'Unknown', installed: '3.0.1', fixedIn: '3.0.2' },
        { cve: 'CVE-2026-0003', package: 'zlib', severity: 'Low' },
      ],
    },
    [CLEAN]: { findings: [] },
  },
};

async function ask(kql: string) {
  const { http, token, emulator } = way;
  const subscriptions = [emulator.names.subscriptionId];
  const graph = {
    http,
    armEndpoint: 'https://management.azure.com',
    subscriptions,
    token: () => token('arm'),
    renew: () => undefined,
  };
  return openGraph(graph).ask(kql);
}

function questionFor(...digests: readonly string[]): string {
  return findingsKql(digests);
}

describe('Resource Graph', () => {
  it('answers the question of the product with the assessments that were scripted, over pages', async () => {
    way = await openWayIn({ ...SCANS, graph: { pageSize: 1 } });
    const answer = await ask(questionFor(VULNERABLE, CLEAN, UNKNOWN));
    if (answer.type !== 'rows') throw new Error(answer.reason);
    const found = readAssessments(answer.rows, [VULNERABLE, CLEAN, UNKNOWN]);
    expect([...found.keys()]).toEqual([VULNERABLE]);
    expect(found.get(VULNERABLE)?.findings).toMatchObject([
      { id: 'CVE-2026-0001', package: 'openssl', severity: 'critical', fixable: 'yes', fixedIn: '3.0.2', cvss: 9.8 },
      { id: 'CVE-2026-0002', package: 'openssl', severity: 'unknown', fixable: 'yes' },
      { id: 'CVE-2026-0003', package: 'zlib', severity: 'low', fixable: 'no' },
    ]);
    expect(way.emulator.normalisedRequests().filter((line) => line.includes('resource-graph'))).toEqual([
      'POST resource-graph query',
      'POST resource-graph query',
    ]);
    expect(way.emulator.violations).toEqual([]);
  });

  it('shows nothing to whom it does not know, and no more than that there is something to those who look', async () => {
    way = await openWayIn({ ...SCANS, arm: { roles: ['Security Reader'] } });
    expect(await ask(registryKql('contoso'))).toMatchObject({ type: 'rows', rows: [{ id: expect.any(String) }] });
    way.emulator.arm.settings.roles = ['AcrPull'];
    expect(await ask(questionFor(VULNERABLE))).toEqual({ type: 'rows', rows: [] });
    way.emulator.graph.settings.withoutRights = 'refused';
    expect(await ask(questionFor(VULNERABLE))).toMatchObject({ type: 'not-allowed' });
  });

  it('finds a scan that ends later', async () => {
    way = await openWayIn({
      scans: { [VULNERABLE]: { after: 1, findings: [{ cve: 'CVE-2026-0001', package: 'zlib', severity: 'High' }] } },
    });
    expect(await ask(questionFor(VULNERABLE))).toMatchObject({ rows: [] });
    expect(await ask(questionFor(VULNERABLE))).toMatchObject({
      rows: [{ properties: { displayName: 'Update zlib' } }],
    });
  });

  it('throttles when told, and refuses a language it does not play', async () => {
    const throttled = { type: 'answer', status: 429, headers: { 'retry-after': '5' }, body: '{}' } as const;
    way = await openWayIn({ ...SCANS, faults: [{ match: { service: 'resource-graph' }, nth: 1, answer: throttled }] });
    expect(await ask(questionFor(VULNERABLE))).toMatchObject({ type: 'rows' });
    expect(
      way.emulator.requests.filter(({ service }) => service === 'resource-graph').map(({ status }) => status),
    ).toEqual([429, 200]);
    expect(await ask('securityresources\n| summarize count()')).toMatchObject({ type: 'failed' });
    expect(way.emulator.violations[0]).toContain('summarize');
  });

  it('has no answer beyond its limit, and says so in the details', async () => {
    way = await openWayIn({ ...SCANS, graph: { maxBytes: 400 } });
    expect(await ask(questionFor(VULNERABLE))).toMatchObject({
      type: 'too-much',
      reason: expect.stringMatching(
        /^Azure Resource Graph: HTTP 400: BadRequest, .*ResponsePayloadTooLarge, .* limit of 400/,
      ),
    });
  });

  it('takes no more questions in a window than its quota, and tells what is left', async () => {
    way = await openWayIn({ ...SCANS, graph: { quota: 2 } });
    const statuses = async () => {
      for (let question = 1; question <= 3; question++) await ask(questionFor(CLEAN));
      return way.emulator.requests.filter(({ service }) => service === 'resource-graph').map(({ status }) => status);
    };
    // Each is asked as by a client of its own, which knows nothing of the others.
    expect((await statuses()).slice(0, 3)).toEqual([200, 200, 429]);
  });
});
