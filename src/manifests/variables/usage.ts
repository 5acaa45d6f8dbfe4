import type { VariableCount } from '../model/variable-count.ts';

/** `$NAME` and the beginning of `${NAME…`; two dollars are one that means itself. */
const VARIABLE = /\$\$|\$(\{?)([A-Za-z_]\w*)/g;

/** How often each variable is used in a text, and how often as a part of something longer. */
export function countVariables(text: string): ReadonlyMap<string, VariableCount> {
  const counts = new Map<string, VariableCount>();
  for (const { 0: found, 1: brace, 2: name, index } of text.matchAll(VARIABLE)) {
    if (name === undefined) continue;
    const behind = index + found.length;
    const end = brace === '' ? behind : closedAt(text, behind);
    const isJoined = BEFORE.test(text[index - 1] ?? '') || AFTER.test(text[end] ?? '');
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

/** Where a variable in braces ends whose name ends at an offset. */
function closedAt(text: string, from: number): number {
  let open = 1;
  let at = from;
  for (const most = from + MAX_BRACED; open > 0 && at < most; at++) {
    if (text[at] === '{') open++;
    else if (text[at] === '}') open--;
  }
  return at;
}

/** A variable that is the whole of a text. */
export const WHOLE = /^\$(?:\w+|\{[^{}]*\})$/;
