import type { ScanWarning, Use } from './model/use.ts';
import type { SourceFile } from './source/source.ts';

/** What the comments of a file say is to be left alone. */
export interface Ignores {
  /** The reason why the whole file is. */
  readonly file?: string;
  /** Reasons by 1-based line. */
  readonly lines: ReadonlyMap<number, string>;
  readonly warnings: readonly ScanWarning[];
}

const MARK = 'acr-artifact-cache:';
/** Before the mark stands what begins a comment in some syntax; behind it the reason, up to what ends the comment. */
const COMMENT_START = /(?:#|\/\/|\/\*|<!--|--|;)[ \t]*$/;
const COMMENT_END = /(?:\*\/[ \t-]*\}\}|\*\/|-->)$/;
const DIRECTIVE = /^[ \t]*(ignore-file|ignore)(?:[ \t]+([^ \t][\s\S]*))?$/;

/**
 * Reads `# acr-artifact-cache: ignore <reason>` (for its line, or for the next where it stands alone) and
 * `# acr-artifact-cache: ignore-file <reason>`, in the comments of any syntax.
 * One without a reason is not honoured: whoever reads the report is to know why.
 * @returns `undefined` for the many files that have none
 */
export function ignoresOf(file: SourceFile): Ignores | undefined {
  if (!file.text.includes(MARK)) return undefined;
  const lines = new Map<number, string>();
  const warnings: ScanWarning[] = [];
  let whole: string | undefined;
  for (const [index, line] of file.text.split(/\r\n|\r|\n/).entries()) {
    const at = line.indexOf(MARK);
    if (at === -1) continue;
    const start = COMMENT_START.exec(line.slice(Math.max(0, at - 40), at));
    const directive = DIRECTIVE.exec(
      line
        .slice(at + MARK.length)
        .trimEnd()
        .replace(COMMENT_END, '')
        .trimEnd(),
    );
    if (start === null || directive === null) continue;
    const [, word, reason = ''] = directive;
    if (reason === '') {
      const example = `${MARK} ${word} <reason>`;
      warnings.push({
        file: file.path,
        line: index + 1,
        reason: `not ignored, since no reason is given: "${example}"`,
      });
    } else if (word === 'ignore-file') whole ??= reason;
    else lines.set(isAlone(line, at) ? index + 2 : index + 1, reason);
  }
  return { ...(whole === undefined ? {} : { file: whole }), lines, warnings };
}

/** Whether nothing but the comment's beginning stands before the mark. */
function isAlone(line: string, at: number): boolean {
  return at < 200 && /^\uFEFF?[ \t]*(?:\{\{-?[ \t]*)?(?:#+|\/\/|\/\*|<!--|--|;)[ \t]*$/.test(line.slice(0, at));
}

/** The uses with the user's word on each. */
export function markIgnored(uses: readonly Use[], ignores: ReadonlyMap<string, Ignores>): readonly Use[] {
  if (ignores.size === 0) return uses;
  return uses.map((use) => {
    const found = ignores.get(use.file);
    const reason = found?.lines.get(use.line) ?? found?.file;
    return reason === undefined ? use : { ...use, ignored: reason };
  });
}
