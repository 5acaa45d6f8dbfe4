import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AcceptedFinding } from '../../src/defender/accept.ts';
import type { Finding } from '../../src/defender/finding.ts';
import { type GatedImage, type GateRules, gate, type Unchecked, unscannedImages } from '../../src/defender/gate.ts';
import type { Doubt, Verdict } from '../../src/defender/verdict.ts';
import { asksDefender, FAIL_WHEN, type FailWhen, SEVERITIES } from '../../src/inputs/inputs.ts';
import { decide } from '../../src/outcome/outcome.ts';
import { NOTHING } from '../outcome/numbers.ts';

/** A law of judge and outcome together: what makes a run worse never turns a step that fails into one that passes. */

interface Image extends GatedImage {
  readonly isNew: boolean;
}

interface Run {
  readonly images: readonly Image[];
  readonly rules: GateRules;
  readonly failWhen: ReadonlySet<FailWhen>;
  readonly gateScope: 'new' | 'all';
  readonly isQueue: boolean;
}

function fails({ images, rules, failWhen, gateScope, isQueue }: Run): boolean {
  const asked = asksDefender({ failOn: rules.failOn, failWhen })
    ? images.filter(({ isNew }) => isNew || gateScope === 'all')
    : [];
  const result = gate(asked, rules);
  const tally = { ...NOTHING, unscanned: unscannedImages(result) };
  return decide(tally, result, [], failWhen, { asks: true, isQueue }).failed;
}

const SEVERITY = fc.constantFrom(...SEVERITIES);
const finding: fc.Arbitrary<Finding> = fc.record({
  id: fc.constantFrom('CVE-1', 'CVE-2'),
  package: fc.constantFrom('zlib', 'openssl'),
  fixable: fc.constantFrom('yes', 'no', 'unknown'),
  severity: fc.oneof(SEVERITY, fc.constant('unknown' as const)),
});
const doubt: fc.Arbitrary<Doubt> = fc.record({ type: fc.constantFrom('pending', 'error'), reason: fc.constant('r') });
const vulnerable: fc.Arbitrary<Verdict> = fc.record(
  { type: fc.constant('vulnerable'), findings: fc.array(finding, { minLength: 1, maxLength: 2 }), doubt },
  { requiredKeys: ['type', 'findings'] },
);
const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constant<Verdict>({ type: 'clean' }),
  vulnerable,
  fc.record({ type: fc.constantFrom('pending', 'unsupported', 'error'), reason: fc.constant('r') }),
);
const manifest = verdict.map((one) => ({ platform: 'linux/amd64', digest: 'sha256:1', verdict: one }));
const unchecked: fc.Arbitrary<Unchecked> = fc.record(
  { what: fc.constant('linux/arm64'), reason: fc.constant('r'), state: fc.constantFrom('not-checked', 'error') },
  { requiredKeys: ['what', 'reason'] },
);
const file = fc.constantFrom('app.yaml', 'samples/app.yaml');
const image: fc.Arbitrary<Image> = fc.record({
  image: fc.constantFrom('quay.io/acme/app:1', 'quay.io/acme/other:1'),
  files: fc.array(file, { minLength: 1, maxLength: 2 }),
  manifests: fc.array(manifest, { maxLength: 2 }),
  unchecked: fc.array(unchecked, { maxLength: 1 }),
  isNew: fc.boolean(),
});
const acceptance: fc.Arbitrary<AcceptedFinding> = fc.record({
  id: fc.constantFrom('CVE-1', 'CVE-2'),
  ...{ until: fc.constantFrom('2026-11-29', '2026-11-30', '2026-12-01'), reason: fc.constant('r') },
  place: fc.constant('p'),
});
const failOn = fc.oneof(SEVERITY, fc.constant('none' as const));
const run: fc.Arbitrary<Run> = fc.record({
  images: fc.array(image, { maxLength: 2 }),
  rules: fc.record({
    ...{ failOn, onlyFixable: fc.boolean(), treatUnknownAs: failOn, accepted: fc.array(acceptance, { maxLength: 2 }) },
    ...{ exemptPaths: fc.constantFrom([], ['samples/**']), today: fc.constant('2026-11-30') },
  }),
  failWhen: fc.subarray([...FAIL_WHEN]).map((words) => new Set(words)),
  ...{ gateScope: fc.constantFrom('new', 'all'), isQueue: fc.boolean() },
});

