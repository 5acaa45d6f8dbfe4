import { count } from '../../base/counting.ts';
import type { Outcome } from '../../outcome/outcome.ts';
import { fencedLines, plain } from '../../text/markdown.ts';
import { link, step } from '../markdown.ts';
import type { RunReport } from '../run-report.ts';
import { countsTable } from './counts.ts';
import { figuresOf } from './figures.ts';
import { foldsPart } from './folds.ts';
import { nextSteps } from './next-steps.ts';
import { problemsPart } from './problems.ts';
import { refusalReasons } from './reasons.ts';

/**
 * A job summary may have 1 MiB; above it GitHub drops the whole (docs/github-behaviour.md#summary-limit). Bytes, with
 * room for what others add.
 */
const MAX_SUMMARY_BYTES = 900 * 1024;

/**
 * The run as a job summary, in Markdown: the verdict, one table of counts, what to do next, problems by reason, and all else
 * folded away. What must not be missed comes first, whole and open.
 */
export function summaryOf(report: RunReport): string {
  const { outcome, review, sarifCut } = report;
  const first = [
    `## ${signOf(outcome)} ${plain(outcome.title)}\n`,
    `${placeLine(report)}\n`,
    `${signOf(outcome)} **${plain(outcome.headline)}**\n`,
    progressLine(report),
    ...report.notes.map((note) => `- ℹ️ ${plain(note)}`),
    report.apply.applied ? '' : `Nothing was changed in the registry: ${plain(report.apply.reason)}.\n`,
    countsTable(report),
    nextPart(report),
  ];
  const rest = [
    ...problemsPart(report),
    review.text === '' ? '' : `\n${plain(review.text)}\n`,
    ...sarifCut.map((text) => `\n${plain(text)}`),
    ...foldsPart(report),
  ];
  return `${fitting([...first, ...rest].filter((part) => part !== '')).join('\n')}\n`;
}

/** The parts that have room together; each of the others is one line that says where it is. */
function fitting(parts: readonly string[]): readonly string[] {
  let left = MAX_SUMMARY_BYTES;
  return parts.flatMap((part) => {
    const size = Buffer.byteLength(part) + 1;
    if (size <= left) {
      left -= size;
      return [part];
    }
    const title = /<summary>(.*?)<\/summary>/.exec(part)?.[1] ?? 'what is left';
    const line = `\n*${title}: see the report*`;
    const short = Buffer.byteLength(line) + 1;
    if (short > left) return [];
    left -= short;
    return [line];
  });
}

function signOf({ failed, attention }: Outcome): string {
  if (failed) return '❌';
  return attention ? '⚠️' : '✅';
}

/** What it is about, and where one reads on. */
function placeLine({ registry, links }: RunReport): string {
  const parts = [
    'ACR Artifact Cache',
    registry === undefined ? '' : link(plain(registry), links.portal),
    links.run === undefined ? '' : link('this run', links.run),
    links.docs === undefined ? '' : link('what this means', `${links.docs}summary.md`),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** How far the repository is, before and after. */
function progressLine(report: RunReport): string {
  const { registry, scope, plan } = report;
  const { total, served, moving, blocked } = figuresOf(report);
  if (registry === undefined || total === 0) return '';
  const [reason] = refusalReasons(plan?.refused ?? []);
  const parts = [
    `Pulled from ${registry}: ${served} of ${count(total, 'image')}`,
    moving > 0 ? `${scope === 'changed' ? 'this change' : 'the patch of this run'} +${moving}` : '',
    blocked > 0 ? `${blocked} blocked: ${reason?.title ?? ''}` : '',
  ];
  return `${plain(parts.filter((part) => part !== '').join('; '))}\n`;
}

function nextPart(report: RunReport): string {
  const steps = nextSteps(report);
  if (steps.length === 0) return '';
  const items = steps.map(({ text, commands, language = 'sh' }, index) =>
    step(index + 1, plain(text), commands.length === 0 ? [] : [fencedLines(commands.join('\n'), language)]),
  );
  return `\n### Next\n\n${items.join('\n').trimEnd()}`;
}
