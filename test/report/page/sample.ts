import { gate } from '../../../src/defender/gate.ts';
import type { RunReport } from '../../../src/report/run-report.ts';
import type { ClassifiedUse } from '../../../src/uses/classes.ts';
import { RULES, runReport } from '../run-report.ts';

/** A run whose images are of every sort: failing, passed, pending, refused, the team's own; as many as wanted. */
export function sampleReport(images: number, hostile?: string): RunReport {
  const names = Array.from({ length: images }, (_, index) => `quay.io/acme/app-${index}:1.${index % 7}`);
  const all = hostile === undefined ? names : [...names, hostile];
  return runReport({
    registry: 'contoso.azurecr.io',
    uses: all.flatMap((name, index) => usesOf(name, index, hostile)),
    unseen: [
      {
        ...{ type: 'chart', file: hostile ?? 'Chart.yaml', line: 3 },
        ...{ source: hostile ?? 'chart redis 1.0.0', remedy: 'helm template .' },
      },
    ],
    warnings: [{ file: 'broken.yaml', line: 1, reason: hostile ?? 'it does not parse' }],
    plan: planOf(all, hostile),
    rules: { before: 31, after: 34, cap: 50, created: [], withdrawn: [], excess: [] },
    gate: gate(all.map(judged), RULES),
    rewrite: {
      moved: [{ file: 'app.yaml', line: 7, from: names[0] ?? '', to: `contoso.azurecr.io/${hostile ?? names[0]}` }],
      left: [],
    },
    problems: [{ stage: 'warm', message: hostile ?? 'warm: something' }],
  });
}

function usesOf(image: string, index: number, hostile: string | undefined): readonly ClassifiedUse[] {
  const use: ClassifiedUse = {
    ...{ file: hostile ?? `deploy/app-${index}.yaml`, line: 7, column: 12, text: image, image },
    ...{ kind: 'kubernetes', part: 'whole', also: [], slots: [], class: index % 10 === 9 ? 'own' : 'public' },
    source: { registry: 'quay.io', repository: `acme/app-${index}`, tag: `1.${index % 7}` },
    ...(hostile === undefined ? {} : { because: hostile }),
  };
  return index % 4 === 0 ? [use, { ...use, line: 9 }, { ...use, line: 11 }] : [use];
}

function planOf(images: readonly string[], hostile: string | undefined): RunReport['plan'] {
  const sources = images.map((_, index) => `quay.io/acme/app-${index}`);
  return {
    version: 1,
    covered: sources
      .filter((_, index) => index % 3 !== 2)
      .map((source) => ({
        ...{ source, uses: 1, repository: source, rule: source.replaceAll(/\W/g, '-') },
        by: 'existing',
      })),
    create: [],
    refused: sources
      .filter((_, index) => index % 3 === 2)
      .map((source) => ({
        ...{ source, uses: 1, refusal: { reason: 'gone', rule: 'x' } as const },
        ...{ message: hostile ?? 'no room under the cap', remedy: 'raise max-cache-rules', commands: [] },
      })),
    room: { cap: 50, present: 34, creating: 0, remaining: 16, needed: 34 },
    drifted: [],
    unused: [],
  };
}

function judged(image: string, index: number) {
  const verdict =
    index % 5 === 0
      ? ({
          type: 'vulnerable',
          findings: (['high', 'critical'] as const).map((severity, at) => ({
            ...({
              id: `CVE-2026-${1000 + at}`,
              package: 'openssl',
              installed: '3.0.11',
              fixable: 'yes',
              severity,
            } as const),
          })),
        } as const)
      : index % 5 === 1
        ? ({ type: 'pending', reason: 'no scan yet' } as const)
        : ({ type: 'clean' } as const);
  return { image, files: ['app.yaml'], manifests: [{ platform: 'linux/amd64', digest: `sha256:${index}`, verdict }] };
}
