import { bytes } from '../../base/bytes.ts';
import { count } from '../../base/counting.ts';
import type { AcceptedFinding } from '../../defender/accept.ts';
import { IMAGE_STATES } from '../../defender/image-states.ts';
import type { WarmResult } from '../../registry/warming/warm-result.ts';
import { code, plain } from '../../text/markdown.ts';
import { findingLink } from '../finding-text.ts';
import { gatedDeploymentSection } from '../gated-deployment-section.ts';
import { details, row, section } from '../markdown.ts';
import { policySection } from '../policy-section.ts';
import type { RunReport } from '../run-report.ts';
import { gatedRow, placeOf } from './problems.ts';

/** Rows of one table; the rest is in the report. */
const MAX_ROWS = 200;
/** Findings of one image; likewise. */
const MAX_FINDINGS = 20;

/** What is as it should be, and what one may want to look up: all folded. */
export function foldsPart(report: RunReport): readonly string[] {
  return [
    covered(report),
    notCoveredYet(report),
    judged(report, 'passes', 'passed'),
    judged(report, 'not-asked', 'exempt'),
    acceptances(report),
    pulled(report),
    moved(report),
    storage(report),
    unseen(report),
    ignored(report),
    leftAside(report),
    ...afterwards(report),
  ].filter((part) => part !== '');
}

/** A table that folds away; nothing where it has no rows. */
function folded(title: string, columns: readonly string[], rows: readonly string[]): string {
  return rows.length === 0 ? '' : details(title, section('', columns, rows, MAX_ROWS));
}

function covered(report: RunReport): string {
  const { plan, warmed, apply, rules, registry } = report;
  const isThere = apply.applied && rules !== undefined;
  const there = (plan?.covered ?? []).filter(({ by }) => isThere || by === 'existing');
  const states = new Map<string, Set<string>>();
  for (const result of warmed) {
    const { repository } = result.request;
    states.set(repository, (states.get(repository) ?? new Set()).add(stateOf(result)));
  }
  const rows = there.map(({ source, repository, rule, by, uses }) =>
    row([
      code(source),
      code(`${registry ?? ''}/${repository}`),
      by === 'new' ? `**new** ${code(rule)}` : code(rule),
      String(uses),
      [...(states.get(repository) ?? [])].join(', '),
    ]),
  );
  return folded(`Covered: ${count(rows.length, 'image')}`, ['image', 'pulled from', 'rule', 'uses', 'stored'], rows);
}

function notCoveredYet({ plan, apply, rules, registry }: RunReport): string {
  if (apply.applied && rules !== undefined) return '';
  const awaiting = (plan?.covered ?? []).filter(({ by }) => by === 'new');
  const rows = awaiting.map(({ source, repository, rule, uses }) =>
    row([code(source), code(`${registry ?? ''}/${repository}`), code(rule), String(uses)]),
  );
  const columns = ['image', 'would be pulled from', 'by a new rule', 'uses'];
  return folded(`Not covered yet: ${count(rows.length, 'image')}`, columns, rows);
}

function judged({ gate }: RunReport, judgement: 'passes' | 'not-asked', word: string): string {
  const images = gate.images.filter(({ state }) => IMAGE_STATES[state].judgement === judgement);
  const rows = images.map((image) => gatedRow(image, MAX_FINDINGS));
  return folded(`${count(images.length, 'image')} ${word}`, ['image', 'state', 'why'], rows);
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
    folded('Acceptances that are over: what they named counts again', columns, rows(acceptancesExpired)),
    folded(`Accepted findings: ${acceptancesUsed.length}`, columns, rows(acceptancesUsed)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function pulled({ warmed }: RunReport): string {
  const rows = warmed.map((result) => {
    const { request, bytes: read, milliseconds } = result;
    const version = request.digest === undefined ? `:${request.tag ?? 'latest'}` : `@${request.digest}`;
    const where = code(`${request.repository}${version}`);
    const missing = result.status === 'warm' ? result.served.missing : [];
    const remark = missing.length === 0 ? '' : `does not exist for ${plain(missing.join(', '))}`;
    return row([where, stateOf(result), bytes(read), `${(milliseconds / 1000).toFixed(1)} s`, remark]);
  });
  return folded(
    `Pulled through the registry: ${count(rows.length, 'image')}`,
    ['image', 'state', 'read', 'time', 'remark'],
    rows,
  );
}

function stateOf(result: WarmResult): string {
  switch (result.status) {
    case 'warm':
      return 'stored';
    case 'served-unconfirmed':
      return 'served, storage unconfirmed';
    case 'not-served':
      return 'not served';
  }
}

function moved({ moved: tags }: RunReport): string {
  const rows = tags.map(({ image, from, to, pulled: again }) =>
    row([code(image), code(from), code(to), again ? 'yes' : 'no']),
  );
  return folded(`Moved at the upstream: ${count(rows.length, 'tag')}`, ['image', 'from', 'to', 'pulled again'], rows);
}

function storage(report: RunReport): string {
  const rows = (report.storage?.images ?? []).map(({ image, bytes: size }) => row([code(image), bytes(size)]));
  const total = bytes(report.storage?.total ?? 0);
  return folded(`Storage: ${total} in all, layers that are shared counted once`, ['image', 'bytes'], rows);
}

function unseen({ unseen: sources }: RunReport): string {
  const rows = sources.map(({ file, line, source, remedy, because }) =>
    row([code(`${file}:${line}`), plain(because === undefined ? source : `${source}: ${because}`), code(remedy)]),
  );
  return folded(
    `Images that this repository causes and does not contain: ${count(rows.length, 'source')}`,
    ['where', 'source', 'what shows them'],
    rows,
  );
}

function ignored({ uses }: RunReport): string {
  const rows = uses
    .filter((use) => use.ignored !== undefined)
    .map((use) => row([placeOf(use), code(use.text), plain(use.ignored ?? '')]));
  return folded(`${count(rows.length, 'use')} ignored by a comment`, ['where', 'image', 'reason'], rows);
}

function leftAside({ leftAside: uses }: RunReport): string {
  const rows = uses.map(({ file, line, text, reason }) => row([code(`${file}:${line}`), code(text), plain(reason)]));
  return folded(
    `${count(uses.length, 'use')} in tests left aside; include-tests: true includes them`,
    ['where', 'image', 'because'],
    rows,
  );
}

function afterwards({
  registry,
  afterwards: { consumers, updates, forecast, gatedDeployment },
}: RunReport): readonly string[] {
  const rows = consumers.map(({ name, canLogIn, need, command }) =>
    row([plain(name), canLogIn ? '' : "**can't log in**", plain(need), command === undefined ? '' : code(command)]),
  );
  return [
    folded('Who pulls from the registry now, and what each needs', ['who', '', 'needs', 'command'], rows),
    updates === '' ? '' : details('Keep update bots seeing new tags', updates),
    forecast === undefined || registry === undefined ? '' : policySection(forecast, registry),
    gatedDeployment === undefined ? '' : gatedDeploymentSection(gatedDeployment),
  ];
}
