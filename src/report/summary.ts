import { bytes } from '../base/bytes.ts';
import { count } from '../base/counting.ts';
import { sentences } from '../base/sentences.ts';
import type { AcceptedFinding } from '../defender/accept.ts';
import type { GatedImageResult } from '../defender/gate.ts';
import { IMAGE_STATES, type StateTraits } from '../defender/image-states.ts';
import type { Outcome } from '../outcome/outcome.ts';
import type { WarmResult } from '../registry/warming/warm-result.ts';
import { code, plain } from '../text/markdown.ts';
import type { ClassifiedUse } from '../uses/classes.ts';
import { findingLink, findingsInMarkdown, worstRank } from './finding-text.ts';
import { gatedDeploymentSection } from './gated-deployment-section.ts';
import { details, row, section } from './markdown.ts';
import { policySection } from './policy-section.ts';
import type { RunReport } from './run-report.ts';

/**
 * A job summary may have 1 MiB; above it GitHub drops the whole (docs/github-behaviour.md#summary-limit). Bytes, with
 * room for what others add.
 */
const MAX_SUMMARY_BYTES = 900 * 1024;
/** Rows of one table; the rest is in the report. */
const MAX_ROWS = 200;
/** Findings of one image; likewise. */
const MAX_FINDINGS = 20;

/** The run as a job summary, in Markdown. What must not be missed comes first. */
export function summaryOf(report: RunReport): string {
  const parts = [
    `## ACR Artifact Cache${report.registry === undefined ? '' : `: ${plain(report.registry)}`}\n`,
    `${signOf(report.outcome)} **${plain(report.outcome.headline)}**\n`,
    ...report.outcome.failures.map((failure) => `- ❌ ${plain(failure)}`),
    ...report.problems.map(({ message }) => `- ⚠️ ${plain(message)}`),
    '',
    report.apply.applied ? '' : `Nothing was changed in the registry: ${plain(report.apply.reason)}.\n`,
    covered(report),
    refused(report),
    gated(report),
    acceptances(report),
    warmed(report),
    moved(report),
    storage(report),
    left(report),
    unknownTags(report),
    dangling(report),
    unseen(report),
    warnings(report),
    ignored(report),
    leftAside(report),
    rules(report),
    afterwards(report),
    report.review.text === '' ? '' : `\n${plain(report.review.text)}\n`,
    ...report.sarifCut.map((text) => `\n${plain(text)}`),
  ];
  const text = parts.filter((part) => part !== '').join('\n');
  if (Buffer.byteLength(text) <= MAX_SUMMARY_BYTES) return `${text}\n`;
  const end = '\n\n*The rest is in the report.*\n';
  return Buffer.from(text)
    .subarray(0, MAX_SUMMARY_BYTES)
    .toString('utf8')
    .replace(/\n[^\n]*$/, end);
}

function signOf({ failed, attention }: Outcome): string {
  if (failed) return '❌';
  return attention ? '⚠️' : '✅';
}

