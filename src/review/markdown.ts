/** Text of others in Markdown: it must stay text, whatever it holds. */

/** A code span that holds the text as it is (https://spec.commonmark.org/0.31.2/#code-spans); line breaks become spaces. */
export function codeSpan(text: string): string {
  const flat = text.replaceAll(/[\r\n]+/g, ' ');
  const ticks = '`'.repeat(longestRun(flat) + 1);
  const padding = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${ticks}${padding}${flat}${padding}${ticks}`;
}

/** A fenced block that the text can't close (https://spec.commonmark.org/0.31.2/#fenced-code-blocks). */
export function fenced(text: string, info: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${info}\n${text}\n${fence}`;
}

/** The most backticks that follow one another in the text. */
function longestRun(text: string): number {
  let longest = 0;
  let run = 0;
  for (let index = 0; index < text.length; index++) {
    run = text.charCodeAt(index) === 96 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
