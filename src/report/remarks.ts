import type { GatedImageResult, GateResult } from '../defender/gate.ts';
import type { ClassifiedUse } from '../images/classes.ts';
import { formatReference, nameOf } from '../images/reference.ts';
import type { ScanWarning } from '../manifests/use.ts';
import type { WarmResult } from '../registry/outcome.ts';
import type { Plan, RefusedSource } from '../rules/plan.ts';
import type { Remark } from './remark.ts';

/** What remarks are made from. */
export interface Remarkable {
  /** Uses that this run acts on. */
  readonly uses: Iterable<ClassifiedUse>;
  readonly warnings: readonly ScanWarning[];
  readonly plan: Pick<Plan, 'covered' | 'refused'> | undefined;
  readonly loginServer: string | undefined;
  readonly resultOf: (use: ClassifiedUse) => WarmResult | undefined;
  readonly gate: GateResult;
  /** `file:line` of places that carry a suggestion already. */
  readonly suggested: ReadonlySet<string>;
}

/** One remark for each use that somebody should look at, and for each file that could not be read. */
export function remarksOf(about: Remarkable): readonly Remark[] {
  const refused = new Map(about.plan?.refused.map((source) => [source.source, source]));
  const covered = new Map(about.plan?.covered.map((source) => [source.source, source.repository]));
  const judged = new Map(about.gate.images.map((image) => [image.image, image]));
  const remarks: Remark[] = about.warnings.map(({ file, line, reason }) => ({
    rule: 'unreadable-file',
    level: 'warning',
    file,
    line,
    message: `Not read, so images may be missing from this report: ${reason}`,
  }));
  for (const use of about.uses) {
    const place = { file: use.file, line: use.line, column: use.column };
    const said = [...gateRemark(use, judged, about.gate), ...ruleRemark(use, refused, covered, about)];
    for (const remark of said) remarks.push({ ...remark, ...place });
  }
  return remarks;
}

type Said = Pick<Remark, 'rule' | 'level' | 'message'>;

function gateRemark(
  use: ClassifiedUse,
  judged: ReadonlyMap<string, GatedImageResult>,
  { verdict }: GateResult,
): readonly Said[] {
  if (verdict === 'no gate' || use.source === undefined) return [];
  const image = formatReference(use.source);
  const result = judged.get(image);
  if (result === undefined) return [];
  const why = result.reasons.join('; ');
  switch (result.state) {
    case 'failed':
      return [
        {
          rule: 'vulnerable-image',
          level: 'error',
          message: `${image}: ${why}. Take a version without these findings, or accept them with accept-findings.`,
        },
      ];
    case 'pending':
    case 'unsupported':
    case 'error':
      return [{ rule: 'unscanned-image', level: 'warning', message: `${image} is not judged: ${why}` }];
    case 'passed':
    case 'exempt':
      return [];
  }
}

function ruleRemark(
  use: ClassifiedUse,
  refused: ReadonlyMap<string, RefusedSource>,
  covered: ReadonlyMap<string, string>,
  { resultOf, loginServer, suggested }: Remarkable,
): readonly Said[] {
  if (use.class === 'dangling') {
    return [
      {
        rule: 'dangling-image',
        level: 'warning',
        message: `${use.because ?? use.text}. Restore the rule or correct the image.`,
      },
    ];
  }
  const source = use.source === undefined ? undefined : nameOf(use.source);
  const refusal = source === undefined || use.class === 'cached' ? undefined : refused.get(source);
  if (refusal !== undefined) {
    return [
      { rule: 'uncovered-image', level: 'warning', message: `No cache rule: ${refusal.message}. ${refusal.remedy}` },
    ];
  }
  const result = resultOf(use);
  if (result?.status === 'not-served') {
    const { message, remedy } = result.reason;
    return [
      { rule: 'unserved-image', level: 'warning', message: `The registry could not serve it: ${message}. ${remedy}` },
    ];
  }
  const repository = use.class === 'public' && source !== undefined ? covered.get(source) : undefined;
  if (repository === undefined || loginServer === undefined || suggested.has(`${use.file}:${use.line}`)) return [];
  const name = `${loginServer}/${repository}`;
  return [{ rule: 'public-image', level: 'note', message: `${use.text} can be pulled from ${name}` }];
}
