import { sentences } from '../base/sentences.ts';
import type { GatedImageResult, GateResult } from '../defender/gate.ts';
import { IMAGE_STATES } from '../defender/image-states.ts';
import { nameOf } from '../images/reference.ts';
import type { ScanWarning } from '../manifests/model/use.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import type { CoveredSource, Plan, RefusedSource } from '../rules/plan.ts';
import { type ClassifiedUse, imageOf } from '../uses/classes.ts';
import { findingTexts, worstRank } from './finding-text.ts';
import type { Remark } from './remark.ts';

/** What remarks are made from. */
export interface RemarkSources {
  /** Uses that this run acts on. */
  readonly inScope: Iterable<ClassifiedUse>;
  /** Those that the gate judges, which may be others. */
  readonly gated: Iterable<ClassifiedUse>;
  readonly warnings: readonly ScanWarning[];
  readonly plan: Pick<Plan, 'covered' | 'refused'> | undefined;
  /** Whether the plan's new rules were created. */
  readonly created: boolean;
  readonly loginServer: string | undefined;
  readonly resultOf: (use: ClassifiedUse) => WarmResult | undefined;
  readonly gate: GateResult;
  /** Whether the step fails for what nobody has scanned. */
  readonly failsUnscanned: boolean;
  /** Whether the gate leaves out what stands in the file. */
  readonly isExempt: (file: string) => boolean;
  /** `file:line` of places that carry a suggestion already. */
  readonly suggested: ReadonlySet<string>;
}

/** One remark for each use that somebody should look at, and for each file that could not be read. */
export function remarksOf(about: RemarkSources): readonly Remark[] {
  const refused = new Map(about.plan?.refused.map((source) => [source.source, source]));
  const covered = new Map(about.plan?.covered.map((source) => [source.source, source]));
  const judged = new Map(about.gate.images.map((image) => [image.image, image]));
  const remarks: Remark[] = about.warnings.map(({ file, line, reason }) => ({
    rule: 'unreadable-file',
    level: 'warning',
    file,
    line,
    message: `Images of this file may be missing from the report: ${reason}`,
  }));
  const tell = (use: ClassifiedUse, said: readonly Said[]) => {
    const place = { file: use.file, line: use.line, column: use.column, image: imageOf(use) };
    for (const remark of said) remarks.push({ ...remark, ...place });
  };
  for (const use of about.gated) tell(use, gateRemark(use, judged, about));
  for (const use of about.inScope) tell(use, ruleRemark(use, refused, covered, about));
  return remarks;
}

/** Findings that a remark names; the summary has more, the report all. */
const MAX_FINDINGS = 3;

type Said = Pick<Remark, 'rule' | 'level' | 'message' | 'rank'>;

function gateRemark(
  use: ClassifiedUse,
  judged: ReadonlyMap<string, GatedImageResult>,
  { gate: { verdict }, isExempt, failsUnscanned }: RemarkSources,
): readonly Said[] {
  if (isExempt(use.file)) return [];
  const image = imageOf(use);
  const result = judged.get(image);
  if (result === undefined) return [];
  const why = result.reasons.join('; ');
  const found = `${image}: ${why}: ${findingTexts(result.blocking, MAX_FINDINGS).join(', ')}`;
  const unscanned = (what: string, remedy = 'run again later'): Said => ({
    rule: 'unscanned-image',
    level: failsUnscanned ? 'error' : 'warning',
    message: sentences(`${image} ${what}: ${why}`, remedy),
  });
  switch (IMAGE_STATES[result.state].judgement) {
    case 'fails': {
      const vulnerable: Said = {
        rule: 'vulnerable-image',
        // Without a gate nothing fails for it.
        level: verdict === 'no gate' ? 'note' : 'error',
        rank: worstRank(result),
        message: `${found}. Take a version without these findings, or accept them with accept-findings.`,
      };
      const [worst] = result.open;
      if (verdict !== 'no gate' || worst === undefined) return [vulnerable];
      return [vulnerable, unscanned('is not judged in full', IMAGE_STATES[worst].remedy)];
    }
    case 'undecided':
    case 'unjudged':
      return [unscanned('is not judged', result.remedy)];
    case 'passes':
    case 'not-asked':
      return [];
  }
}

function ruleRemark(
  use: ClassifiedUse,
  refused: ReadonlyMap<string, RefusedSource>,
  covered: ReadonlyMap<string, CoveredSource>,
  { resultOf, loginServer, suggested, created }: RemarkSources,
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
  if (use.class === 'half-moved') {
    return [{ rule: 'half-moved-image', level: 'warning', message: `Half moved: ${use.because ?? use.text}.` }];
  }
  const source = use.source === undefined ? undefined : nameOf(use.source);
  const refusal = source === undefined || use.class === 'cached' ? undefined : refused.get(source);
  if (refusal !== undefined) {
    return [
      {
        rule: 'uncovered-image',
        level: 'warning',
        message: sentences(`No cache rule: ${refusal.message}`, refusal.remedy),
      },
    ];
  }
  const result = resultOf(use);
  if (result?.status === 'not-served') {
    const { message, remedy } = result.reason;
    return [
      {
        rule: 'unserved-image',
        level: 'warning',
        message: sentences(`The registry could not serve it: ${message}`, remedy),
      },
    ];
  }
  const cover = use.class === 'public' && source !== undefined ? covered.get(source) : undefined;
  if (cover === undefined || loginServer === undefined || suggested.has(`${use.file}:${use.line}`)) return [];
  const name = `${loginServer}/${cover.repository}`;
  const message =
    created || cover.by === 'existing'
      ? `${use.text} can be pulled from ${name}`
      : `${use.text} could be pulled from ${name} once cache rule ${cover.rule} is created`;
  const unknown = `Its tag is not known, so that nothing was pulled or checked: ${use.reason ?? 'it is filled in later'}`;
  return [
    { rule: 'public-image', level: 'note', message: use.unknownTag === true ? sentences(message, unknown) : message },
  ];
}
