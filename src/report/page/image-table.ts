import { count } from '../../base/counting.ts';
import type { BlockingFinding } from '../../defender/gate.ts';
import { IMAGE_STATES } from '../../defender/image-states.ts';
import { type Html, html, NOTHING } from '../../text/html.ts';
import { findingUrl, fixText, packageText, severityRank } from '../finding-text.ts';
import type { ImageRow, Place, RuleCell, StoredCell } from './image-rows.ts';

/** The words of a cell that are one of few are also its `data-look`, by which the page's style tells good from bad. */

const COLUMNS = ['Image', 'Used in', 'Class', 'Rule', 'Stored', 'Findings', 'What to do'] as const;

/** Places that are named at once; the others unfold. */
const MAX_PLACES = 2;

/** Rows that the page begins with: its script unfolds the others, and without scripts all are there. */
export const ROWS_AT_ONCE = 200;

/** The images as the table that the page's script searches and sorts. @param mostFindings that are named of one image */
export function imageTable(rows: readonly ImageRow[], mostFindings: number): Html {
  const heads = COLUMNS.map(
    (name) => html`<th scope="col"><button type="button" title="Sort by ${name}">${name}</button></th>`,
  );
  return html`<table id="images">
<caption>Every image of the repository</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows.map((row, index) => imageRow(row, mostFindings, index >= ROWS_AT_ONCE))}</tbody>
</table>
`;
}

function imageRow(row: ImageRow, mostFindings: number, isFolded: boolean): Html {
  const worst = row.findings[0]?.finding.severity;
  const rank = worst === undefined ? 9 : severityRank(worst);
  const cells = [
    html`<th scope="row"><code>${row.image}</code></th>`,
    html`<td data-sort="${row.places.length}">${placesCell(row.places)}</td>`,
    html`<td>${row.classes.join(', ')}</td>`,
    ruleCell(row.rule),
    html`<td data-sort="${STORED_ORDER[row.stored]}"><span data-look="${row.stored}">${row.stored}</span></td>`,
    html`<td data-sort="${rank * 100_000 - Math.min(row.findings.length, 99_999)}">${findingsCell(row, mostFindings)}</td>`,
    html`<td>${todoCell(row.todo)}</td>`,
  ];
  return html`<tr data-state="${row.state ?? 'not asked'}" data-rule="${row.rule.type}"${isFolded ? html` hidden` : NOTHING}>${cells}</tr>
`;
}

const STORED_ORDER: Readonly<Record<StoredCell, number>> = {
  'not served': 0,
  served: 1,
  'not pulled': 2,
  stored: 3,
};

function placesCell(places: readonly Place[]): Html {
  const lines = places.map(({ file, line, kind }) => html`<code>${file}:${line}</code> <small>${kind}</small>`);
  if (lines.length <= MAX_PLACES) return listOf(lines);
  return html`<details><summary>${count(places.length, 'place')}</summary>${listOf(lines)}</details>`;
}

/** The first thing to do, and the others folded: commands are long. */
function todoCell([first, ...rest]: readonly string[]): Html {
  if (first === undefined) return NOTHING;
  if (rest.length === 0) return html`${first}`;
  const lines = rest.map((text) => (text.startsWith('az ') ? html`<code>${text}</code>` : html`${text}`));
  return html`${first}<details><summary>${count(rest.length, 'more line')}</summary>${listOf(lines)}</details>`;
}

function ruleCell(rule: RuleCell): Html {
  switch (rule.type) {
    case 'covered': {
      const fresh = rule.by === 'new' ? html` <span data-look="new">new</span>` : NOTHING;
      return html`<td><code>${rule.repository}</code>${fresh}<br><small>${rule.rule}</small></td>`;
    }
    case 'refused':
      return html`<td><span data-look="refused">refused</span> ${rule.because}</td>`;
    case 'none':
      return html`<td><span data-look="none">none</span></td>`;
  }
}

function findingsCell({ state, findings }: ImageRow, most: number): Html {
  const word = state === undefined ? 'not asked' : state;
  const look = state === undefined ? 'not-asked' : IMAGE_STATES[state].judgement;
  const said = html`<span data-look="${look}">${word}</span>`;
  if (findings.length === 0) return said;
  const lines = findings.slice(0, most).map(findingLine);
  const rest = findings.length - lines.length;
  const more = rest === 0 ? NOTHING : html`<p>${rest} more in report.json</p>`;
  return html`${said}<details><summary>${severities(findings)}</summary>${listOf(lines)}${more}</details>`;
}

function findingLine({ platform, finding }: BlockingFinding): Html {
  const id = finding.id ?? 'a finding without a name';
  const url = findingUrl(finding.id);
  const name = url === undefined ? html`${id}` : html`<a href="${url}" rel="noreferrer">${id}</a>`;
  const fix = fixText(finding);
  return html`<span data-look="${finding.severity}">${finding.severity}</span> ${name} in ${packageText(finding)}, ${platform}${fix === undefined ? '' : `, ${fix}`}`;
}

/** `2 critical, 1 high`. */
function severities(findings: readonly BlockingFinding[]): string {
  const numbers = new Map<string, number>();
  for (const { finding } of findings) numbers.set(finding.severity, (numbers.get(finding.severity) ?? 0) + 1);
  return [...numbers].map(([severity, number]) => `${number} ${severity}`).join(', ');
}

/** A list, or nothing where it would be empty. */
export function listOf(lines: readonly Html[]): Html {
  if (lines.length === 0) return NOTHING;
  return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
