import { describe, expect, it } from 'vitest';
import { type GatedImage, gate } from '../../src/defender/gate.ts';
import { summaryOf } from '../../src/report/summary/summary.ts';
import { isSummaryWanted } from '../../src/report/summary/wanted.ts';
import { gatedImage, largeReport, publicUse, RULES, runReport } from './run-report.ts';

const RULES_REPORT = { before: 0, after: 1, cap: 50, created: [], withdrawn: [], excess: [] };

/** The summary of a run that did nothing but judge. */
function summary(images: readonly GatedImage[]): string {
  return summaryOf(runReport({ gate: gate(images, RULES) }));
}

/** The images of a fold, in order. */
function rowsOf(text: string, title: string): readonly string[] {
  const [, fold = ''] = text.split(new RegExp(`<summary>[^<]*${title}[^<]*</summary>`));
  return [...(fold.split('</details>')[0]?.matchAll(/^\| <code>(.*?)<\/code>/gm) ?? [])].map(([, name]) => name ?? '');
}

const many = (number: number, make: (index: number) => GatedImage) =>
  Array.from({ length: number }, (_, at) => make(at));

/** What GitHub shows at most on a screen of 1080 pixels, beside its own header, and how wide a line is. */
const SCREEN_PIXELS = 900;
const LINE_CHARS = 130;

/** How high the text is before the first fold, in pixels, as GitHub's own style sheet has it. */
function heightOf(text: string): number {
  const [open = ''] = text.split('<details>');
  let height = 0;
  for (const line of open.split('\n')) {
    const seen = line.replaceAll(/<[^>]*>/g, '').replaceAll(/\]\([^)]*\)/g, '');
    const wrapped = Math.max(1, Math.ceil(seen.length / LINE_CHARS));
    if (/^\|[\s|:-]+\|$/.test(line)) continue;
    if (line === '') height += 8;
    else if (line.startsWith('#')) height += 50;
    else if (line.startsWith('|')) height += 13 + 24 * (line.split('<br>').length - 1 + wrapped);
    else height += 24 * wrapped;
  }
  return height;
}

describe('the summary', () => {
  it.each([1, 30, 300, 10_000])(
    'of %i images has at most 1 MiB, and at most 3 screens before the first fold',
    (images) => {
      const text = summaryOf(largeReport(images));
      expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      expect(heightOf(text)).toBeLessThan(3 * SCREEN_PIXELS);
    },
  );

  it('says first what the verdict is, then the counts, what to do next, the problems, and all else in folds', () => {
    const text = summaryOf(largeReport(30));
    expect(text.split('\n')[0]).toBe('## ❌ Gate failed: 10 images have critical or high findings');
    const order = ['| images | 30 |', '### Next', '1. ', '### Problems', '<details>', '<summary>Covered: '];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(text.match(/^\d\. /gm)?.length).toBeLessThanOrEqual(5);
  });

  it('has one row a reason, with its images folded', () => {
    const text = summaryOf(largeReport(300));
    const folds = [...text.matchAll(/<summary>(⚠️ No rule: .*?)<\/summary>/g)].map(([, title]) => title);
    expect(folds).toHaveLength(4);
    expect(folds[0]).toBe('⚠️ No rule: host-1.example needs a credential set · 15 images');
  });

  it('of thousands of images that fail names every one', () => {
    const text = summaryOf(largeReport(10_000));
    expect(rowsOf(text, '3334 images that the gate stops')).toHaveLength(3334);
  });

  it('says how far the repository is, before and after the change', () => {
    const uses = [
      publicUse('docker.io/library/nginx:1', 'a.yaml', 1),
      publicUse('quay.io/acme/app:1', 'a.yaml', 2),
      { ...publicUse('docker.io/library/redis:8', 'a.yaml', 3), class: 'cached' as const },
    ];
    const moved = [{ file: 'a.yaml', line: 1, from: 'docker.io/library/nginx:1', to: 'x' }];
    const text = summaryOf(
      runReport({ uses, registry: 'contoso.azurecr.io', scope: 'changed', rewrite: { moved, left: [] } }),
    );
    expect(text).toContain('Pulled from contoso.azurecr.io: 1 of 3 images; this change +1');
  });

  it('says how much of what the SKU includes is taken, and at a price given what it costs', () => {
    const GIB = 1024 ** 3;
    const storage = { images: [], total: 5 * GIB, plan: { sku: 'Standard', included: 100 * GIB }, monthly: 0.5 };
    expect(summaryOf(runReport({ storage }))).toContain(
      '| 5.0 GiB | 5 % of the 100.0 GiB that Standard includes; at most 0.50 a month at the price given |',
    );
  });

  it('links the registry, the run and the pages that tell more', () => {
    const links = { portal: 'https://portal.azure.com/#resource/r', run: 'https://github.com/o/r/actions/runs/1' };
    const text = summaryOf(runReport({ registry: 'contoso.azurecr.io', links: { ...links, docs: 'https://d/' } }));
    expect(text).toContain(
      'ACR Artifact Cache · [contoso.azurecr.io](https://portal.azure.com/#resource/r) · [this run](https://github.com/o/r/actions/runs/1) · [what this means](https://d/summary.md)',
    );
  });
});

