import { table } from '../../report/table.ts';
import { terminalLine } from '../../text/terminal.ts';

/** What the demo prints. */
export interface Show {
  readonly title: (text: string) => void;
  readonly text: (text: string) => void;
  readonly lines: (lines: readonly string[]) => void;
}

/** Prints to a stream, titles in bold. */
export function showOn(write: (text: string) => void, colours: boolean): Show {
  return {
    title: (text) => write(`\n${terminalLine({ look: 'bold', text }, colours)}\n`),
    text: (text) => write(`${text.trimEnd()}\n`),
    lines: (lines) => {
      for (const line of lines) write(`  ${line}\n`);
    },
  };
}

/** A job summary for people without a browser: markup taken off, tables in columns, folded parts by their titles. */
export function plainSummary(markdown: string): string {
  const shown = markdown.replaceAll(/\n<details><summary>(.*?)<\/summary>.*?<\/details>/gs, '\n▸ $1');
  const lines: string[] = [];
  let rows: string[][] = [];
  const flush = () => {
    lines.push(...table(rows));
    rows = [];
  };
  for (const line of shown.split('\n')) {
    if (/^\|[\s|:-]+\|$/.test(line)) continue;
    if (line.startsWith('| ')) rows.push(cells(line));
    else {
      flush();
      lines.push(untagged(line));
    }
  }
  flush();
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function cells(line: string): string[] {
  return line
    .slice(2, -2)
    .split(' | ')
    .map((cell) => shortened(untagged(cell)));
}

const MAX_CELL_CHARS = 70;

function shortened(text: string): string {
  return text.length > MAX_CELL_CHARS ? `${text.slice(0, MAX_CELL_CHARS - 1)}…` : text;
}

function untagged(text: string): string {
  return text
    .replaceAll('<br>', ' ')
    .replaceAll(/<\/?(?:code|span)>/g, '')
    .replaceAll(/\[([^\]]+)\]\(https:[^)\s]+\)/g, '$1')
    .replaceAll(/\*\*(.*?)\*\*/g, '$1')
    .replaceAll(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