type Worsening = (run: Run) => Run;

/** Of lists and severities the one that lets more through is further to the right. */
const wider = (word: GateRules['failOn'], to: GateRules['failOn']): GateRules['failOn'] => {
  const order = ['none', ...SEVERITIES];
  return order.indexOf(to) > order.indexOf(word) ? to : word;
};
const worse = (word: GateRules['treatUnknownAs'], to: GateRules['treatUnknownAs']): GateRules['treatUnknownAs'] => {
  const order = [...SEVERITIES, 'none'];
  return order.indexOf(to) < order.indexOf(word) ? to : word;
};
const withRules =
  (change: (rules: GateRules) => Partial<GateRules>): Worsening =>
  (given) => ({
    ...given,
    rules: { ...given.rules, ...change(given.rules) },
  });
const withImages =
  (change: (one: Image) => Image): Worsening =>
  (given) => ({
    ...given,
    images: given.images.map(change),
  });
/** Where something of the image is known: an image that is found out about may well turn out to be clean. */
const known = (change: (one: Image) => Image): Worsening =>
  withImages((one) => (one.manifests.length === 0 ? one : change(one)));
const withFinding = (own: Verdict, more: Finding): Verdict => {
  if (own.type === 'clean') return { type: 'vulnerable', findings: [more] };
  return own.type === 'vulnerable' ? { ...own, findings: [...own.findings, more] } : own;
};

const WORSENINGS: Readonly<Record<string, fc.Arbitrary<Worsening>>> = {
  'a finding more': finding.map((more) =>
    known((one) => ({
      ...one,
      manifests: one.manifests.map((own) => ({ ...own, verdict: withFinding(own.verdict, more) })),
    })),
  ),
  'a doubt about what was found': doubt.map((more) =>
    known((one) => ({
      ...one,
      manifests: one.manifests.map((own) =>
        own.verdict.type === 'vulnerable' ? { ...own, verdict: { ...own.verdict, doubt: more } } : own,
      ),
    })),
  ),
  'a platform more': manifest.map((more) => known((one) => ({ ...one, manifests: [...one.manifests, more] }))),
  'a platform that is not checked': unchecked.map((more) =>
    known((one) => ({ ...one, unchecked: [...(one.unchecked ?? []), more] })),
  ),
  'an image more': image.map((more) => (given) => ({ ...given, images: [...given.images, more] })),
  'an image that is new': fc.constant(withImages((one) => ({ ...one, isNew: true }))),
  'an image in another file': fc.constant(withImages((one) => ({ ...one, files: [...one.files, 'app.yaml'] }))),
  'an acceptance less': fc
    .nat(1)
    .map((place) => withRules(({ accepted }) => ({ accepted: accepted.filter((_, index) => index !== place) }))),
  'a later day': fc.constant(withRules(() => ({ today: '2026-12-02' }))),
  'no exempt paths': fc.constant(withRules(() => ({ exemptPaths: [] }))),
  'a wider fail-on': failOn.map((to) => withRules((rules) => ({ failOn: wider(rules.failOn, to) }))),
  'a worse treat-unknown-as': failOn.map((to) =>
    withRules((rules) => ({ treatUnknownAs: worse(rules.treatUnknownAs, to) })),
  ),
  'findings that nobody can fix': fc.constant(withRules(() => ({ onlyFixable: false }))),
  'a wider gate-scope': fc.constant((given) => ({ ...given, gateScope: 'all' })),
  'a word more in fail-when': fc
    .constantFrom(...FAIL_WHEN)
    .map((word) => (given) => ({ ...given, failWhen: new Set([...given.failWhen, word]) })),
  'a merge queue': fc.constant((given) => ({ ...given, isQueue: true })),
};

describe('a step that fails', () => {
  it.each(Object.entries(WORSENINGS))('is never turned green by %s', (_, worsening) => {
    fc.assert(
      fc.property(run, worsening, (given, worsened) => {
        fc.pre(fails(given));
        expect(fails(worsened(given))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
