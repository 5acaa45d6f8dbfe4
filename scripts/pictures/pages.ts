// Pages that look as GitHub and a terminal would show what a run has said: for pictures, with styles of our own.
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const MARKDOWN = { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] };

const STYLE = `
body { font: 14px/1.5 'DejaVu Sans', 'Noto Color Emoji', sans-serif; color: #1f2328; background: #fff; margin: 0; padding: 20px 28px; width: 1000px; }
h2 { font-size: 22px; border-bottom: 1px solid #d0d7de; padding-bottom: 6px; } h3 { font-size: 17px; }
table { border-collapse: collapse; margin: 10px 0; } th, td { border: 1px solid #d0d7de; padding: 5px 11px; text-align: left; vertical-align: top; }
tr:nth-child(2n) td { background: #f6f8fa; } code { font: 12px 'DejaVu Sans Mono', monospace; background: #eff1f3; padding: 2px 4px; border-radius: 4px; overflow-wrap: anywhere; }
pre { background: #f6f8fa; padding: 12px; border-radius: 6px; white-space: pre-wrap; } pre code { background: none; padding: 0; } a { color: #0969da; text-decoration: none; }
details { margin: 8px 0; } summary { cursor: pointer; }
.file { border: 1px solid #d0d7de; border-radius: 6px; margin: 16px 0; } .file > p { margin: 0; padding: 8px 14px; background: #f6f8fa; font: 12px 'DejaVu Sans Mono'; border-bottom: 1px solid #d0d7de; }
.line { font: 12px/1.6 'DejaVu Sans Mono'; padding: 0 14px; white-space: pre; } .line b { color: #6e7781; font-weight: normal; display: inline-block; width: 34px; } .line.on { background: #dafbe1; }
.comment { margin: 10px 14px 14px; border: 1px solid #d0d7de; border-radius: 6px; padding: 6px 14px; }
.suggestion { border: 1px solid #d0d7de; border-radius: 6px; overflow: hidden; margin: 8px 0; } .suggestion p { margin: 0; padding: 4px 10px; background: #f6f8fa; font-size: 12px; }
.minus { background: #ffebe9; } .plus { background: #dafbe1; } .terminal { background: #0d1117; color: #e6edf3; font: 12.5px/1.45 'DejaVu Sans Mono', monospace; white-space: pre-wrap; padding: 18px 22px; }
`;

function page(body: string, more = ''): string {
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}${more}</style>${body}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A job summary, as the job's page shows it. */
export function summaryPage(markdown: string): string {
  return page(micromark(markdown, MARKDOWN));
}

/** A comment at its line, with its suggestion as a change of that line. */
export interface ShownComment {
  readonly path: string;
  readonly line: number;
  readonly body: string;
}

/** A review: each file with its lines around the comments. */
export function reviewPage(intro: string, comments: readonly ShownComment[], textOf: (path: string) => string): string {
  const shown = comments.map(({ path, line, body }) => {
    const lines = textOf(path).split('\n');
    const from = Math.max(1, line - 2);
    const context = lines
      .slice(from - 1, line)
      .map((text, index) => `<div class="line on"><b>${from + index}</b>+ ${escaped(text)}</div>`);
    return `<div class="file"><p>${escaped(path)}</p>${context.join('')}<div class="comment">${commentHtml(body, lines[line - 1] ?? '')}</div></div>`;
  });
  return page(`${micromark(intro, MARKDOWN)}${shown.join('')}`);
}

function commentHtml(body: string, before: string): string {
  const text = body.replace(/\n*<!--.*?-->\s*$/s, '');
  const [, start = text, after, end = ''] =
    /^([\s\S]*?)(?:```|~~~)suggestion[^\n]*\n([\s\S]*?)(?:```|~~~)([\s\S]*)$/.exec(text) ?? [];
  const change =
    after === undefined
      ? ''
      : `<div class="suggestion"><p>Suggested change</p><div class="line minus">- ${escaped(before)}</div>${after
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => `<div class="line plus">+ ${escaped(line)}</div>`)
          .join('')}</div>`;
  return `${micromark(start, MARKDOWN)}${change}${micromark(end, MARKDOWN)}`;
}

/** Colours by the numbers of a terminal's escapes (ECMA-48, SGR). */
const LOOKS: Readonly<Record<string, string>> = {
  '1': 'font-weight: bold',
  '2': 'color: #9198a1',
  '31': 'color: #ff7b72',
  '32': 'color: #7ee787',
  '33': 'color: #e3b341',
  '36': 'color: #79c0ff',
};

/** What a terminal has shown, commands and answers. */
export function terminalPage(typed: readonly { readonly command: string; readonly said: string }[]): string {
  const body = typed.map(
    ({ command, said }) => `<span style="color: #7ee787">$</span> ${escaped(command)}\n${coloured(said)}`,
  );
  return page(`<div class="terminal">${body.join('\n\n')}</div>`, 'body { width: 1080px; padding: 0; }');
}

const ESCAPE = String.fromCharCode(27);
const SEQUENCE = new RegExp(`${ESCAPE}\\[([\\d;]*)([A-Za-z])`, 'g');

function coloured(text: string): string {
  let open = 0;
  // What was written over is not seen any more.
  const seen = text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.split(`\r${ESCAPE}[K`).at(-1) ?? '')
    .join('\n');
  const html = escaped(seen).replaceAll(SEQUENCE, (_, codes: string, end: string) => {
    const look = end === 'm' ? codes.split(';').flatMap((code) => LOOKS[code] ?? []) : [];
    if (look.length > 0) {
      open++;
      return `<span style="${look.join('; ')}">`;
    }
    const closing = end === 'm' ? '</span>'.repeat(open) : '';
    if (end === 'm') open = 0;
    return closing;
  });
  return `${html.trimEnd()}${'</span>'.repeat(open)}`;
}
