import { UserError } from '../base/errors.ts';
import { parseJson } from '../base/json.ts';
import { nearest } from '../base/nearest.ts';

/** Reads of single input values. Every error is one line that names the input, the value, what is allowed and what to do. */

/** The text of an input; an empty one is not given. */
export type ReadInput = (name: string) => string;

/** @param remedy a sentence; unless given, it is said to write it so or to leave it out */
export function invalid(name: string, value: string, allowed: string, remedy?: string): UserError {
  const what = remedy ?? `Write it so, or leave ${name} out.`;
  return new UserError(`Input "${name}": ${JSON.stringify(value)} is not allowed. Allowed: ${allowed}. ${what}`);
}

/** A word that is none of those allowed. */
function unknownWord(name: string, value: string, allowed: readonly string[]): UserError {
  const meant = nearest(value.replaceAll(/["']/g, ''), allowed);
  return invalid(name, value, allowed.join(', '), meant === undefined ? undefined : `Did you mean ${meant}?`);
}

/** The trimmed text, or `undefined` where nothing is given. */
export function optional(read: ReadInput, name: string): string | undefined {
  const value = read(name).trim();
  return value === '' ? undefined : value;
}

/** One of a few words, whatever their case: `HIGH` is `high`. */
export function choice<T extends string>(read: ReadInput, name: string, allowed: readonly T[], fallback: T): T;
export function choice<T extends string>(read: ReadInput, name: string, allowed: readonly T[]): T | undefined;
export function choice<T extends string>(
  read: ReadInput,
  name: string,
  allowed: readonly T[],
  fallback?: T,
): T | undefined {
  const value = optional(read, name);
  if (value === undefined) return fallback;
  const found = wordIn(value, allowed);
  if (found === undefined) throw unknownWord(name, value, allowed);
  return found;
}

/** What people write for the two, and is not taken: an older YAML read it so, and a shell does not. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ...['yes', 'y', 'on', '1'].map((word) => [word, 'true'] as const),
  ...['no', 'n', 'off', '0'].map((word) => [word, 'false'] as const),
]);

/** A boolean of YAML's core schema, as @actions/core reads them, whatever the case. */
export function flag(read: ReadInput, name: string, fallback: boolean): boolean {
  const value = optional(read, name);
  if (value === undefined) return fallback;
  const word = value.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  const meant = MEANT.get(word);
  if (meant === undefined) throw unknownWord(name, value, ['true', 'false']);
  throw invalid(name, value, 'true, false', `Did you mean ${meant}?`);
}

/** A whole number within bounds, both included. */
export function wholeNumber(
  read: ReadInput,
  name: string,
  bounds: { readonly least: number; readonly most: number; readonly fallback: number },
): number {
  const value = optional(read, name);
  if (value === undefined) return bounds.fallback;
  const parsed = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (parsed >= bounds.least && parsed <= bounds.most) return parsed;
  throw invalid(name, value, `a whole number from ${bounds.least} to ${bounds.most}`, `Write ${bounds.fallback}, say.`);
}

/** Minutes, fractions allowed. @returns milliseconds */
export function minutes(
  read: ReadInput,
  name: string,
  bounds: { readonly least?: number; readonly most: number; readonly fallback: number },
): number {
  const value = optional(read, name);
  const least = bounds.least ?? 0;
  const parsed = value === undefined ? bounds.fallback : /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (parsed >= least && parsed <= bounds.most) return parsed * 60_000;
  throw invalid(
    name,
    value ?? '',
    `minutes from ${least} to ${bounds.most}`,
    'Write the number alone, such as 5 or 0.5.',
  );
}

/** An amount of money, without a currency. */
export function price(read: ReadInput, name: string): number | undefined {
  const value = optional(read, name);
  if (value === undefined) return undefined;
  if (/^\d{1,6}(?:\.\d{1,6})?$/.test(value)) return Number(value);
  throw invalid(name, value, 'an amount such as 0.1');
}

/** A list by newline or comma, or a JSON array of texts; `#` at the start of a line is a comment. */
export function list(read: ReadInput, name: string): readonly string[] {
  const text = read(name).trim();
  if (isBracketed(text) && jsonItems(text) === undefined) {
    throw new UserError(
      `Input "${name}": ${JSON.stringify(text)} is not allowed: a list has one item a line, or commas between them. Leave brackets and quotes out, or write it as JSON.`,
    );
  }
  return lines(read, name)
    .flatMap((line) => line.split(',').map((item) => item.trim()))
    .filter((item) => item !== '');
}

/** The lines that are neither empty nor a comment. */
export function lines(read: ReadInput, name: string): readonly string[] {
  const text = read(name);
  return (jsonItems(text)?.join('\n') ?? text)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function isBracketed(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']');
}

/** The items of a JSON array of texts, as `toJSON` writes them; `undefined` for every other text. */
function jsonItems(text: string): readonly string[] | undefined {
  if (!isBracketed(text.trim())) return undefined;
  const value = parseJson(text);
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

/** A list whose items are among a few words, whatever their case. */
export function choices<T extends string>(read: ReadInput, name: string, allowed: readonly T[]): readonly T[] {
  return list(read, name).map((item) => {
    const found = wordIn(item, allowed);
    if (found === undefined) throw unknownWord(name, item, allowed);
    return found;
  });
}

/** The words that inputs allow are in lower case. */
function wordIn<T extends string>(text: string, allowed: readonly T[]): T | undefined {
  return allowed.find((word) => word === text.toLowerCase());
}

/** Pairs `key=value` by newline or comma. */
export function pairs(read: ReadInput, name: string, allowed: string): readonly (readonly [string, string])[] {
  return list(read, name).map((item) => {
    const equals = item.indexOf('=');
    const key = item.slice(0, equals).trim();
    const value = item.slice(equals + 1).trim();
    if (equals < 1 || key === '' || value === '') throw invalid(name, item, allowed);
    return [key, value] as const;
  });
}
