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
    expect(readAssessments([fixture], [DIGEST]).get(DIGEST)).toStrictEqual({
      healthy: false,
      setAside: [],
      unread: undefined,
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
    expect(read(moved, [OTHER]).size).toBe(0);
    const letters = `sha256:${'ab'.repeat(32)}`;
    for (const note of [letters.toUpperCase(), `x@${letters}/y`]) {
      expect(read({ ...moved, resourceDetails: { note } }, [letters]).get(letters)?.findings).toHaveLength(2);
    }
    expect(read({ ...moved, resourceDetails: { note: `${letters}a` } }, [letters]).get(letters)?.unread).toBeDefined();
  });

  it.each([
    ['a path behind it', `/repositories/x/images/${DIGEST}/layers`, undefined],
    ['other letters', `/images/${DIGEST.toUpperCase()}`, undefined],
    // Then it has none.
    ['a digit too many', `/images/${DIGEST}1`, "1 assessment of it can't be read in full: it names no image"],
  ])('takes the digest from the resource’s id with %s', (_, Id, unread) => {
    const named = { ...copy(), resourceAdditionalData: '{}', resourceDetails: { Id } };
    expect(read(named).get(DIGEST)).toMatchObject({ unread });
  });

  it('takes a row that names two images for one that is not understood, of both', () => {
    const two = { ...copy(), resourceAdditionalData: { Digest: OTHER }, resourceDetails: { Id: `/images/${DIGEST}` } };
    const found = read(two, [DIGEST, OTHER]);
    const unread = "1 assessment of it can't be read in full: it names two images";
    expect([found.get(DIGEST)?.unread, found.get(OTHER)?.unread]).toEqual([unread, unread]);
    expect([...read(two).keys()]).toEqual([DIGEST]);
  });

  it('leaves out what is said of other digests', () => {
    expect(read(copy(), [OTHER]).size).toBe(0);
    const about = { resourceAdditionalData: { Digest: OTHER }, resourceDetails: {} };
    expect(read({ ...copy(), ...about, note: DIGEST }).size).toBe(0);
  });

  it('believes the resource’s id before any mention elsewhere', () => {
    const about = { Id: `repositories-x-images-${OTHER}` };
    expect(read({ ...copy(), resourceAdditionalData: '{}', resourceDetails: about, note: DIGEST }).size).toBe(0);
  });

  it.each<[string, (properties: Record<string, unknown>) => unknown, string]>([
    [
      'another category',
      (p) => ({ ...p, metadata: { recommendationCategory: 'Misconfiguration' } }),
      'its recommendationCategory is "Misconfiguration"',
    ],
    [
      'no category and no CVEs',
      (p) => ({ ...p, metadata: {}, additionalData: {} }),
      'it has no recommendationCategory',
    ],
    ['a status that is a text', (p) => ({ ...p, status: 'Unhealthy' }), 'its status is no object'],
    ['no status', (p) => ({ ...p, status: undefined }), 'its status is no object'],
    ['a status without a code', (p) => ({ ...p, status: { cause: 'x' } }), 'its status has no code'],
    ['an empty code', (p) => ({ ...p, status: { code: ' ' } }), 'its status has no code'],
    ['a code of tomorrow', (p) => ({ ...p, status: { code: 'Degraded' } }), 'its status is "Degraded"'],
    ['properties that are cut', (p) => JSON.stringify(p).slice(0, -20), 'its properties are no object'],
    ['properties that are a list', (p) => [p], 'its properties are no object'],
  ])('says that it can’t read %s, and never takes it for nothing', (_, change, reason) => {
    expect(read(change(copy())).get(DIGEST)).toEqual({
      ...{ findings: [], healthy: false, setAside: [] },
      unread: `1 assessment of it can't be read in full: ${reason}`,
    });
  });

  it('reads a status that is JSON as text, and takes CVEs for a category', () => {
    const properties = { ...copy(), status: '{"code":"unhealthy"}', metadata: '{}' };
    expect(read(properties).get(DIGEST)).toMatchObject({ unread: undefined, findings: [{}, {}] });
  });

  it('shortens what it quotes, and tells each reason once', () => {
    const row = (code: string) => ({ properties: { ...copy(), status: { code } } });
    const found = readAssessments([row('x'.repeat(90)), row('b'), row('b')], [DIGEST]).get(DIGEST);
    expect(found?.unread).toBe(
      `3 assessments of it can't be read in full: its status is "b"; its status is "${'x'.repeat(40)}"`,
    );
  });

  it.each<[string, unknown, 'exempt' | 'not-applicable']>([
    ['no cause', { code: 'NotApplicable' }, 'not-applicable'],
    ['another cause', { code: 'notapplicable', cause: 'OffByPolicy' }, 'not-applicable'],
    ['the cause Exempt', { code: 'NotApplicable', cause: 'Exempt' }, 'exempt'],
    ['a description', { code: 'NotApplicable', description: 'Exempted by policy' }, 'exempt'],
  ])('sets aside what Defender calls not applicable, with %s', (_, status, why) => {
    expect(read({ ...copy(), status }).get(DIGEST)).toEqual({
      ...{ findings: [], healthy: false, unread: undefined },
      setAside: [{ why, package: 'openssl', ids: ['CVE-2024-0001', 'CVE-2024-0002'] }],
    });
  });

  it('sets aside also what names neither a package nor CVEs', () => {
    const bare = { ...copy(), status: { code: 'NotApplicable' }, displayName: '', additionalData: {} };
    const unnamed = [{ why: 'not-applicable', package: 'unknown package', ids: [] }];
    expect(read(bare).get(DIGEST)?.setAside).toEqual(unnamed);
    expect(read({ ...bare, additionalData: { CvesDetails: [{}] } }).get(DIGEST)?.setAside).toEqual(unnamed);
  });

  it('takes one healthy assessment for a sign of a scan, whatever else is said', () => {
    const rows = ['NotApplicable', 'Healthy', 'NotApplicable'].map((code) => ({
      properties: { ...copy(), status: { code } },
    }));
    expect(readAssessments(rows, [DIGEST]).get(DIGEST)).toMatchObject({ healthy: true, findings: [] });
  });

  it('takes a healthy assessment as a sign of a scan', () => {
    expect(read({ ...copy(), status: { code: 'Healthy' } }).get(DIGEST)).toEqual({
      ...{ findings: [], healthy: true, setAside: [], unread: undefined },
    });
  });

  it.each([
    ['no CVEs', undefined],
    ['an empty list', '[]'],
    ['text that is no JSON', '[{'],
    ['something else', 7],
  ])('keeps an unhealthy assessment with %s as one finding that is not all', (_, CvesDetails) => {
    const properties = { ...copy(), additionalData: { SoftwareName: 'zlib', FixStatus: 'WillNotFix', CvesDetails } };
    expect(read(properties).get(DIGEST)).toMatchObject({
      findings: [{ package: 'zlib', severity: 'high', fixable: 'no' }],
      unread: "1 assessment of it can't be read in full: its CvesDetails are missing or cut",
    });
  });

  it('keeps a CVE without an id, and a package without a name, as findings that are not all', () => {
    const nameless = { ...copy(), additionalData: { SoftwareName: 'zlib', CvesDetails: [{ Severity: 'High' }, 7] } };
    expect(read(nameless).get(DIGEST)).toMatchObject({
      findings: [{ package: 'zlib', severity: 'high' }],
      unread: expect.stringContaining('one of its CvesDetails has no CveId'),
    });
    const half = { ...copy(), additionalData: { SoftwareName: 'zlib', CvesDetails: [{ CveId: 'CVE-1' }, {}] } };
    expect(read(half).get(DIGEST)?.unread).toContain('one of its CvesDetails has no CveId');
    const { displayName: _, ...rest } = copy();
    const bare = { ...rest, additionalData: { CvesDetails: [{ CveId: 'CVE-1' }] } };
    expect(read(bare).get(DIGEST)).toMatchObject({
      findings: [{ id: 'CVE-1', package: 'unknown package' }],
      unread: expect.stringContaining('it names no package'),
    });
  });

  it('takes the title for the package where none is named', () => {
    const properties = { ...copy(), additionalData: { CvesDetails: [{ CveId: 'CVE-1' }] } };
    expect(read(properties).get(DIGEST)).toMatchObject({
      findings: [{ package: 'Update openssl' }],
      unread: undefined,
    });
  });

  it.each<[unknown, number | undefined]>([
    [[{ Value: { Base: 5 } }, { Value: { Base: '7.5' } }], 7.5],
    [[{ Value: { Base: 11 } }, { Value: { Base: -1 } }], undefined],
    [[{ Value: { Base: 0 } }, { Value: { Base: 10 } }], 10],
    ['[{"value":{"base":3}}]', 3],
    [[{ Value: { Base: 0 } }], 0],
    [[{ Value: {} }], undefined],
    ['none', undefined],
  ])('reads the scores %j as %s', (Cvss, expected) => {
    const properties = { ...copy(), additionalData: { SoftwareName: 'zlib', CvesDetails: [{ CveId: 'CVE-1', Cvss }] } };
    expect(read(properties).get(DIGEST)?.findings[0]?.cvss).toBe(expected);
  });

  it.each([
    [true, true],
    [false, false],
    ['maybe', undefined],
    [undefined, undefined],
  ])('reads of an exploit kit %s as %s', (IsInExploitKit, expected) => {
    const cve = { CveId: 'CVE-1', ExploitabilityDetails: { IsInExploitKit } };
    const properties = { ...copy(), additionalData: { SoftwareName: 'zlib', CvesDetails: [cve] } };
    expect(read(properties).get(DIGEST)?.findings[0]?.inExploitKit).toBe(expected);
  });

  it("believes a CVE's own word of a fix before its package's, and its package's where it has none", () => {
    const fixes = (whole: object, ...cves: readonly object[]) =>
      read({
        ...copy(),
        additionalData: {
          ...{ SoftwareName: 'zlib', ...whole },
          CvesDetails: cves.map((cve, index) => ({ CveId: `CVE-${index}`, ...cve })),
        },
      })
        .get(DIGEST)
        ?.findings.map(({ fixable, fixedIn }) => [fixable, fixedIn]);
    const whole = { FixStatus: 'FixAvailable', FixedVersion: '2' };
    expect(fixes(whole, {}, { FixStatus: 'NoFix' }, { FixedVersion: '3' }, { FixStatus: 'FixAvailable' })).toEqual([
      ['yes', '2'],
      ['no', undefined],
      ['yes', '3'],
      ['yes', '2'],
    ]);
    expect(fixes({}, { FixStatus: 'FixAvailable' }, {})).toEqual([
      ['yes', undefined],
      ['unknown', undefined],
    ]);
  });

  it.each([
    ['', 'unknown'],
    ['Unknown', 'unknown'],
    ['Negligible', 'unknown'],
    ['CRITICAL', 'critical'],
    ['High', 'high'],
    ['medium', 'medium'],
    ['Low', 'low'],
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
    [{ FixStatus: 'NoFixAvailable' }, 'no'],
    [{ FixStatus: 'NoFix' }, 'no'],
    [{ FixStatus: 'willnotfix' }, 'no'],
    [{ FixStatus: 'Later' }, 'unknown'],
    [{ FixStatus: 'NoFixAvailable', FixedVersion: '2' }, 'yes'],
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

  it('takes a row of any make that names no image for one of any, that is not understood', () => {
    for (const row of [
      undefined,
      null,
      1,
      'x',
      [],
      {},
      { properties: null },
      { properties: '{' },
      { properties: { status: 1 } },
    ]) {
      const found = readAssessments([row], [DIGEST, OTHER]);
      expect([...found.values()].map(({ findings, unread }) => [findings, typeof unread])).toEqual([
        [[], 'string'],
        [[], 'string'],
      ]);
    }
  });
});
