import { bytes } from '../../base/bytes.ts';
import { count } from '../../base/counting.ts';
import { IMAGE_STATES, toldStates } from '../../defender/image-states.ts';
import { plain } from '../../text/markdown.ts';
import { severityRank } from '../finding-text.ts';
import { row } from '../markdown.ts';
import type { RunReport } from '../run-report.ts';

/** The one table of counts: what there is, how much of it, and what is to be known of it. Rows that tell nothing are left out. */
export function countsTable(report: RunReport): string {
  const rows = [
    found(report),
    covered(report),
    stored(report),
    checked(report),
    findings(report),
    rules(report),
    storage(report),
    unread(report),
  ].filter((cells) => cells !== undefined);
  return [
    row(['', '', '']),
    row(['---', '---:', '---']),
    ...rows.map(([what, number, more]) => row([plain(what), number, plain(more)])),
  ].join('\n');
}

type Cells = readonly [what: string, number: string, more: string];

function found({ tally, uses }: RunReport): Cells {
  return [
    'images',
    String(tally.images),
    `${count(tally.publicFound, 'public image')} in ${count(uses.length, 'use')}`,
  ];
}

function covered({ tally, registry }: RunReport): Cells | undefined {
  const { public: all, covered: number, planned, uncovered, changedOnly, cached, dangling, halfMoved } = tally;
  const parts = [
    planned > 0 ? `${planned} would be` : '',
    uncovered > 0 ? `${uncovered} can't be` : '',
    cached > 0 ? `${cached} served from the registry already` : '',
    dangling > 0 ? `${dangling} dangling` : '',
    halfMoved > 0 ? `${halfMoved} half moved` : '',
  ].filter((part) => part !== '');
  if (registry === undefined || (all === 0 && parts.length === 0)) return undefined;
  return [`covered${changedOnly ? ', of what is new' : ''}`, `${number} of ${all}`, parts.join(', ')];
}

function stored({ tally, warmed, moved }: RunReport): Cells | undefined {
  if (warmed.length === 0) return undefined;
  const parts = [
    tally.unwarmed > 0 ? `${tally.unwarmed} not known to be` : '',
    moved.length > 0 ? `${moved.length} moved at the upstream` : '',
    tally.stale > 0 ? `${tally.stale} behind it` : '',
  ].filter((part) => part !== '');
  return ['stored', `${tally.warm} of ${warmed.length}`, parts.join(', ')];
}

function checked({ gate: { images } }: RunReport): Cells | undefined {
  if (images.length === 0) return undefined;
  const states = images.map(({ state }) => state);
  const judged = states.filter((state) => ['fails', 'passes'].includes(IMAGE_STATES[state].judgement)).length;
  const told = toldStates(states, 'fails', 'undecided', 'unjudged', 'passes', 'not-asked');
  return ['checked by Defender', `${judged} of ${images.length}`, told.join(', ')];
}

function findings({ gate: { images, findings: number, verdict } }: RunReport): Cells | undefined {
  if (images.length === 0) return undefined;
  const numbers = new Map<string, number>();
  const seen = new Set<string>();
  for (const { digest, finding } of images.flatMap(({ blocking }) => blocking)) {
    const key = [digest, finding.id, finding.package, finding.installed].join('\0');
    if (seen.has(key)) continue;
    seen.add(key);
    numbers.set(finding.severity, (numbers.get(finding.severity) ?? 0) + 1);
  }
  const severities = (['critical', 'high', 'medium', 'low', 'unknown'] as const)
    .toSorted((one, other) => severityRank(one) - severityRank(other))
    .flatMap((severity) => {
      const found = numbers.get(severity);
      return found === undefined ? [] : [`${found} ${severity === 'unknown' ? 'unrated' : severity}`];
    });
  const title = verdict === 'no gate' ? 'findings' : 'findings that count';
  return [title, String(number), severities.join(', ')];
}

/** Characters of the gauge. */
const GAUGE = 10;

function rules({ rules: told }: RunReport): Cells | undefined {
  if (told === undefined) return undefined;
  const { before, after, cap, created, withdrawn } = told;
  const left = Math.max(0, cap - after);
  const parts = [
    `${before} before`,
    `${created.length} created`,
    withdrawn.length > 0 ? `${withdrawn.length} withdrawn` : '',
    after > cap ? `${after - cap} above the cap` : `${left} left`,
  ].filter((part) => part !== '');
  return ['cache rules', `${after} of ${cap}`, `${gauge(after, cap)} ${parts.join(', ')}`];
}

/** How full: `▰▰▰▱▱▱▱▱▱▱`. What is not full looks so, and what is not empty neither. */
function gauge(number: number, most: number): string {
  const share = most === 0 ? 1 : Math.min(1, number / most);
  const full = share >= 1 ? GAUGE : Math.min(GAUGE - 1, Math.ceil(share * GAUGE));
  return '▰'.repeat(full) + '▱'.repeat(GAUGE - full);
}

function storage({ storage: told }: RunReport): Cells | undefined {
  if (told === undefined) return undefined;
  const { total, plan, monthly } = told;
  const parts = [
    plan === undefined
      ? ''
      : `${percent(total / plan.included)} of the ${bytes(plan.included)} that ${plan.sku} includes`,
    monthly === undefined ? '' : `at most ${monthly.toFixed(2)} a month at the price given`,
  ].filter((part) => part !== '');
  return ['storage of these images', bytes(total), parts.join('; ')];
}

function percent(share: number): string {
  if (share >= 0.1) return `${Math.round(share * 100)} %`;
  return share < 0.0001 ? 'less than 0.01 %' : `${Number((share * 100).toFixed(2))} %`;
}

function unread({ tally }: RunReport): Cells | undefined {
  if (tally.unreadable === 0) return undefined;
  return ['not read', String(tally.unreadable), 'images of these files may be missing here'];
}
