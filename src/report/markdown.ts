import { plain } from '../text/markdown.ts';

/** Tables, lists and folds of the job summary. Cells, titles of columns and bodies are Markdown already. */

/** One row of a table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A table under a title; nothing where it has no rows. */
export function section(title: string, columns: readonly string[], rows: readonly string[], most: number): string {
  if (rows.length === 0) return '';
  const cut = rows.length > most ? [`\n*and ${rows.length - most} more, see the report*`] : [];
  const heading = title === '' ? [] : [`\n### ${title}\n`];
  return [...heading, row(columns), row(columns.map(() => '---')), ...rows.slice(0, most), ...cut].join('\n');
}

/** What folds away. */
export function details(title: string, body: string): string {
  return `\n<details><summary>${plain(title)}</summary>\n\n${body}\n\n</details>`;
}

/** An item of a numbered list, what belongs to it below. Text and blocks are Markdown already. */
export function step(number: number, text: string, blocks: readonly string[]): string {
  const below = blocks.map((block) => `\n${block.replaceAll(/^(?=.)/gm, '   ')}\n`);
  return [`${number}. ${text}`, ...below].join('\n');
}

/** A link to an address of ours; the text alone where there is none. The text is Markdown already. */
export function link(text: string, url: string | undefined): string {
  return url === undefined ? text : `[${text}](${url})`;
}
