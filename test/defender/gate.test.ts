import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/defender/finding.ts';
import { type GatedImage, type GateRules, gate, type Unresolved } from '../../src/defender/gate.ts';
import type { Verdict } from '../../src/defender/verdict.ts';

const RULES: GateRules = {
  failOn: 'high',
  onlyFixable: false,
  treatUnknownAs: 'high',
  accepted: [],
  exemptPaths: [],
  today: '2026-11-23',
};
const DIGEST = `sha256:${'1'.repeat(64)}`;

function finding(severity: Finding['severity'], more: Partial<Finding> = {}): Finding {
  return { id: 'CVE-2026-0001', package: 'openssl', fixable: 'yes', severity, ...more };
}

function image(...verdicts: readonly Verdict[]): GatedImage {
  const manifests = verdicts.map((verdict, index) => ({ platform: `linux/p${index}`, digest: DIGEST, verdict }));
  return { image: 'docker.io/library/nginx:1', files: ['deploy/web.yaml'], manifests };
}

function unresolved(state: Unresolved['state']): GatedImage {
  return { ...image(), unresolved: { state, reason: 'r' } };
}

function vulnerable(...findings: readonly Finding[]): Verdict {
  return { type: 'vulnerable', findings };
}

const CLEAN: Verdict = { type: 'clean' };
const PENDING: Verdict = { type: 'pending', reason: 'not scanned' };

