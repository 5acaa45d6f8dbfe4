import { groupBy } from '../../base/grouping.ts';
import { compareTexts } from '../../base/order.ts';
import type { BlockingFinding, GatedImageResult } from '../../defender/gate.ts';
import { IMAGE_STATES, type ImageState } from '../../defender/image-states.ts';
import { nameOf } from '../../images/reference.ts';
import type { WarmResult } from '../../registry/warming/warm-result.ts';
import type { Plan } from '../../rules/plan.ts';
import { type ClassifiedUse, imageOf, type UseClass } from '../../uses/classes.ts';
import { worstFirst } from '../finding-text.ts';
import type { RunReport } from '../run-report.ts';

/** An image of the repository with all that the run knows of it, from where it stands to what to do about it. */
export interface ImageRow {
  readonly image: string;
  readonly classes: readonly UseClass[];
  readonly places: readonly Place[];
  readonly rule: RuleCell;
  readonly stored: StoredCell;
  /** What the gate says; absent where it was not asked about the image. */
  readonly state?: ImageState;
  /** What counts against it, worst first. */
  readonly findings: readonly BlockingFinding[];
  readonly todo: readonly string[];
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
}

export type RuleCell =
  | { readonly type: 'covered'; readonly rule: string; readonly repository: string; readonly by: 'existing' | 'new' }
  | { readonly type: 'refused'; readonly because: string }
  | { readonly type: 'none' };

export type StoredCell = 'stored' | 'served' | 'not served' | 'not pulled';

/** Every image once: what fails first, then what gets no rule, then what is not decided; each by name. */
export function imageRows(report: RunReport): readonly ImageRow[] {
  const { plan, warmed, gate } = report;
  const covered = new Map((plan?.covered ?? []).map((source) => [source.source, source]));
  const refused = new Map((plan?.refused ?? []).map((source) => [source.source, source]));
  const results = groupBy(warmed, ({ request }) => request.image);
  const judged = new Map(gate.images.map((image) => [image.image, image]));
  const rows = [...groupBy(report.uses, imageOf)].map(([image, uses]): ImageRow => {
    const names = new Set(uses.flatMap(({ source }) => (source === undefined ? [] : [nameOf(source)])));
    const [name] = names;
    const told = judged.get(image);
    const pulls = results.get(image) ?? [];
    const refusal = name === undefined ? undefined : refused.get(name);
    return {
      image,
      classes: [...new Set(uses.map((use) => use.class))],
      places: uses.map(({ file, line, kind }) => ({ file, line, kind })),
      rule: ruleCell(name === undefined ? undefined : covered.get(name), refusal),
      stored: storedCell(pulls),
      ...(told === undefined ? {} : { state: told.state }),
      findings: worstFirst(told?.blocking ?? []),
      todo: todoOf(uses, refusal, pulls, told),
    };
  });
  return rows.toSorted((one, other) => urgency(one) - urgency(other) || compareTexts(one.image, other.image));
}

/** The lower, the sooner somebody has to look at it. */
function urgency({ state, rule }: ImageRow): number {
  const judgement = state === undefined ? 'not-asked' : IMAGE_STATES[state].judgement;
  if (judgement === 'fails') return 0;
  if (rule.type === 'refused') return 1;
  return judgement === 'undecided' || judgement === 'unjudged' ? 2 : 3;
}

function ruleCell(
  covered: Plan['covered'][number] | undefined,
  refusal: Plan['refused'][number] | undefined,
): RuleCell {
  if (covered !== undefined) {
    const { rule, repository, by } = covered;
    return { type: 'covered', rule, repository, by };
  }
  return refusal === undefined ? { type: 'none' } : { type: 'refused', because: refusal.message };
}

/** The least of what its pulls came to. */
function storedCell(pulls: readonly WarmResult[]): StoredCell {
  const statuses = new Set(pulls.map(({ status }) => status));
  if (statuses.has('not-served')) return 'not served';
  if (statuses.has('served-unconfirmed')) return 'served';
  return statuses.has('warm') ? 'stored' : 'not pulled';
}

/** What the gate's verdict asks for. */
function gateTodo(told: GatedImageResult | undefined): readonly string[] {
  if (told === undefined) return [];
  switch (IMAGE_STATES[told.state].judgement) {
    case 'fails':
      return ['Take a version without these findings, or accept them with accept-findings.'];
    case 'undecided':
    case 'unjudged':
      return [...told.reasons, told.remedy ?? ''];
    case 'passes':
    case 'not-asked':
      return [];
  }
}

/** What to do, each thing once, with what was said about it. */
function todoOf(
  uses: readonly ClassifiedUse[],
  refusal: Plan['refused'][number] | undefined,
  pulls: readonly WarmResult[],
  told: GatedImageResult | undefined,
): readonly string[] {
  const said = [
    ...(refusal === undefined ? [] : [refusal.remedy, ...refusal.commands]),
    ...pulls.flatMap((pull) => {
      if (pull.status === 'not-served') return [`${pull.reason.message} ${pull.reason.remedy}`];
      return pull.status === 'served-unconfirmed' ? [`${pull.unconfirmed.message} ${pull.unconfirmed.remedy}`] : [];
    }),
    ...gateTodo(told),
    ...uses.flatMap((use) => [use.because ?? '', use.image === null ? (use.reason ?? '') : '']),
  ];
  return [...new Set(said.filter((text) => text !== ''))];
}