function covered(report: RunReport): string {
  const { plan, warmed: results, apply, rules: told } = report;
  const isThere = apply.applied && told !== undefined;
  const all = plan?.covered ?? [];
  const there = all.filter(({ by }) => isThere || by === 'existing');
  const awaiting = all.filter(({ by }) => !isThere && by === 'new');
  const rows = there.map(({ source, repository, rule, by, uses }) => {
    const states = results.filter(({ request }) => request.repository === repository).map(stateOf);
    return row([
      code(source),
      code(repository),
      by === 'new' ? `**new** ${code(rule)}` : code(rule),
      String(uses),
      [...new Set(states)].join(', '),
    ]);
  });
  const planned = awaiting.map(({ source, repository, rule, uses }) =>
    row([code(source), code(repository), code(rule), String(uses)]),
  );
  return [
    section('Covered', ['image', 'pulled from', 'rule', 'uses', 'stored'], rows, MAX_ROWS),
    section('Not covered yet', ['image', 'would be pulled from', 'by a new rule', 'uses'], planned, MAX_ROWS),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function refused({ plan }: RunReport): string {
  const rows = (plan?.refused ?? []).map(({ source, message, remedy, commands, uses }) =>
    row([code(source), String(uses), plain(message), [plain(remedy), ...commands.map(code)].join('<br>')]),
  );
  return section('Not covered', ['image', 'uses', 'because', 'what to do'], rows, MAX_ROWS);
}

/** Bytes for the images that a gate fails: the rest of the summary has room beside them. */
const MAX_FAILING_BYTES = 400 * 1024;

/** What fails first and whole, then what is not decided; what passed or was left out is a count that unfolds. */
function gated({ gate }: RunReport): string {
  const images = gate.images.toSorted(
    (one, other) =>
      IMAGE_STATES[one.state].rank - IMAGE_STATES[other.state].rank ||
      worstRank(one) - worstRank(other) ||
      other.blocking.length - one.blocking.length,
  );
  const of = (...judgements: readonly StateTraits['judgement'][]) =>
    images.filter(({ state }) => judgements.includes(IMAGE_STATES[state].judgement));
  const failing = failingRows(of('fails'));
  const open = of('undecided', 'unjudged').map((image) => gatedRow(image, 0));
  const most = failing.length + Math.max(0, MAX_ROWS - failing.length);
  const rows = [...failing, ...open];
  const title = `Defender: ${plain(gate.headline)}`;
  return [
    rows.length === 0 && images.length > 0 ? `\n### ${title}\n` : section(title, GATED, rows, most),
    folded(of('passes'), 'passed'),
    folded(of('not-asked'), 'exempt'),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const GATED = ['image', 'state', 'why'];

/** Every failing image has its row: where they are too many for their room, fewer of their findings are named. */
function failingRows(images: readonly GatedImageResult[]): readonly string[] {
  for (const most of [MAX_FINDINGS, 10, 5, 3, 1]) {
    const rows = images.map((image) => gatedRow(image, most));
    if (Buffer.byteLength(rows.join('\n')) <= MAX_FAILING_BYTES) return rows;
  }
  return images.map((image) => gatedRow(image, 0));
}

function gatedRow({ image, state, reasons, remedy, blocking }: GatedImageResult, most: number): string {
  const why = [...reasons, ...(remedy === undefined ? [] : [remedy])].map(plain);
  return row([code(image), state, [...why, ...findingsInMarkdown(blocking, most)].join('<br>')]);
}

function folded(images: readonly GatedImageResult[], word: string): string {
  if (images.length === 0) return '';
  const rows = images.map((image) => gatedRow(image, MAX_FINDINGS));
  return details(`${count(images.length, 'image')} ${word}`, section('', GATED, rows, MAX_ROWS));
}

function acceptances({ gate: { acceptancesUsed, acceptancesExpired } }: RunReport): string {
  const rows = (accepted: readonly AcceptedFinding[]) =>
    accepted.map(({ id, package: name, image, until, by, reason, place }) =>
      row([
        findingLink(id),
        plain(name ?? 'all'),
        code(image ?? '**'),
        until,
        plain(reason),
        plain(by ?? ''),
        code(place),
      ]),
    );
  const columns = ['finding', 'package', 'images', 'until', 'because', 'by', 'where'];
  return [
    section('Acceptances that are over: what they named counts again', columns, rows(acceptancesExpired), MAX_ROWS),
    section('Accepted findings', columns, rows(acceptancesUsed), MAX_ROWS),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function warmed({ warmed: results }: RunReport): string {
  const rows = results.map((result) => {
    const { request, bytes: read, milliseconds } = result;
    const where = `${request.repository}${request.digest === undefined ? `:${request.tag ?? 'latest'}` : `@${request.digest}`}`;
    return row([code(where), stateOf(result), bytes(read), `${(milliseconds / 1000).toFixed(1)} s`, whyOf(result)]);
  });
  return section('Pulled through the registry', ['image', 'state', 'read', 'time', 'remark'], rows, MAX_ROWS);
}

function stateOf(result: WarmResult): string {
  switch (result.status) {
    case 'warm':
      return 'warm';
    case 'served-unconfirmed':
      return 'served, storage unconfirmed';
    case 'not-served':
      return 'not served';
  }
}

function whyOf(result: WarmResult): string {
  switch (result.status) {
    case 'warm':
      return result.served.missing.length === 0 ? '' : `does not exist for ${plain(result.served.missing.join(', '))}`;
    case 'served-unconfirmed':
      return plain(sentences(result.unconfirmed.message, result.unconfirmed.remedy));
    case 'not-served':
      return plain(sentences(result.reason.message, result.reason.remedy));
  }
}

function moved({ moved: tags }: RunReport): string {
  const rows = tags.map(({ image, from, to, pulled }) =>
    row([code(image), code(from), code(to), pulled ? 'yes' : 'no']),
  );
  return section('Moved at the upstream', ['image', 'from', 'to', 'pulled again'], rows, MAX_ROWS);
}

function storage(report: RunReport): string {
  if (report.storage === undefined || report.storage.images.length === 0) return '';
  const rows = report.storage.images.map(({ image, bytes: size }) => row([code(image), bytes(size)]));
  const title = `Storage: ${bytes(report.storage.total)} in all, layers that are shared counted once`;
  return details(title, section('', ['image', 'bytes'], rows, MAX_ROWS));
}

function left({ rewrite }: RunReport): string {
  const rows = rewrite.left.map(({ file, line, text, reason }) =>
    row([code(`${file}:${line}`), code(text), plain(reason)]),
  );
  return section('Left as they are, or in the patch only', ['where', 'what stands there', 'because'], rows, MAX_ROWS);
}

/** What is moved by its repository alone. */
function unknownTags({ uses }: RunReport): string {
  const rows = uses
    .filter((use) => use.unknownTag === true && (use.class === 'public' || use.class === 'cached'))
    .map((use) => row([placeOf(use), code(use.text), plain(use.reason ?? '')]));
  return section('Of unknown tag: neither pulled nor checked', ['where', 'image', 'because'], rows, MAX_ROWS);
}

function dangling({ uses }: RunReport): string {
  const rows = uses
    .filter((use) => use.class === 'dangling')
    .map((use) => row([placeOf(use), code(use.text), plain(use.because ?? '')]));
  return section('Dangling', ['where', 'image', 'because'], rows, MAX_ROWS);
}

function unseen({ unseen: sources }: RunReport): string {
  const rows = sources.map(({ file, line, source, remedy, because }) =>
    row([code(`${file}:${line}`), plain(because === undefined ? source : `${source}: ${because}`), code(remedy)]),
  );
  return section(
    'Images that this repository causes and does not contain',
    ['where', 'source', 'what shows them'],
    rows,
    MAX_ROWS,
  );
}

function warnings({ warnings: told }: RunReport): string {
  const rows = told.map(({ file, line, reason }) => row([code(`${file}:${line}`), plain(reason)]));
  return section('Not read', ['where', 'because'], rows, MAX_ROWS);
}

function ignored({ uses }: RunReport): string {
  const rows = uses
    .filter((use) => use.ignored !== undefined)
    .map((use) => row([placeOf(use), code(use.text), plain(use.ignored ?? '')]));
  return rows.length === 0
    ? ''
    : details(
        `${count(rows.length, 'use')} ignored by a comment`,
        section('', ['where', 'image', 'reason'], rows, MAX_ROWS),
      );
}

function leftAside({ leftAside: uses }: RunReport): string {
  if (uses.length === 0) return '';
  const rows = uses.map(({ file, line, text, reason }) => row([code(`${file}:${line}`), code(text), plain(reason)]));
  return details(
    `${count(uses.length, 'use')} in tests left aside; include-tests: true includes them`,
    section('', ['where', 'image', 'because'], rows, MAX_ROWS),
  );
}

function rules({ rules: told }: RunReport): string {
  if (told === undefined) return '';
  const gone = told.withdrawn.length === 0 ? '' : `, ${told.withdrawn.length} withdrawn`;
  const above = told.excess.map(
    ({ rule, reason }) => `\n- above the cap: ${code(rule)}${reason === undefined ? '' : `, ${plain(reason)}`}`,
  );
  return `\nCache rules: ${told.before} before, ${told.after} after (${told.created.length} created${gone}); the cap is ${told.cap}.${above.join('')}`;
}

function afterwards({ registry, afterwards: { consumers, updates, forecast, gatedDeployment } }: RunReport): string {
  const rows = consumers.map(({ name, canLogIn, need, command }) =>
    row([plain(name), canLogIn ? '' : "**can't log in**", plain(need), command === undefined ? '' : code(command)]),
  );
  return [
    rows.length === 0
      ? ''
      : details(
          'Who pulls from the registry now, and what each needs',
          section('', ['who', '', 'needs', 'command'], rows, MAX_ROWS),
        ),
    updates === '' ? '' : details('Keep update bots seeing new tags', updates),
    forecast === undefined || registry === undefined ? '' : policySection(forecast, registry),
    gatedDeployment === undefined ? '' : gatedDeploymentSection(gatedDeployment),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function placeOf(use: ClassifiedUse): string {
  return code(`${use.file}:${use.line}`);
}
