import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { field, isObject } from '../../src/base/json.ts';
import { readAssessments } from '../../src/defender/findings.ts';

const DIGEST = `sha256:${'1'.repeat(64)}`;
const OTHER = `sha256:${'2'.repeat(64)}`;
const fixture: unknown = JSON.parse(
  readFileSync(new URL('../fixtures/defender/individual-assessment.json', import.meta.url), 'utf8'),
);

function copy(): Record<string, unknown> {
  const properties = field(structuredClone(fixture), 'properties');
  if (!isObject(properties)) throw new Error('the fixture has no properties');
  return { ...properties };
}

function read(properties: unknown, wanted: readonly string[] = [DIGEST]) {
  return readAssessments([{ id: 'x', properties }], wanted);
}

describe('readAssessments', () => {
  it('reads the reconstructed assessment', () => {
    expect(readAssessments([fixture], [DIGEST]).get(DIGEST)).toEqual({
      healthy: false,
      findings: [
        {
          id: 'CVE-2024-0001',
          package: 'openssl',
          packageType: 'OS',
          installed: '3.0.11-1',
          fixedIn: '3.0.15-1',
          fixable: 'yes',
          severity: 'high',
          cvss: 7.5,
          inExploitKit: false,
        },
        {
          id: 'CVE-2024-0002',
          package: 'openssl',
          packageType: 'OS',
          installed: '3.0.11-1',
          fixable: 'no',
          severity: 'unknown',
        },
      ],
    });
  });

  it('reads keys in any case, and properties that are JSON as text', () => {
    const lower = JSON.parse(
      JSON.stringify(fixture).replaceAll(/"([A-Za-z]+)":/g, (_, key: string) => `"${key.toLowerCase()}":`),
    );
    expect(readAssessments([lower], [DIGEST]).get(DIGEST)?.findings).toHaveLength(2);
    const text = { id: 'x', properties: JSON.stringify(field(fixture, 'properties')) };
    expect(readAssessments([text], [DIGEST]).get(DIGEST)?.findings).toHaveLength(2);
  });

  it('takes the digest from the resource’s id where the additional data has none', () => {
    expect(read({ ...copy(), resourceAdditionalData: '{}' }).get(DIGEST)?.findings).toHaveLength(2);
  });

  it('takes the digest from wherever it stands where neither known place has it', () => {
    const moved = { ...copy(), resourceAdditionalData: null, resourceDetails: { image: `x@${DIGEST}` } };
    expect(read(moved).get(DIGEST)?.findings).toHaveLength(2);
  });

  it('leaves out what is said of other digests', () => {
    expect(read(copy(), [OTHER]).size).toBe(0);
    expect(read({ ...copy(), resourceAdditionalData: { Digest: OTHER }, note: DIGEST }).size).toBe(0);
  });

  it('believes the resource’s id before any mention elsewhere', () => {
    const about = { Id: `repositories-x-images-${OTHER}` };
    expect(read({ ...copy(), resourceAdditionalData: '{}', resourceDetails: about, note: DIGEST }).size).toBe(0);
  });

  it('leaves out assessments about something else', () => {
    expect(read({ ...copy(), metadata: { recommendationCategory: 'Misconfiguration' } }).size).toBe(0);
    expect(read({ ...copy(), status: { code: 'NotApplicable' } }).size).toBe(0);
  });

  it('takes a healthy assessment as a sign of a scan', () => {
    expect(read({ ...copy(), status: { code: 'Healthy' } }).get(DIGEST)).toEqual({ findings: [], healthy: true });
  });

  it.each([
    ['no CVEs', undefined],
    ['an empty list', '[]'],
    ['text that is no JSON', '[{'],
    ['something else', 7],
  ])('keeps an unhealthy assessment with %s as one finding', (_, CvesDetails) => {
    const properties = { ...copy(), additionalData: { SoftwareName: 'zlib', FixStatus: 'WillNotFix', CvesDetails } };
    expect(read(properties).get(DIGEST)?.findings).toEqual([{ package: 'zlib', severity: 'high', fixable: 'no' }]);
  });

  it.each([
    ['', 'unknown'],
    ['Unknown', 'unknown'],
    ['Negligible', 'unknown'],
    ['CRITICAL', 'critical'],
    [null, 'unknown'],
  ])('reads the severity %j as %s', (Severity, expected) => {
    const properties = {
      ...copy(),
      additionalData: { SoftwareName: 'zlib', CvesDetails: [{ CveId: 'CVE-1', Severity }] },
    };
    expect(read(properties).get(DIGEST)?.findings[0]?.severity).toBe(expected);
  });

  it.each([
    [{ FixStatus: 'FixAvailable' }, 'yes'],
    [{ FixStatus: 'NoFixAvailable', FixedVersion: '2' }, 'no'],
    [{ FixedVersion: '2' }, 'yes'],
    [{}, 'unknown'],
  ])('reads the fix of %j as %s', (cve, expected) => {
    const properties = {
      ...copy(),
      additionalData: { SoftwareName: 'zlib', CvesDetails: [{ CveId: 'CVE-1', ...cve }] },
    };
    expect(read(properties).get(DIGEST)?.findings[0]?.fixable).toBe(expected);
  });

  it('tells the same vulnerability of the same package once, at its worst', () => {
    const low = {
      ...copy(),
      additionalData: { SoftwareName: 'zlib', CvesDetails: [{ CveId: 'CVE-1', Severity: 'Low' }] },
    };
    const high = {
      ...copy(),
      additionalData: { SoftwareName: 'zlib', CvesDetails: [{ CveId: 'cve-1', Severity: 'High' }] },
    };
    const found = readAssessments([{ properties: low }, { properties: high }], [DIGEST]).get(DIGEST)?.findings;
    expect(found?.map(({ severity }) => severity)).toEqual(['high']);
  });

  it('survives rows of any make', () => {
    for (const row of [
      null,
      1,
      'x',
      [],
      {},
      { properties: null },
      { properties: '{' },
      { properties: { status: 1 } },
    ]) {
      expect(readAssessments([row], [DIGEST]).size).toBe(0);
    }
  });
});
