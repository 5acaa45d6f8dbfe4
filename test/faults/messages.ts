import type { ActionResult } from '../../src/emulator/workflow-run.ts';
import type { Claims } from './claims.ts';

/**
 * What makes a message one that helps: it names the stage that something happened in, and says what to do about it.
 * Both are words that can be looked for, so that a message which has neither is found.
 */

/** Words that each stage is told by; a problem has those of its own stage, or those of signing in. */
const STAGE_WORDS: Readonly<Record<string, RegExp>> = {
  scan: /\b(?:file|base|manifest|scan)/i,
  plan: /\b(?:cache rule|resource group|credential set|subscription|plan)/i,
  ensure: /\b(?:ensure|rule)\b|\bcache rule/i,
  warm: /\b(?:pull(?:s|ed|ing)?|serve[sd]?|stored|storage|warm(?:ed|ing)?)\b/i,
  gate: /\b(?:Defender|gate|Resource Graph|judged|scanned)/i,
  review: /\b(?:pull request|review|comment|suggestion)/i,
  report: /\b(?:report|summary)\b/i,
};
const SIGN_IN = /\bsign(?:ing|ed)? in\b|\bOIDC\b/i;

/** How a sentence or a clause begins that tells somebody what to do. */
const IMPERATIVE =
  /(?:^|[.;:,·(] |\b(?:or|and|then|to go on,) )(?:accept|add|allow|ask|assign|check|copy|correct|do not|give|grant|let|look|make|name|raise|report|restore|run|see|set|sign in|start|take|try|use|wait)\b/i;
const LACK = /\bneeds the (?:role|permission)\b|\bthe role "[^"]+" is missing\b/i;

/** What is wrong with a message, if anything. @param stage as the report has it, where it is a problem of the report's */
export function unhelpful(message: string, stage?: string): string | undefined {
  const words = stage === undefined ? Object.values(STAGE_WORDS) : [STAGE_WORDS[stage] ?? /$^/];
  if (![...words, SIGN_IN].some((word) => word.test(message))) return `does not name its stage: ${message}`;
  if (!IMPERATIVE.test(message) && !LACK.test(message)) return `does not say what to do: ${message}`;
  return undefined;
}

/** Every message that somebody is shown because of a failure: the problems of the report, and what the log calls error or warning. */
export function messagesOf({ stdout }: ActionResult, { problems }: Claims): ReadonlyMap<string, string | undefined> {
  const messages = new Map<string, string | undefined>();
  for (const line of stdout.split('\n')) {
    const text = /^::(?:error|warning)(?: [^:]*)?::(.*)$/.exec(line)?.[1];
    if (text !== undefined)
      messages.set(text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'), undefined);
  }
  for (const { stage, message } of problems) messages.set(message, stage);
  return messages;
}

/** Those of a run that do not help. */
export function unhelpfulOf(result: ActionResult, claims: Claims): readonly string[] {
  return [...messagesOf(result, claims)].flatMap(([message, stage]) => unhelpful(message, stage) ?? []);
}
