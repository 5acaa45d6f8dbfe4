import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/defender/finding.ts';
import type { GatedImage, GateRules } from '../../src/defender/gate.ts';
import { gatedDeployment } from '../../src/defender/gated-deployment.ts';
import type { Verdict } from '../../src/defender/verdict.ts';
import { gatedDeploymentSection, gatedDeploymentSentence } from '../../src/report/gated-deployment-section.ts';

const RULES: GateRules = {
  failOn: 'high',
  onlyFixable: false,
  treatUnknownAs: 'high',
  accepted: [],
  exemptPaths: ['dev/**'],
  today: '2026-11-30',
};

function finding(more: Partial<Finding> = {}): Finding {
  return { id: 'CVE-2026-0001', package: 'openssl', fixable: 'yes', severity: 'high', ...more };
}

function image(name: string, verdict: Verdict, file = 'app.yaml'): GatedImage {
  return { image: name, files: [file], manifests: [{ platform: 'linux/amd64', digest: `sha256:${name}`, verdict }] };
}

const vulnerable = (...findings: readonly Finding[]): Verdict => ({ type: 'vulnerable', findings });
const stopped = (images: readonly GatedImage[], rules: Partial<GateRules> = {}) =>
  gatedDeployment(images, { ...RULES, ...rules })?.stopped;

describe('gated deployment', () => {
  it('stops what has a finding of the gate’s severity or above, worst first', () => {
    const images = [
      image('low', vulnerable(finding({ severity: 'low' }))),
      image('high', vulnerable(finding(), finding({ id: 'CVE-2026-0002' }))),
      image('critical', vulnerable(finding({ severity: 'critical' }))),
    ];
    expect(stopped(images)).toEqual([
      { image: 'critical', findings: 1, worst: 'critical', accepted: false },
      { image: 'high', findings: 2, worst: 'high', accepted: false },
    ]);
    const more = image('more', vulnerable(finding(), ...['2', '3'].map((id) => finding({ id, severity: 'low' }))));
    expect(stopped([...images, more], { failOn: 'low' })).toEqual([
      { image: 'critical', findings: 1, worst: 'critical', accepted: false },
      { image: 'more', findings: 3, worst: 'high', accepted: false },
      { image: 'high', findings: 2, worst: 'high', accepted: false },
      { image: 'low', findings: 1, worst: 'low', accepted: false },
    ]);
    expect(stopped(images, { failOn: 'critical' })?.map(({ image }) => image)).toEqual(['critical']);
  });

  it('takes the severity of Defender’s own rule where there is no gate', () => {
    const images = [image('a', vulnerable(finding())), image('b', vulnerable(finding({ severity: 'medium' })))];
    expect(gatedDeployment(images, { ...RULES, failOn: 'none' })).toMatchObject({ severity: 'high', admitted: 1 });
    expect(stopped(images, { failOn: 'none' })?.map(({ image }) => image)).toEqual(['a']);
  });

  it('knows nothing of fixes and acceptances, which open the gate alone', () => {
    const accepted = [{ id: 'CVE-2026-0001', until: '2026-12-31', reason: 'r', place: 'p' }];
    const images = [image('a', vulnerable(finding({ fixable: 'no' })))];
    expect(stopped(images, { onlyFixable: true })?.map(({ image }) => image)).toEqual(['a']);
    expect(stopped(images, { accepted })).toEqual([{ image: 'a', findings: 1, worst: 'high', accepted: true }]);
  });

  it('does not say that what was never scanned, or stands in exempt paths, would be let in', () => {
    const images = [
      image('clean', { type: 'clean' }),
      image('pending', { type: 'pending', reason: 'no scan yet' }),
      image('exempt', vulnerable(finding()), 'dev/app.yaml'),
    ];
    const told = gatedDeployment(images, RULES);
    expect(told).toEqual({ severity: 'high', stopped: [], unscanned: ['pending'], exempt: ['exempt'], admitted: 1 });
    if (told === undefined) return;
    expect(gatedDeploymentSentence(told)).toBe(
      'a rule for high severity or above would stop 0 of 3 images that the gate asked about; 1 not scanned; 1 in exempt paths.',
    );
    expect(gatedDeploymentSection(told)).toContain('Let in unscanned, unless the rule blocks images without results');
  });

  it('says nothing where nothing was asked', () => {
    expect(gatedDeployment([], RULES)).toBeUndefined();
  });
});
