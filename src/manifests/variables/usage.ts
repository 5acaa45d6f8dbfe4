import type { VariableCount } from '../model/variable-count.ts';

/** `$NAME` and the beginning of `${NAME…`; two dollars are one that means itself. */
const VARIABLE = /\$\$|\$(\{?)([A-Za-z_]\w*)/g;

/** How often each variable is used in a text, and how often as a part of something longer. */
export function countVariables(text: string): ReadonlyMap<string, VariableCount> {
  const counts = new Map<string, VariableCount>();
  const closings = closingsIn(text);
  for (const { 0: found, 1: brace, 2: name, index } of text.matchAll(VARIABLE)) {
    if (name === undefined) continue;
    const behind = index + found.length;
    const end = brace === '' ? behind : (closings.get(index + 1) ?? text.length);
    const isJoined = BEFORE.test(text[index - 1] ?? '') || AFTER.test(text[end] ?? '');
    addCount(counts, name, { times: 1, joined: isJoined ? 1 : 0 });
  }
  return counts;
}

/** Adds how often a variable is used in one more place. */
export function addCount(counts: Map<string, VariableCount>, name: string, { times, joined }: VariableCount): void {
  const before = counts.get(name) ?? NEVER;
  counts.set(name, { times: before.times + times, joined: before.joined + joined });
}

export const NEVER: VariableCount = { times: 0, joined: 0 };

/** What stands right before or behind a variable where its value is no word of its own (`KIND=$DB` gives one on as it is). */
const BEFORE = /[^\s"'=,[{(]/;
const AFTER = /[^\s"',\]})]/;

/** The offsets behind the braces that close others, by the offsets of these. */
function closingsIn(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  if (!text.includes('${')) return closings;
  const open: number[] = [];
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === '{') open.push(index);
    else {
      const opened = open.pop();
      if (opened !== undefined) closings.set(opened, index + 1);
    }
  }
  return closings;
}

/** A variable that is the whole of a text. */
export const WHOLE = /^\$(?:\w+|\{[^{}]*\})$/;
