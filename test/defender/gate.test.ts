import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/defender/finding.ts';
import type { SetAside } from '../../src/defender/findings.ts';
import { type GatedImage, type GateRules, gate, type Unchecked, type Unresolved } from '../../src/defender/gate.ts';
import { IMAGE_STATES, type ImageState } from '../../src/defender/image-states.ts';
import type { Doubt, Verdict } from '../../src/defender/verdict.ts';

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

function vulnerable(...findings: readonly Finding[]): Extract<Verdict, { type: 'vulnerable' }> {
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

  it('says in the headline how many images are left out', () => {
    const exempt = { ...image(CLEAN), files: ['test/web.yaml'] };
    const headline = (...images: readonly GatedImage[]) =>
      gate([...images, exempt, exempt], { ...RULES, exemptPaths: ['test/**'] }).headline;
    expect(headline(image(CLEAN))).toBe('passed: no finding of high severity or above in 3 images; 2 exempt');
    expect(headline(image(PENDING))).toBe('not decided: 1 pending, of 3 images; 2 exempt');
    expect(headline(image(vulnerable(finding('high'))))).toBe(
      'failed: 1 finding of high severity or above in 1 of 3 images; 2 exempt',
    );
  });

  it('blocks nothing and tells no finding of what is exempt', () => {
    const rules = { ...RULES, exemptPaths: ['deploy/**'] };
    expect(gate([image(vulnerable(finding('high')))], rules)).toStrictEqual({
      ...{ verdict: 'nothing judged: 1 exempt', headline: 'nothing judged: 1 exempt, of 1 image', findings: 0 },
      ...{ acceptancesUsed: [], acceptancesExpired: [] },
      images: [
        {
          ...{ image: 'docker.io/library/nginx:1', state: 'exempt', reasons: ['it stands in exempt files only'] },
          ...{ open: [], platforms: [], blocking: [] },
        },
      ],
    });
  });

  const counted: readonly (readonly [string, Partial<GatedImage['manifests'][number]>, Partial<Finding>, number])[] = [
    ['that two images share by their digest once', {}, {}, 1],
    ['of another manifest', { digest: `sha256:${'2'.repeat(64)}` }, {}, 2],
    ['of another vulnerability', {}, { id: 'CVE-2026-0002' }, 2],
    ['of another package', {}, { package: 'zlib' }, 2],
    ['of another version', {}, { installed: '1.2' }, 2],
  ];
  it.each(counted)('counts a finding %s', (_, manifest, more, number) => {
    const one = image(vulnerable(finding('high')));
    const other = image(vulnerable(finding('high', more)));
    const changed = { ...other, image: 'other', manifests: other.manifests.map((own) => ({ ...own, ...manifest })) };
    expect(gate([one, changed], RULES).findings).toBe(number);
  });

  it('without a gate tells findings of every severity, and stops nothing', () => {
    const result = gate([image(vulnerable(finding('low'), finding('unknown', { id: 'x' })))], {
      ...{ ...RULES, failOn: 'none', treatUnknownAs: 'none' },
    });
    expect(result).toMatchObject({ verdict: 'no gate', headline: 'no gate: 2 findings in 1 image', findings: 2 });
    expect(result.images[0]?.reasons).toEqual(['linux/p0: 1 low, 1 of unknown severity']);
  });

  it('counts of a manifest by severity, the worst first, and nothing that is not there', () => {
    const found = (['low', 'unknown', 'critical', 'low', 'medium'] as const).map((severity, index) =>
      finding(severity, { id: `CVE-${index}` }),
    );
    const reasons = (rules: Partial<GateRules>) =>
      gate([image(vulnerable(...found))], { ...RULES, ...rules }).images[0]?.reasons;
    expect(reasons({ failOn: 'low' })).toEqual(['linux/p0: 1 critical, 1 medium, 2 low, 1 of unknown severity']);
    expect(reasons({ failOn: 'critical' })).toEqual(['linux/p0: 1 critical, 4 that the gate does not count']);
    expect(gate([image(vulnerable(finding('low')))], RULES).images[0]?.reasons).toEqual([
      'linux/p0: 1 that the gate does not count',
    ]);
  });

  const aside = (...whys: readonly SetAside['why'][]) => ({
    setAside: whys.map((why) => ({ why, package: 'zlib', ids: [] })),
  });
  it.each<[string, Verdict, string]>([
    ['an exemption in Defender', { ...CLEAN, ...aside('exempt') }, 'scanned, nothing found, 1 exempted in Defender'],
    [
      'what Defender calls not applicable',
      { ...CLEAN, ...aside('not-applicable', 'not-applicable', 'exempt') },
      'scanned, nothing found, 1 exempted in Defender, 2 that Defender calls not applicable',
    ],
    [
      'both beside what counts',
      { ...vulnerable(finding('high')), ...aside('not-applicable'), doubt: { type: 'pending', reason: 'an old scan' } },
      '1 high, 1 that Defender calls not applicable, an old scan',
    ],
  ])('tells %s', (_, verdict, reason) => {
    expect(gate([image(verdict)], RULES).images[0]?.reasons).toEqual([`linux/p0: ${reason}`]);
  });

  it.each<[Doubt['type'], string]>([
    ['error', 'not decided: 1 could not be asked'],
    ['pending', 'not decided: 1 pending'],
  ])('passes nothing whose findings may not be all (%s), though none of them counts', (type, verdict) => {
    const doubt: Doubt = { type, reason: 'r' };
    expect(gate([image({ ...vulnerable(finding('low')), doubt })], RULES).verdict).toBe(verdict);
    const [failed] = gate([image({ ...vulnerable(finding('high')), doubt }, CLEAN)], RULES).images;
    expect(failed).toMatchObject({ state: 'failed', open: [type] });
  });

  const unknowns: readonly (readonly [string, Unresolved | undefined, object])[] = [
    [
      'nothing, with what its state says to do',
      undefined,
      {
        ...{ state: 'not-checked', reasons: ['no manifest of it is known, so Defender could not be asked'] },
        ...{ remedy: IMAGE_STATES['not-checked'].remedy, unresolved: true, open: ['not-checked'] },
      },
    ],
    [
      'something that has a remedy of its own',
      { state: 'unsupported', reason: 'r', remedy: 'copy it' },
      { state: 'unsupported', reasons: ['r'], remedy: 'copy it', unresolved: true, open: ['unsupported'] },
    ],
    [
      'that the gate itself could not ask, which no other stage tells',
      { state: 'error', reason: 'r', asked: true },
      { state: 'error', reasons: ['r'], remedy: IMAGE_STATES.error.remedy, open: ['error'] },
    ],
  ];
  it.each(unknowns)('of an image of which no manifest is known tells %s', (_, why, told) => {
    const [result] = gate([why === undefined ? image() : { ...image(), unresolved: why }], RULES).images;
    expect(result).toStrictEqual({
      ...{ image: 'docker.io/library/nginx:1', platforms: [], blocking: [] },
      ...told,
    });
  });

  const parts: readonly (readonly [string, Verdict, Partial<Unchecked>, ImageState, readonly ImageState[]])[] = [
    ['that nobody asked for decides nothing', CLEAN, {}, 'passed', []],
    ['that was asked for is not checked', CLEAN, { state: 'not-checked' }, 'not-checked', ['not-checked']],
    [
      'that nobody could ask about is worse than a pending one',
      PENDING,
      { state: 'error' },
      'error',
      ['error', 'pending'],
    ],
    [
      'that is not checked is told beside a pending one',
      PENDING,
      { state: 'not-checked' },
      'pending',
      ['pending', 'not-checked'],
    ],
    [
      'is no worse than a finding that counts, and told',
      vulnerable(finding('high')),
      { state: 'error' },
      'failed',
      ['error'],
    ],
  ];
  it.each(parts)('a platform without a manifest %s, and is named', (_, verdict, more, state, open) => {
    const unchecked = [{ what: 'linux/arm64', reason: 'not checked', ...more }];
    const [result] = gate([{ ...image(verdict), unchecked }], RULES).images;
    expect([result?.state, result?.open]).toEqual([state, open]);
    expect(result?.reasons).toHaveLength(2);
    expect(result?.reasons[1]).toBe('linux/arm64: not checked');
    expect(result?.platforms).toHaveLength(1);
  });

  it('tells of each platform what Defender says and what the gate makes of it, and what to do', () => {
    const told = (...verdicts: readonly Verdict[]) => gate([image(...verdicts)], RULES).images[0];
    const [one, other] = [
      { platform: 'linux/p0', digest: DIGEST },
      { platform: 'linux/p1', digest: DIGEST },
    ];
    expect(told(vulnerable(finding('low')), CLEAN)).toStrictEqual({
      ...{ image: 'docker.io/library/nginx:1', state: 'passed', open: [], blocking: [] },
      reasons: ['linux/p0: 1 that the gate does not count', 'linux/p1: scanned, nothing found'],
      platforms: [
        { ...one, verdict: 'vulnerable', state: 'passed', reason: '1 that the gate does not count' },
        { ...other, verdict: 'clean', state: 'passed', reason: 'scanned, nothing found' },
      ],
    });
    expect(told(PENDING)?.remedy).toBe(IMAGE_STATES.pending.remedy);
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

    it('that name nothing are not used', () => {
      const other = { ...acceptance, id: 'CVE-2026-0009' };
      const result = gate(images, { ...RULES, accepted: [other, acceptance] });
      expect(result).toMatchObject({ verdict: 'passed', acceptancesUsed: [acceptance], acceptancesExpired: [] });
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
      const [never] = gate(images, RULES).images;
      expect(never?.blocking).toStrictEqual([{ platform: 'linux/p0', digest: DIGEST, finding: finding('high') }]);
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
