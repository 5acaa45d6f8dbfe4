import type { Finding } from '../../src/defender/finding.ts';
import { type GatedImage, type GateRules, gate } from '../../src/defender/gate.ts';
import { parseReference } from '../../src/images/reference.ts';
import { decide } from '../../src/outcome/outcome.ts';
import type { Tally } from '../../src/outcome/tally.ts';
import type { WarmResult } from '../../src/registry/warming/warm-result.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import type { ClassifiedUse } from '../../src/uses/classes.ts';
import { NOTHING } from '../outcome/numbers.ts';

/** Reports of runs that never were, for what is made of them. */

export const RULES: GateRules = {
  failOn: 'high',
  onlyFixable: false,
  treatUnknownAs: 'high',
  accepted: [],
  exemptPaths: ['dev/**'],
  today: '2026-11-23',
};

/** An image that the gate is asked about. */
export function gatedImage(name: string, file: string, ...findings: readonly Partial<Finding>[]): GatedImage {
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
  return { image: name, files: [file], manifests: [{ platform: 'linux/amd64', digest: `sha256:${name}`, verdict }] };
}

/** A report that says nothing but what is given; its outcome is decided by it. */
export function runReport({
  tally: numbers = {},
  ...given
}: Omit<Partial<RunReport>, 'tally' | 'outcome'> & { readonly tally?: Partial<Tally> } = {}): RunReport {
  const tally = { ...NOTHING, ...numbers };
  const judged = given.gate ?? gate([], { ...RULES, failOn: 'none' });
  const problems = given.problems ?? [];
  return {
    version: 1,
    registry: undefined,
    notes: [],
    replicas: [],
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
    gate: judged,
    rewrite: { moved: [], left: [] },
    afterwards: { consumers: [], updates: '', forecast: undefined },
    review: { suggestions: 0, text: '' },
    problems,
    tally,
    outcome: decide(tally, judged, problems, new Set(['error']), { asks: true, isQueue: false }),
    sarifCut: [],
    links: {},
    ...given,
  };
}

/** What a use of an image says, at a line of its own. */
export function publicUse(image: string, file: string, line: number): ClassifiedUse {
  const reference = parseReference(image);
  if (reference === undefined) throw new Error(`${image} is no reference`);
  return {
    ...{ file, line, column: 12, text: image, image, reference, source: reference },
    ...{ class: 'public', kind: 'kubernetes', part: 'whole', also: [], slots: [] },
  };
}

/**
 * A run over so many images that meets everything at once: a third fails the gate, a fifth has no rule for one of four reasons, a
 * tenth is not served, and every file is one of its own.
 */
export function largeReport(images: number): RunReport {
  const names = Array.from(
    { length: images },
    (_, index) => `docker.io/library/team-${index}-service-with-a-long-name`,
  );
  const uses = names.map((name, index) => publicUse(`${name}:1.${index}`, `teams/team-${index}/deploy/base.yaml`, 21));
  const isRefused = (index: number) => index % 5 === 1;
  const refused = names.flatMap((source, index) =>
    isRefused(index)
      ? [
          {
            ...{ source, uses: 1, message: `host-${index % 4}.example needs a credential set`, remedy: 'Make one.' },
            commands: [`az acr credential-set create --registry contoso --login-server host-${index % 4}.example`],
            refusal: { reason: 'credential-set-missing', host: `host-${index % 4}.example` } as const,
          },
        ]
      : [],
  );
  const covered = names.flatMap((source, index) =>
    isRefused(index)
      ? []
      : [
          {
            source,
            uses: 1,
            repository: source,
            rule: `rule-${index}`,
            by: index % 2 === 0 ? 'new' : 'existing',
          } as const,
        ],
  );
  const warmed = covered.map(
    ({ source }, index): WarmResult => ({
      ...{
        request: { image: `${source}:1`, repository: source, tag: '1' },
        bytes: 1e6,
        milliseconds: 900,
        requests: 7,
      },
      ...(index % 10 === 0
        ? {
            status: 'not-served',
            reason: { kind: 'not-found', message: 'there is no such image', remedy: 'correct it' },
          }
        : {
            status: 'warm',
            served: {
              ...{ digest: 'sha256:1', mediaType: 'm', isIndex: false, platforms: [], missing: [], wanted: 'all' },
              contents: [],
            },
          }),
    }),
  );
  const judged = gate(
    uses.map(({ text, file }, index) =>
      index % 3 === 0
        ? gatedImage(text, file, { severity: 'critical' }, {}, { package: 'zlib', fixedIn: '1.3.1' })
        : gatedImage(text, file),
    ),
    RULES,
  );
  return runReport({
    ...{ registry: 'contoso.azurecr.io', uses, warmed, gate: judged },
    plan: {
      ...{ version: 1, covered, refused, create: [], drifted: [], unused: [] },
      room: { cap: 50, present: 40, creating: 0, remaining: 10, needed: images },
    },
    rules: { before: 30, after: 40, cap: 50, created: [], withdrawn: [], excess: [] },
    rewrite: {
      moved: uses
        .slice(0, Math.ceil(images / 2))
        .map(({ file, line, text }) => ({ file, line, from: text, to: `contoso.azurecr.io/${text}` })),
      left: uses
        .slice(0, Math.ceil(images / 3))
        .map(({ file, line, text }) => ({ file, line, text, reason: 'suggest-kinds does not name it' })),
    },
    warnings: uses.slice(0, Math.ceil(images / 20)).map(({ file, line }) => ({ file, line, reason: 'it is no YAML' })),
    problems: uses
      .slice(0, Math.ceil(images / 30))
      .map((_, index) => ({ stage: 'warm', message: `warm: server ${index} did not answer; run again` })),
    review: { suggestions: 30, text: 'On the pull request: 30 suggestions posted.' },
    links: { portal: 'https://portal.azure.com/#resource/x', run: 'https://github.com/contoso/shop/actions/runs/1' },
    tally: {
      ...{ images, publicFound: images, public: images, covered: covered.length, uncovered: refused.length },
      ...{
        rulesCreated: 3,
        warm: warmed.length,
        unwarmed: Math.ceil(warmed.length / 10),
        unreadable: Math.ceil(images / 20),
      },
    },
  });
}