describe('gate', () => {
  const table: readonly (readonly [string, readonly GatedImage[], Partial<GateRules>, string])[] = [
    ['clean', [image(CLEAN)], {}, 'passed'],
    ['no image', [], {}, 'passed'],
    ['a finding of the severity', [image(vulnerable(finding('high')))], {}, 'failed'],
    ['a finding above it', [image(vulnerable(finding('critical')))], {}, 'failed'],
    ['a finding below it', [image(vulnerable(finding('medium')))], {}, 'passed'],
    ['a finding on one of two platforms', [image(CLEAN, vulnerable(finding('high')))], {}, 'failed'],
    ['pending', [image(PENDING)], {}, 'not decided: 1 pending'],
    ['one of two platforms pending', [image(CLEAN, PENDING)], {}, 'not decided: 1 pending'],
    ['pending and failed', [image(PENDING), image(vulnerable(finding('high')))], {}, 'failed'],
    ['nothing known of the image', [image()], {}, 'nothing judged: 1 not checked'],
    ['nothing known of one of two', [image(CLEAN), image()], {}, 'not decided: 1 not checked'],
    [
      'what nobody can judge',
      [unresolved('templated'), unresolved('templated'), image({ type: 'unsupported', reason: 'u' })],
      {},
      'nothing judged: 1 unsupported, 2 templated',
    ],
    [
      'not asked about for a fault',
      [unresolved('error'), unresolved('templated')],
      {},
      'not decided: 1 could not be asked, 1 templated',
    ],
    [
      'a tag that is not known',
      [image(CLEAN), unresolved('unknown-tag')],
      {},
      'not decided: 1 not checked, since its tag is not known',
    ],
    [
      'every kind of not knowing',
      [
        image(PENDING),
        image({ type: 'error', reason: 'e' }),
        image({ type: 'unsupported', reason: 'u' }),
        image(CLEAN),
      ],
      {},
      'not decided: 1 pending, 1 could not be asked, 1 unsupported',
    ],
    ['no gate', [image(vulnerable(finding('critical')), PENDING)], { failOn: 'none' }, 'no gate'],
    ['unknown severity', [image(vulnerable(finding('unknown')))], {}, 'failed'],
    ['unknown severity as low', [image(vulnerable(finding('unknown')))], { treatUnknownAs: 'low' }, 'passed'],
    [
      'unknown severity as none',
      [image(vulnerable(finding('unknown')))],
      { treatUnknownAs: 'none', failOn: 'low' },
      'passed',
    ],
    ['no fix, only fixable', [image(vulnerable(finding('high', { fixable: 'no' })))], { onlyFixable: true }, 'passed'],
    [
      'a fix nobody ruled out',
      [image(vulnerable(finding('high', { fixable: 'unknown' })))],
      { onlyFixable: true },
      'failed',
    ],
    [
      'in exempt files only',
      [image(vulnerable(finding('high')))],
      { exemptPaths: ['deploy/**'] },
      'nothing judged: 1 exempt',
    ],
    [
      'in an exempt file and another',
      [{ ...image(vulnerable(finding('high'))), files: ['deploy/web.yaml', 'prod/web.yaml'] }],
      { exemptPaths: ['deploy/**'] },
      'failed',
    ],
    ['in no file at all', [{ ...image(vulnerable(finding('high'))), files: [] }], { exemptPaths: ['**'] }, 'failed'],
  ];
  it.each(table)('%s', (_, images, rules, expected) => {
    expect(gate(images, { ...RULES, ...rules }).verdict).toBe(expected);
  });

  it('says in the headline what is not decided, whatever else is', () => {
    const result = gate([image(vulnerable(finding('high'))), image(PENDING)], RULES);
    expect(result.headline).toBe(
      'failed: 1 finding of high severity or above in 1 of 2 images; not decided: 1 pending',
    );
    expect(gate([image(CLEAN), image(PENDING)], RULES).headline).toBe('not decided: 1 pending, of 2 images');
    expect(gate([image(PENDING)], { ...RULES, failOn: 'none' }).headline).toContain('not decided: 1 pending');
  });

  it('tells by image and platform what blocks', () => {
    const [result] = gate(
      [image(vulnerable(finding('high'), finding('low', { id: 'CVE-2026-0002' })), CLEAN)],
      RULES,
    ).images;
    expect(result).toMatchObject({
      state: 'failed',
      reasons: ['linux/p0: 1 high, 1 that the gate does not count', 'linux/p1: scanned, nothing found'],
      blocking: [{ platform: 'linux/p0', digest: DIGEST, finding: finding('high') }],
    });
  });

  it('counts a finding once that two images share by their digest', () => {
    const shared = image(vulnerable(finding('high')));
    expect(gate([shared, { ...shared, image: 'other' }], RULES).findings).toBe(1);
  });

  describe('accepted findings', () => {
    const acceptance = { id: 'cve-2026-0001', until: '2026-11-23', reason: 'not reachable', place: 'here' };
    const images = [image(vulnerable(finding('high')))];

    it('let the finding pass up to their day, and say so', () => {
      const result = gate(images, { ...RULES, accepted: [acceptance] });
      expect(result).toMatchObject({ verdict: 'passed', acceptancesUsed: [acceptance], acceptancesExpired: [] });
      expect(result.images[0]?.reasons).toEqual(['linux/p0: 1 accepted']);
    });

    it('end with their day', () => {
      const result = gate(images, { ...RULES, accepted: [{ ...acceptance, until: '2026-11-22' }] });
      expect(result).toMatchObject({ verdict: 'failed', acceptancesUsed: [] });
      expect(result.acceptancesExpired).toHaveLength(1);
    });

    it('hold for their package only', () => {
      const inPackage = (name: string) =>
        gate(images, { ...RULES, accepted: [{ ...acceptance, package: name }] }).verdict;
      expect(inPackage('OpenSSL')).toBe('passed');
      expect(inPackage('zlib')).toBe('failed');
    });

    it('hold for the images of their glob only', () => {
      const inImages = (glob: string) => gate(images, { ...RULES, accepted: [{ ...acceptance, image: glob }] }).verdict;
      expect(inImages('docker.io/library/nginx')).toBe('passed');
      expect(inImages('quay.io/**')).toBe('failed');
    });

    it('that are over stand with the findings that count again, the latest first', () => {
      const over = (until: string) => ({ ...acceptance, until });
      const accepted = [over('2026-01-01'), over('2026-11-22'), over('2026-02-01')];
      const [result] = gate(images, { ...RULES, accepted }).images;
      expect(result?.blocking).toMatchObject([{ expired: over('2026-11-22') }]);
      const again = gate(images, { ...RULES, accepted: [...accepted, acceptance] });
      expect(again).toMatchObject({ verdict: 'passed', acceptancesUsed: [acceptance] });
    });
  });

  it('never passes with anything that is not clean, judged or exempt', () => {
    const verdict = fc.oneof(
      fc.constant(CLEAN),
      fc.constantFrom<Verdict>(PENDING, { type: 'error', reason: 'e' }, { type: 'unsupported', reason: 'u' }),
      fc
        .constantFrom<Finding['severity']>('critical', 'high', 'medium', 'low', 'unknown')
        .map((word) => vulnerable(finding(word))),
    );
    const images = fc.array(
      fc.array(verdict, { maxLength: 3 }).map((verdicts) => image(...verdicts)),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(images, fc.constantFrom('critical', 'high', 'medium', 'low'), (given, failOn) => {
        const passed = gate(given, { ...RULES, failOn, treatUnknownAs: 'critical' }).verdict === 'passed';
        const order = ['critical', 'high', 'medium', 'low'];
        const good = given.every(
          ({ manifests }) =>
            manifests.length > 0 &&
            manifests.every(
              ({ verdict: own }) =>
                own.type === 'clean' ||
                (own.type === 'vulnerable' &&
                  own.findings.every(({ severity }) => order.indexOf(severity) > order.indexOf(failOn))),
            ),
        );
        return passed === good;
      }),
    );
  });
});
