import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/defender/finding.ts';
import { type GatedImage, gate } from '../../src/defender/gate.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { summaryOf } from '../../src/report/summary.ts';

const RULES = {
  failOn: 'high',
  onlyFixable: false,
  treatUnknownAs: 'high',
  accepted: [],
  exemptPaths: ['dev/**'],
  today: '2026-11-23',
} as const;

function image(name: string, file: string, ...findings: readonly Partial<Finding>[]): GatedImage {
  const found = findings.map(
    (more, index): Finding => ({
      id: `CVE-2026-${10_000 + index}`,
      package: 'openssl',
      fixable: 'no',
      severity: 'high',
      ...more,
    }),
  );
  const verdict =
    found.length === 0 ? ({ type: 'clean' } as const) : ({ type: 'vulnerable', findings: found } as const);
  return { image: name, files: [file], manifests: [{ platform: 'linux/amd64', digest: 'sha256:1', verdict }] };
}

/** The summary of a run that did nothing but judge. */
function summary(images: readonly GatedImage[]): string {
  const report: RunReport = {
    version: 1,
    registry: undefined,
    apply: { applied: true, reason: '' },
    scope: 'all',
    uses: [],
    leftAside: [],
    unseen: [],
    warnings: [],
    plan: undefined,
    rules: undefined,
    warmed: [],
    moved: [],
    storage: undefined,
    gate: gate(images, RULES),
    rewrite: { moved: [], left: [] },
    afterwards: { consumers: [], updates: '', forecast: undefined },
    review: { suggestions: 0, text: '' },
    problems: [],
    tally: {
      images: 0,
      publicFound: 0,
      changedOnly: false,
      public: 0,
      cached: 0,
      covered: 0,
      planned: 0,
      uncovered: 0,
      rulesCreated: 0,
      rulesToCreate: 0,
      warm: 0,
      unwarmed: 0,
      unscanned: 0,
      unreadable: 0,
      stale: 0,
      dangling: 0,
      suggestions: 0,
      excess: 0,
    },
    outcome: { failed: true, attention: true, headline: 'h', failures: [] },
    sarifCut: [],
  };
  return summaryOf(report);
}

/** The images of the open table, in order. */
function rows(text: string): readonly string[] {
  const open = text.replaceAll(/<details>.*?<\/details>/gs, '');
  return [...open.matchAll(/^\| <code>(.*?)<\/code> \| (?:failed|not-checked)/gm)].map(([, name]) => name ?? '');
}

const many = (number: number, make: (index: number) => GatedImage) =>
  Array.from({ length: number }, (_, at) => make(at));

describe('the summary of a gate', () => {
  it('has every failing image before what passed, however many there are, and counts what passed in a fold', () => {
    const text = summary([
      ...many(230, (index) => image(`a/clean-${index}`, 'app.yaml')),
      ...many(20, (index) => image(`z/bad-${index}`, 'app.yaml', {})),
    ]);
    expect(rows(text)).toEqual(many(20, (index) => image(`z/bad-${index}`, '')).map(({ image: name }) => name));
    expect(text).toContain('<details><summary>230 images passed</summary>');
  });

  it('has the worst first, of the images and of their findings', () => {
    const text = summary(
      [
        image('pending', 'app.yaml'),
        image('high', 'app.yaml', {}, {}, {}),
        image('critical', 'app.yaml', { package: 'first' }, { severity: 'critical', package: 'worst' }),
      ].map((one) => (one.image === 'pending' ? { ...one, manifests: [] } : one)),
    );
    expect(rows(text)).toEqual(['critical', 'high', 'pending']);
    expect(text.indexOf('in worst')).toBeLessThan(text.indexOf('in first'));
  });

  it('links the ids of findings that have a page, and no others', () => {
    const text = summary([image('a', 'app.yaml', { id: 'CVE-2026-0001' }, { id: 'MSRC](https://evil.example)' })]);
    expect(text).toContain('[CVE-2026-0001](https://nvd.nist.gov/vuln/detail/CVE-2026-0001) in openssl');
    expect(text).not.toContain('](https://evil.example)');
  });

  it('tells what is exempt as a count in a fold', () => {
    const text = summary([image('a', 'dev/app.yaml', {})]);
    expect(text).toContain('<details><summary>1 image exempt</summary>');
    expect(rows(text)).toEqual([]);
  });

  it('of thousands of failing images names fewer findings of each, and all of them', () => {
    const findings = Array.from({ length: 30 }, () => ({}));
    const text = summary(many(2000, (index) => image(`bad-${index}`, 'app.yaml', ...findings)));
    expect(rows(text)).toHaveLength(2000);
    expect(Buffer.byteLength(text)).toBeLessThan(900 * 1024);
  });
});