describe('the summary of a gate', () => {
  it('has every failing image before what passed, however many there are, and counts what passed in a fold', () => {
    const text = summary([
      ...many(230, (index) => gatedImage(`a/clean-${index}`, 'app.yaml')),
      ...many(20, (index) => gatedImage(`z/bad-${index}`, 'app.yaml', {})),
    ]);
    expect(rowsOf(text, '20 images that the gate stops')).toEqual(
      many(20, (index) => gatedImage(`z/bad-${index}`, '')).map(({ image: name }) => name),
    );
    expect(text.indexOf('z/bad-0')).toBeLessThan(text.indexOf('<details>'));
    expect(text.indexOf('z/bad-19')).toBeLessThan(text.indexOf('a/clean-0'));
    expect(text).toContain('<details><summary>230 images passed</summary>');
  });

  it('has the worst first, of the images and of their findings', () => {
    const text = summary(
      [
        gatedImage('pending', 'app.yaml'),
        gatedImage('high', 'app.yaml', {}, {}, {}),
        gatedImage('critical', 'app.yaml', { package: 'first' }, { severity: 'critical', package: 'worst' }),
      ].map((one) => (one.image === 'pending' ? { ...one, manifests: [] } : one)),
    );
    expect(rowsOf(text, '2 images that the gate stops')).toEqual(['critical', 'high']);
    expect(rowsOf(text, 'Gate: 1 not checked')).toEqual(['pending']);
    expect(text.indexOf('in worst')).toBeLessThan(text.indexOf('in first'));
  });

  it('links the ids of findings that have a page, and no others', () => {
    const text = summary([gatedImage('a', 'app.yaml', { id: 'CVE-2026-0001' }, { id: 'MSRC](https://evil.example)' })]);
    expect(text).toContain('[CVE-2026-0001](https://nvd.nist.gov/vuln/detail/CVE-2026-0001) in openssl');
    expect(text).not.toContain('](https://evil.example)');
  });

  it('tells what is exempt as a count in a fold', () => {
    const text = summary([gatedImage('a', 'dev/app.yaml', {})]);
    expect(text).toContain('<details><summary>1 image exempt</summary>');
    expect(text).not.toContain('that the gate stops');
  });

  it('of thousands of failing images names fewer findings of each, and all of them', () => {
    const findings = Array.from({ length: 30 }, () => ({}));
    const text = summary(many(2000, (index) => gatedImage(`bad-${index}`, 'app.yaml', ...findings)));
    expect(rowsOf(text, '2000 images that the gate stops')).toHaveLength(2000);
    expect(Buffer.byteLength(text)).toBeLessThan(900 * 1024);
  });
});

describe('isSummaryWanted', () => {
  it.each([
    ['nothing new', runReport({ scope: 'changed' }), [true, false, false]],
    ['a new image', runReport({ scope: 'changed', tally: { public: 1, covered: 1 } }), [true, true, false]],
    ['an image that was there', runReport({ tally: { public: 1, covered: 1 } }), [true, false, false]],
    [
      'a rule',
      runReport({ rules: { ...RULES_REPORT, created: [{ name: 'r', source: 's', target: 't' }] } }),
      [true, true, false],
    ],
    ['a failure', runReport({ gate: gate([gatedImage('a', 'app.yaml', {})], RULES) }), [true, true, true]],
  ] as const)('%s', (_, report, expected) => {
    expect((['always', 'on-change', 'on-failure'] as const).map((when) => isSummaryWanted(report, when))).toEqual(
      expected,
    );
  });
});
