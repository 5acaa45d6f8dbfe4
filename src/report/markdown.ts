/** Markdown of texts that come from strangers' files: nothing in them may become markup, a mention or a link. */

/** Text as text. */
export function plain(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/([\\`*_[\]|~#!])/g, '\\$1')
    .replaceAll('@', '&#64;');
}

/** Text as code; a pipe or a backtick in it would end the cell or the code. */
export function code(text: string): string {
  const safe = text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('|', '&#124;')
    .replaceAll('@', '&#64;')
    .replaceAll('`', '&#96;')
    .replaceAll('*', '&#42;')
    .replaceAll('_', '&#95;');
  return `<code>${safe}</code>`;
}

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
