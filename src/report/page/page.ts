import { createHash } from 'node:crypto';
import { count } from '../../base/counting.ts';
import { SEVERITIES } from '../../inputs/inputs.ts';
import { type Html, html, NOTHING } from '../../text/html.ts';
import type { RunReport } from '../run-report.ts';
import { BROWSER_SCRIPT } from './browser-script.ts';
import { type ImageRow, imageRows } from './image-rows.ts';
import { imageTable, listOf, ROWS_AT_ONCE } from './image-table.ts';
import { STYLE, WITHOUT_SCRIPT } from './style.ts';

/** A page that a browser opens in a second or two. Bytes. */
const MAX_PAGE_BYTES = 24 * 1024 * 1024;
/** Findings of one image that are named, and fewer where the page would be too long. */
const MAX_FINDINGS = [50, 10, 3, 0] as const;
/** Lines of each table below the images; the rest is in the report. */
const MAX_LINES = 2000;

/**
 * The run as one page that asks nobody for anything: no request, and nothing runs but the script whose digest it names. Without
 * scripts it says the same, and is neither searched nor sorted.
 * @param maxBytes above which fewer findings are named, and at last fewer images
 * @returns the text of an HTML file
 */
export function pageOf(report: RunReport, maxBytes = MAX_PAGE_BYTES): string {
  const rows = imageRows(report);
  let text = '';
  for (const most of MAX_FINDINGS) {
    text = documentOf(report, rows, most);
    if (Buffer.byteLength(text) <= maxBytes) return text;
  }
  // The names alone are too long: as many images as fit, the most urgent first.
  for (let kept = rows.length; Buffer.byteLength(text) > maxBytes && kept > 0; ) {
    kept = Math.floor(kept * Math.min(0.9, maxBytes / Buffer.byteLength(text)));
    text = documentOf(report, rows.slice(0, kept), 0, rows.length - kept);
  }
  return text;
}

function documentOf(report: RunReport, rows: readonly ImageRow[], mostFindings: number, cut = 0): string {
  const title = `Images${report.registry === undefined ? '' : ` of ${report.registry}`}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ html: STYLE }}</style>
<noscript><style>${{ html: WITHOUT_SCRIPT }}</style></noscript>
</head>
<body>
<header>
<h1>${title}</h1>
<p id="verdict" data-look="${lookOf(report)}">${report.outcome.title}</p>
<p>${report.outcome.headline}</p>
${listOf([...report.outcome.failures, ...report.problems.map(({ message }) => message)].map((text) => html`${text}`))}
${report.apply.applied ? NOTHING : html`<p>Nothing was changed in the registry: ${report.apply.reason}.</p>`}
</header>
<main>
<section aria-label="At a glance" id="glance">
${gauge(report)}
${bySeverity(rows)}
</section>
<section aria-label="Images">
<form id="find" role="search" data-most="${ROWS_AT_ONCE}" hidden>
<label>Search <input type="search" name="words" autocomplete="off"></label>
<label>Show <select name="only">
<option value="">all</option>
<option value="fails">what fails the gate</option>
<option value="refused">what gets no rule</option>
<option value="open">what is not decided</option>
</select></label>
<output aria-live="polite"></output>
<button type="button" hidden>Show ${ROWS_AT_ONCE} more</button>
</form>
${imageTable(rows, mostFindings)}
${cut === 0 ? NOTHING : html`<p>${count(cut, 'more image')} in report.json.</p>`}
</section>
${movedSection(report)}
${unreadSection(report)}
</main>
<script>${{ html: BROWSER_SCRIPT }}</script>
</body>
</html>
`;
  return page.html;
}

/** Nothing is loaded, sent or framed, and of scripts and styles only ours is taken (https://www.w3.org/TR/CSP3/). */
function policy(): string {
  return [
    "default-src 'none'",
    `script-src '${digest(BROWSER_SCRIPT)}'`,
    `style-src '${digest(STYLE)}' '${digest(WITHOUT_SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function lookOf({ outcome }: RunReport): string {
  if (outcome.failed) return 'fails';
  return outcome.attention ? 'undecided' : 'passes';
}

/** How much of the cap the rules take. */
function gauge({ rules }: RunReport): Html {
  if (rules === undefined) return NOTHING;
  const { before, after, cap, created } = rules;
  const said = `${after} of ${cap} (${before} before, ${created.length} created)`;
  return html`<p><label>Cache rules <meter min="0" max="${Math.max(cap, after)}" high="${Math.floor(cap * 0.9)}" value="${after}">${said}</meter></label> ${said}</p>`;
}

/** Findings by severity, each finding of an image once a package. */
function bySeverity(rows: readonly ImageRow[]): Html {
  const findings = rows.flatMap((row) => row.findings.map(({ finding }) => finding.severity));
  if (findings.length === 0) return NOTHING;
  const lines = [...SEVERITIES, 'unknown' as const].map((severity) => {
    const number = findings.filter((one) => one === severity).length;
    return html`<tr><th scope="row" data-look="${severity}">${severity}</th><td>${number}</td>
<td><meter aria-label="${severity}" min="0" max="${findings.length}" value="${number}">${number}</meter></td></tr>
`;
  });
  return html`<table><caption>Findings by severity</caption><tbody>
${lines}</tbody></table>`;
}

function movedSection({ rewrite: { moved } }: RunReport): Html {
  const lines = moved.slice(0, MAX_LINES).map(
    ({ file, line, from, to }) =>
      html`<tr><th scope="row"><code>${file}:${line}</code></th><td><code>${from}</code></td><td><code>${to}</code></td></tr>
`,
  );
  return tableSection('Before and after', ['Where', 'Before', 'After, by the patch'], lines, moved.length);
}

function unreadSection({ unseen, warnings }: RunReport): Html {
  const hidden = unseen.slice(0, MAX_LINES).map(
    ({ file, line, source, remedy }) =>
      html`<tr><th scope="row"><code>${file}:${line}</code></th><td>${source}</td><td><code>${remedy}</code></td></tr>
`,
  );
  const unread = warnings.slice(0, MAX_LINES).map(
    ({ file, line, reason }) =>
      html`<tr><th scope="row"><code>${file}:${line}</code></th><td>${reason}</td></tr>
`,
  );
  const sources = ['Where', 'Source', 'What shows its images'];
  return html`${tableSection('Caused and not contained', sources, hidden, unseen.length)}
${tableSection('Not read', ['Where', 'Because'], unread, warnings.length)}`;
}

function tableSection(title: string, columns: readonly string[], lines: readonly Html[], all: number): Html {
  if (lines.length === 0) return NOTHING;
  const heads = columns.map((name) => html`<th scope="col">${name}</th>`);
  const rest = all - lines.length;
  return html`<section aria-label="${title}">
<table><caption>${title}</caption><thead><tr>${heads}</tr></thead>
<tbody>
${lines}</tbody></table>
${rest === 0 ? NOTHING : html`<p>${rest} more in report.json.</p>`}
</section>`;
}
