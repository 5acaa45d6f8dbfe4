import { describe, expect, it } from 'vitest';
import { evidenceOf, type ReferrersAnswer } from '../../src/defender/evidence.ts';
import type { Assessed } from '../../src/defender/findings.ts';
import { type Inspection, SETTLE_MS, type Subject, verdictOf } from '../../src/defender/verdict.ts';

const SUBJECT: Subject = {
  repository: 'docker.io/library/nginx',
  digest: `sha256:${'1'.repeat(64)}`,
  content: 'image',
};
const NOW = Date.parse('2026-11-23T12:00:00Z');
const NOTHING: Inspection = { assessed: undefined, unreadable: undefined, evidence: undefined, now: NOW };
const FOUND: Assessed = { findings: [{ package: 'zlib', severity: 'low', fixable: 'no' }], healthy: false };

function artifact(annotations: Readonly<Record<string, string>>, artifactType = 'application/vnd.in-toto+json') {
  const listed: ReferrersAnswer = { type: 'listed', referrers: [{ artifactType, annotations }] };
  return listed;
}

const MDVM = { 'in-toto.io/predicate-type': 'https://in-toto.io/attestation/vulns/v0.2', scanner: 'MDVM' };
const CREATED = 'org.opencontainers.image.created';

describe('verdictOf', () => {
  const table: readonly (readonly [string, Partial<Inspection>, string])[] = [
    ['nothing known', {}, 'pending'],
    ['findings', { assessed: FOUND }, 'vulnerable'],
    ['findings although the rest could not be read', { assessed: FOUND, unreadable: 'HTTP 500' }, 'vulnerable'],
    ['an assessment that calls it healthy', { assessed: { findings: [], healthy: true } }, 'clean'],
    ['no findings and no evidence', { evidence: { type: 'none' } }, 'pending'],
    ['no findings and an old artifact', { evidence: { type: 'scanned', scannedAt: NOW - SETTLE_MS } }, 'clean'],
    ['no findings and a fresh artifact', { evidence: { type: 'scanned', scannedAt: NOW - SETTLE_MS + 1 } }, 'pending'],
    ['an artifact of tomorrow', { evidence: { type: 'scanned', scannedAt: NOW + 86_400_000 } }, 'pending'],
    ['an artifact without a date', { evidence: { type: 'scanned', scannedAt: undefined } }, 'pending'],
    ['evidence that comes from the upstream', { evidence: { type: 'unclear', reason: 'r' } }, 'pending'],
    ['evidence that can’t be read', { evidence: { type: 'failed', reason: 'r' } }, 'error'],
    [
      'an old artifact, but assessments that can’t be read',
      { evidence: { type: 'scanned', scannedAt: 0 }, unreadable: 'HTTP 403' },
      'error',
    ],
  ];
  it.each(table)('%s', (_, inspection, expected) => {
    expect(verdictOf(SUBJECT, { ...NOTHING, ...inspection }).type).toBe(expected);
  });

  it('calls what Defender never scans unsupported, whatever else is known', () => {
    const clean = { ...NOTHING, assessed: { findings: [], healthy: true } };
    expect(verdictOf({ ...SUBJECT, content: 'index' }, clean).type).toBe('unsupported');
    expect(verdictOf({ ...SUBJECT, content: 'artifact' }, clean).type).toBe('unsupported');
    expect(verdictOf({ ...SUBJECT, digest: `sha512:${'1'.repeat(128)}` }, clean).type).toBe('unsupported');
  });
});

describe('evidenceOf', () => {
  it('takes Defender’s artifact with its date', () => {
    const answer = artifact({ ...MDVM, [CREATED]: '2026-01-01T00:00:00Z' });
    expect(evidenceOf(answer)).toEqual({ type: 'scanned', scannedAt: Date.parse('2026-01-01T00:00:00Z') });
    expect(evidenceOf(artifact(MDVM))).toEqual({ type: 'scanned', scannedAt: undefined });
  });

  it.each([
    ['another scanner', artifact({ ...MDVM, scanner: 'trivy' })],
    ['another predicate', artifact({ ...MDVM, 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' })],
    ['another artifact', artifact(MDVM, 'application/spdx+json')],
    ['no annotations', artifact({})],
    ['nothing', { type: 'listed', referrers: [] } satisfies ReferrersAnswer],
  ])('takes %s for no evidence', (_, answer) => {
    expect(evidenceOf(answer)).toEqual({ type: 'none' });
  });

  it('takes nothing from the upstream', () => {
    expect(evidenceOf({ type: 'proxied', reason: 'r' })).toEqual({ type: 'unclear', reason: 'r' });
  });
});
