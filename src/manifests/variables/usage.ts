import type { VariableCount } from '../model/variable-count.ts';

/** `$NAME` and the beginning of `${NAME…`; two dollars are one that means itself. */
const VARIABLE = /\$\$|\$\{?([A-Za-z_]\w*)/g;

/** How often each variable is used in a text, and how often as a part of something longer. */
export function countVariables(text: string): ReadonlyMap<string, VariableCount> {
  const counts = new Map<string, VariableCount>();
  for (const { 0: found, 1: name, index } of text.matchAll(VARIABLE)) {
    if (name === undefined) continue;
    const isJoined = BEFORE.test(text[index - 1] ?? '') || AFTER.test(text[endOf(text, index + found.length)] ?? '');
    const { times, joined } = counts.get(name) ?? NEVER;
    counts.set(name, { times: times + 1, joined: joined + (isJoined ? 1 : 0) });
  }
  return counts;
}

export const NEVER: VariableCount = { times: 0, joined: 0 };

/** What stands right before or behind a variable where its value is no word of its own (`KIND=$DB` gives one on as it is). */
const BEFORE = /[^\s"'=,[{(]/;
const AFTER = /[^\s"',\]})]/;

/** Defaults of variables are not longer. */
const MAX_BRACED = 4096;

/** Where a variable ends whose name ends at an offset: behind the brace that closes it, if one was opened. */
function endOf(text: string, from: number): number {
  let open = /\{\w+$/.test(text.slice(Math.max(0, from - 80), from)) ? 1 : 0;
  let at = from;
  for (; open > 0 && at < text.length && at - from < MAX_BRACED; at++) {
    if (text[at] === '{') open++;
    else if (text[at] === '}') open--;
  }
  return at;
}

/** A variable that is the whole of a text. */
export const WHOLE = /^\$(?:\w+|\{[^{}]*\})$/;
